import { CategoricalCrossEntropy, Model, Softmax, Tensor } from '@fmnist/core';

const scores = [2, 1, -1];
const largest = Math.max(...scores);
const powers = scores.map((score) => Math.exp(score - largest));
const total = powers.reduce((sum, power) => sum + power);
const byHand = powers.map((power) => power / total);

const model = new Model({ inputShape: [3] });
model.add(new Softmax());
model.set({ loss: new CategoricalCrossEntropy() });
model.finalize();
const batch = Tensor.from([scores]);
const probabilities = [...(await model.predict(batch)).data];
const show = (values: number[]) => values.map((value) => value.toFixed(4)).join('  ');
console.log('scores                ', scores.join('  '));
console.log('probabilities, by hand', show(byHand));
console.log('by the engine         ', show(probabilities));
console.log('scores moved by 100   ', show([...(await model.predict(Tensor.from([[102, 101, 99]]))).data]));

for (const right of [0, 1, 2]) {
  const { loss } = await model.evaluate(batch, Uint8Array.of(right));
  console.log(`loss where ${right} is right: −ln ${byHand[right].toFixed(4)} = ${loss.toFixed(4)}`);
}
console.log('loss of a guess among ten classes:', Math.log(10).toFixed(4));
