/** The entry of processes whose start-up is measured: loads a library and the model, and prints a first prediction. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexOfMax } from '../images';
import { loadRunner, singleWaysOf } from '../runners';
import { bindPredictor } from './bound-predictor';
import { FIRST_IMAGE_FILE } from './read-images';

const [contender, folder] = process.argv.slice(2);
const [predictor] = singleWaysOf(await loadRunner(contender), contender);
const pixels = new Uint8Array(readFileSync(join(folder, FIRST_IMAGE_FILE)));
const predict = await bindPredictor(predictor, folder, pixels);
const prediction = await predict(0, 1);
process.stdout.write(`${indexOfMax(prediction, 0)}\n`, () => process.exit());
