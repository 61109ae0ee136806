import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { expect, test } from 'vitest';
import { tensorflowWasm } from './javascript-peers';

test('the reason why TensorFlow.js trains no convolutions is the one it gives itself', async () => {
  await tf.setBackend('wasm');
  await tf.ready();
  const weights = tf.variable<tf.Rank.R4>(tf.ones([3, 3, 1, 2]));
  const differentiate = () =>
    tf.variableGrads(() => tf.conv2d(tf.ones<tf.Rank.R4>([1, 8, 8, 1]), weights, 1, 'same').sum(), [weights]);
  const reason = tensorflowWasm.jobs['train-cnn'];
  expect(reason).toMatch(/^does not train convolutions: /);
  expect(differentiate).toThrow(String(reason).replace('does not train convolutions: ', ''));
});
