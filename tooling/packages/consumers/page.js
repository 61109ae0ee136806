import { nameDrawing } from './name-drawing.js';
import { trainXor } from './train-xor.js';

globalThis.consume = {
  '@fmnist/core': () => trainXor(2),
  '@fmnist/models': nameDrawing,
};
