import { Adam, CategoricalCrossEntropy, Dense, Model, ReLU, Rescale, Softmax } from '@fmnist/core';
import { loadFashionMnist } from '@fmnist/data/node';
import { axis, colors, drawChart } from '../src/draw-chart';

/** Loss step by step, and accuracy on pictures seen and unseen, over the first epochs of the original network. */
export async function draw(): Promise<string> {
  const { train, test } = await loadFashionMnist();
  const model = new Model({ seed: 1 });
  model.add(new Rescale(1 / 255));
  model.add(new Dense(784, 128, { weightRegularizerL2: 5e-4, biasRegularizerL2: 5e-4 }));
  model.add(new ReLU());
  model.add(new Dense(128, 128));
  model.add(new ReLU());
  model.add(new Dense(128, 10));
  model.add(new Softmax());
  const optimizer = new Adam({ learningRate: 0.002, decay: 5e-4 });
  model.set({ loss: new CategoricalCrossEntropy(), optimizer });
  model.finalize();
  const { steps, epochs } = await model.train(train.images, train.labels, {
    epochs: 4,
    batchSize: 128,
    recordEvery: 10,
    validationData: [test.images, test.labels],
  });
  const perEpoch = Math.ceil(train.labels.length / 128);
  const common = { silent: true, type: 'line', symbol: 'circle' };
  return drawChart(
    {
      grid: { left: 50, right: 20, top: 40, bottom: 45 },
      xAxis: { type: 'value', min: 0, max: 4, interval: 1, ...axis('epoch') },
      yAxis: { type: 'value', min: 0, max: 1.2, ...axis('') },
      series: [
        {
          ...common,
          name: 'loss of a batch',
          color: colors.first,
          showSymbol: false,
          lineStyle: { width: 1 },
          data: steps.map(({ epoch, step, dataLoss }) => [epoch - 1 + step / perEpoch, dataLoss]),
        },
        {
          ...common,
          name: 'accuracy, seen',
          color: colors.second,
          symbolSize: 7,
          data: epochs.map(({ epoch, accuracy }) => [epoch, accuracy]),
        },
        {
          ...common,
          name: 'accuracy, unseen',
          color: colors.third,
          symbolSize: 7,
          data: epochs.map(({ epoch, validation }) => [epoch, validation?.accuracy]),
        },
      ],
    },
    640,
    320,
  );
}
