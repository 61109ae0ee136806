import { Adam, CategoricalCrossEntropy, Dense, Model, ReLU, Rescale, Softmax } from '@fmnist/core';
import { loadFashionMnist } from '@fmnist/data/node';
import { axis, colors, drawChart } from '../src/draw-chart';

const EPOCHS = 60;

/** The loss on pictures seen and unseen, epoch by epoch, of 1,000 pictures learnt without a penalty and with one. */
export async function draw(): Promise<string> {
  const { train, test } = await loadFashionMnist();
  const learn = async (l2: number) => {
    const model = new Model();
    model.add(new Rescale(1 / 255));
    model.add(new Dense(784, 128, { weightRegularizerL2: l2, initializer: 'he' }));
    model.add(new ReLU());
    model.add(new Dense(128, 10));
    model.add(new Softmax());
    model.set({ loss: new CategoricalCrossEntropy(), optimizer: new Adam({ learningRate: 0.002 }) });
    model.finalize();
    const { epochs } = await model.train(train.images.rows(0, 1000), train.labels.subarray(0, 1000), {
      epochs: EPOCHS,
      batchSize: 64,
      validationData: [test.images.rows(0, 2000), test.labels.subarray(0, 2000)],
    });
    return epochs;
  };
  const [without, penalized] = [await learn(0), await learn(1e-3)];
  const line = (name: string, color: string, losses: (number | undefined)[], type: 'solid' | 'dashed') => ({
    name,
    type: 'line',
    silent: true,
    showSymbol: false,
    color,
    lineStyle: { width: 2, type },
    data: losses.map((loss, epoch) => [epoch + 1, loss]),
  });
  return drawChart(
    {
      grid: { left: 50, right: 20, top: 60, bottom: 45 },
      xAxis: { type: 'value', min: 1, max: EPOCHS, ...axis('epoch') },
      yAxis: { type: 'value', min: 0, max: 1.2, ...axis('loss, without the penalty', 30) },
      series: [
        line(
          'unseen, without',
          colors.second,
          without.map(({ validation }) => validation?.loss),
          'solid',
        ),
        line(
          'unseen, with L2',
          colors.first,
          penalized.map(({ validation }) => validation?.loss),
          'solid',
        ),
        line(
          'seen (dashed), without',
          colors.second,
          without.map(({ dataLoss }) => dataLoss),
          'dashed',
        ),
        line(
          'seen (dashed), with L2',
          colors.first,
          penalized.map(({ dataLoss }) => dataLoss),
          'dashed',
        ),
      ],
    },
    600,
    340,
  );
}
