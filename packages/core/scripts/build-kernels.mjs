/**
 * Compiles `src/kernels/simd/assembly` to WebAssembly, a module for each set of kernels, and writes them, as text and with the
 * types of what they export, into modules that any bundler and runtime loads without knowing of assets.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const source = 'src/kernels/simd/assembly';
const target = 'src/kernels/simd/compiled';

/** What the module of each set of kernels exports: of a file some functions, or all. */
const modules = {
  base: { activations: ['rescale', 'relu', 'addElements'], memory: ['bytesToFloats', 'copy'] },
  softmax: { softmax: ['softmax'] },
  leakyRelu: { activations: ['leakyRelu', 'leakyReluGradients'] },
  sigmoid: { activations: ['sigmoid', 'sigmoidGradients'] },
  tanh: { activations: ['tanh', 'tanhGradients'] },
  affine: {
    // Each of addRows a function of its own, with all registers for its loop.
    products: [
      ...['addRows2', 'addRows4', 'addRows6', 'addRows8', 'addRows10', 'addRows12', 'addLists'],
      ...['multiplyRows', 'addBiases', 'scratchBytes'],
    ],
  },
  training: {
    activations: ['reluGradients', 'multiply'],
    memory: ['areFinite', 'transpose'],
    optimizers: ['regularizationLoss', 'sumOfSquares', 'addL1Gradients', 'addL2Gradients', 'average'],
    'product-gradients': '*',
    random: '*',
    softmax: ['softmaxGradients'],
  },
  categoricalCrossEntropy: {
    losses: ['categoricalCrossEntropy', 'categoricalCrossEntropyGradients'],
    softmax: ['softmaxCrossEntropyGradients'],
  },
  binaryCrossEntropy: { losses: ['binaryCrossEntropy', 'binaryCrossEntropyGradients'] },
  meanSquaredError: { losses: ['meanSquaredError', 'meanSquaredErrorGradients'] },
  meanAbsoluteError: { losses: ['meanAbsoluteError', 'meanAbsoluteErrorGradients'] },
  categoricalAccuracy: { accuracies: ['categoricalMatches'] },
  binaryAccuracy: { accuracies: ['binaryMatches'] },
  regressionAccuracy: { accuracies: ['regressionMatches'] },
  sgd: { optimizers: ['sgd', 'sgdMomentum'] },
  adagrad: { optimizers: ['adagrad'] },
  rmsprop: { optimizers: ['rmsprop'] },
  adam: { optimizers: ['adam'] },
  convolution: {
    'add-lists': '*',
    'convolution-sums': '*',
    'convolution-weight-gradients': '*',
    convolve: '*',
    depthwise: '*',
  },
  pooling: { 'average-pooling': '*', 'max-pooling': '*' },
  normalization: { normalization: '*' },
};

/** Those of whose multiplications and additions `fuse.ts` makes one operation each. */
const fused = ['affine', 'convolution'];
/** Each module keeps its tables at a place of its own in the memory they share, below the heap of `heap.ts`. */
const TABLES_BYTES = 512;
const HEAP = 16_384;
let tables = 64;

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const functions = [];
/** All in one file: next to each other they compress best, and bundlers leave out what is not imported. */
const lines = ['// Written by scripts/build-kernels.mjs.'];
for (const [name, files] of Object.entries(modules)) {
  const { binary, text, declarations } = await compile(files, tables);
  if (fused.includes(name)) checkFusable(name, binary, text);
  lines.push(`export const ${name} = "${encode(binary)}";`);
  functions.push(...functionsIn(declarations));
  tables += TABLES_BYTES;
}
if (tables > HEAP) throw new Error('The tables of all modules reach into the heap');
writeFileSync(`${target}/code.generated.ts`, `${lines.join('\n')}\n`);
writeFileSync(
  `${target}/exports.generated.ts`,
  `${['// Written by scripts/build-kernels.mjs.', 'export interface Exports {', ...functions.map((line) => `  ${line}`), '}'].join('\n')}\n`,
);

/** What TypeScript calls: not what is exported for the compiler's or another module's sake. @param {string} declarations */
function functionsIn(declarations) {
  return declarations
    .split('\n')
    .map((line) => line.match(/^ {2}export function (.+)$/)?.[1])
    .filter((line) => line !== undefined && !/^(add(Rows|Lists)|sumProducts)/.test(line));
}

/** @returns {Promise<{ binary: Uint8Array, text: string, declarations: string }>} */
async function compile(files, memoryBase) {
  const entry = Object.entries(files).map(
    ([file, names]) => `export ${names === '*' ? '*' : `{ ${names.join(', ')} }`} from './${file}';\n`,
  );
  const outputs = new Map();
  const { error, stderr } = await asc.main(
    [
      `${source}/entry.ts`,
      ...['--outFile', 'out.wasm', '--textFile', 'out.wat', '-O3', '--noAssert', '--runtime', 'stub'],
      ...[
        '--importMemory',
        '--noExportMemory',
        '--sharedMemory',
        '--initialMemory',
        '1',
        '--maximumMemory',
        '65536',
      ],
      ...['--enable', 'simd,threads', '--memoryBase', String(memoryBase), '--bindings', 'raw'],
    ],
    {
      readFile: (name) => (name === `${source}/entry.ts` ? entry.join('') : readFileOrNothing(name)),
      writeFile: (name, contents) => void outputs.set(name, contents),
    },
  );
  if (error) throw new Error(`${entry.join('')}does not compile:\n${stderr.toString()}`, { cause: error });
  return {
    binary: outputs.get('out.wasm'),
    text: String(outputs.get('out.wat')),
    declarations: String(outputs.get('out.d.ts') ?? ''),
  };
}

/** That `fuse.ts` finds each multiplication of a module, and what it is added to. @param {Uint8Array} binary */
function checkFusable(name, binary, text) {
  const pattern = [0xfd, 0xe6, 0x01, 0x20, undefined, 0xfd, 0xe4, 0x01];
  const found = binary.filter((_, at) =>
    pattern.every((byte, index) => byte === undefined || binary[at + index] === byte),
  ).length;
  const multiplications = text.match(/f32x4\.mul/g)?.length;
  if (found !== multiplications) {
    throw new Error(`Of the ${multiplications} multiplications of ${name}, ${found} can be fused`);
  }
}

/**
 * Bytes as printable characters, which `binary-text.ts` reads again: one for each of the most frequent, from 253, which
 * begins each instruction on vectors, over 0 to 85, and two for others. Unlike base64 it keeps equal bytes equal, so that what a server compresses is as small as the binary.
 * @param {Uint8Array} bytes
 */
function encode(bytes) {
  return Array.from(bytes, (byte) => {
    const value = (byte + 3) % 256;
    return value < 89 ? digit(value) : digit(88 + Math.floor(value / 89)) + digit(value % 89);
  }).join('');
}

/** One of 91 characters, from # to ~ without the backslash: none that a string would have to escape. */
function digit(value) {
  return String.fromCharCode(value < 57 ? value + 35 : value + 36);
}

function readFileOrNothing(name) {
  try {
    return readFileSync(name, 'utf8');
  } catch {
    return null;
  }
}
