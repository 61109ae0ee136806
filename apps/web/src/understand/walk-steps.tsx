import { useState } from 'react';
import { classNames } from '../class-names';
import { PixelCanvas } from '../picture/pixel-canvas';
import { signedToRgba } from '../picture/signed-to-rgba';
import { NeuronPicker } from './neuron-picker';
import { ScoreTable } from './score-table';
import { SourceCode } from './source-code';
import { sourceFiles } from './source-files';
import type { Walk } from './walk';

const PIXELS = 28 * 28;
/** The original program's learning rate. */
const RATE = 0.002;

/** A number for people, with a minus sign as in print. */
function number(value: number): string {
  const text = value.toFixed(3);
  return text.replace('-', Number(text) === 0 ? '' : '−');
}

/** The steps from pixels to an update of the weights. */
export function WalkSteps({ walk, shows }: { walk: Walk; shows: number }) {
  const [chosen, setChosen] = useState<number>();
  const { inputs, weights, biases, sums, activations, gradients, probabilities } = walk;
  const shown = activations.slice(0, walk.shown);
  const neuron = chosen ?? shown.indexOf(Math.max(...shown));
  const own = weights.slice(neuron * PIXELS, (neuron + 1) * PIXELS);
  const products = own.map((weight, i) => weight * inputs[i]);
  const slope = gradients[neuron];
  const slopes = inputs.map((input) => input * slope);
  const on = activations.filter((value) => value > 0).length;
  const picture = (values: Float32Array, label: string) => (
    <figure>
      <PixelCanvas width={28} height={28} rgba={signedToRgba(values)} label={label} />
      <figcaption>{label}</figcaption>
    </figure>
  );
  return (
    <ol className="walk">
      <li>
        <h3>Pixels</h3>
        <p>
          The picture is {PIXELS} numbers from 0 to 255. Divided by 255 they are x, from 0 to 1; their mean
          here is {number(inputs.reduce((sum, x) => sum + x, 0) / PIXELS)}.
        </p>
        <SourceCode file={sourceFiles.rescale} />
      </li>
      <li>
        <h3>A neuron weighs them</h3>
        <p>
          The first layer has {walk.neurons} neurons. Each has a weight for every pixel, blue above 0 and
          orange below. Point at one of these {walk.shown}:
        </p>
        <NeuronPicker walk={walk} chosen={neuron} onChoose={setChosen} />
        <p className="formula" aria-live="polite">
          Neuron {neuron + 1}: z = Σ w·x + b = {number(sums[neuron] - biases[neuron])} +{' '}
          {number(biases[neuron])} = <strong>{number(sums[neuron])}</strong>
        </p>
        <div className="triple">
          {picture(own, 'w: what it looks for')}
          {picture(products, 'w·x: what it finds')}
        </div>
        <SourceCode file={sourceFiles.dense} />
      </li>
      <li>
        <h3>ReLU: on or off</h3>
        <p>
          {walk.isNormalized ? 'A BatchNorm brings z to the scale of the other pictures; then what' : 'What'}{' '}
          is below 0 becomes 0. Neuron {neuron + 1} passes on <strong>{number(activations[neuron])}</strong>.{' '}
          {on} of {walk.neurons} neurons are on.
        </p>
        <SourceCode file={sourceFiles.relu} />
      </li>
      <li>
        <h3>Softmax: scores become probabilities</h3>
        <p>
          Further layers do the same with what they are given; the last has a neuron for each class. p = e
          <sup>s</sup> / Σ e<sup>s</sup>, with the largest score taken off first, which changes nothing but
          keeps the numbers small.
        </p>
        <ScoreTable scores={walk.scores} probabilities={probabilities} shows={shows} />
        <SourceCode file={sourceFiles.softmax} />
      </li>
      <li>
        <h3>Loss: how wrong that is</h3>
        <p className="formula">
          L = −ln p({classNames[shows]}) ={' '}
          <strong>{number(-Math.log(Math.max(1e-7, probabilities[shows])))}</strong>
        </p>
        <SourceCode file={sourceFiles.loss} />
      </li>
      <li>
        <h3>Gradient: who is to blame</h3>
        <p>
          Backwards through the layers goes how much the loss changes with each number. For neuron{' '}
          {neuron + 1}: ∂L/∂z = <strong>{gradients[neuron].toExponential(2).replace('-', '−')}</strong>, and
          so ∂L/∂w = x · ∂L/∂z for each of its weights:
        </p>
        <div className="triple">{picture(slopes, '∂L/∂w')}</div>
        <SourceCode file={sourceFiles.gradient} />
      </li>
      <li>
        <h3>Update: a small step downhill</h3>
        <p>
          Plain gradient descent takes w − {RATE} · ∂L/∂w for the new weight; Adam also remembers earlier
          gradients. Train does this for 128 pictures at a time.
        </p>
        <SourceCode file={sourceFiles.sgd} />
        <SourceCode file={sourceFiles.adam} />
      </li>
    </ol>
  );
}
