import { CLASSES, IMAGE_SIZE } from '../images';
import type { DenseParameters } from '../runners/parameters';
import type { PixelType } from '../runners/runner';
import { encodeOnnxModel } from './schema';

/** The network as ONNX in the bench's folder, by what it takes. */
export const onnxFiles: Readonly<Record<PixelType, string>> = {
  uint8: 'model-uint8.onnx',
  float32: 'model-float32.onnx',
};
export const inputName = 'image';
export const outputName = 'probabilities';

/** Element types of ONNX. */
const FLOAT = 1;
const UINT8 = 2;
/** The type of an attribute that holds an integer. */
const INT_ATTRIBUTE = 2;

/**
 * Dense layers with ReLU between them and softmax at the end, as an ONNX model.
 * @param input whether it takes raw pixels, which it then casts and scales itself
 */
export function encodeNetwork(layers: readonly DenseParameters[], input: PixelType): Uint8Array {
  const pixels = input === 'uint8' ? 'scaled' : inputName;
  const last = layers.length - 1;
  const nodes = layers.flatMap((_, index) => {
    const from = index === 0 ? pixels : `relu${index - 1}`;
    const dense = node('Gemm', [from, `weights${index}`, `biases${index}`], `dense${index}`);
    return index < last ? [dense, node('Relu', [`dense${index}`], `relu${index}`)] : [dense];
  });
  const prologue = [
    { ...node('Cast', [inputName], 'floats'), attribute: [{ name: 'to', i: FLOAT, type: INT_ATTRIBUTE }] },
    node('Mul', ['floats', 'scale'], 'scaled'),
  ];
  const initializers = layers.flatMap(({ inputs, outputs, weights, biases }, index) => [
    tensor(`weights${index}`, [inputs, outputs], weights),
    tensor(`biases${index}`, [outputs], biases),
  ]);
  return encodeOnnxModel({
    ir_version: 8,
    producer_name: '@fmnist/bench',
    opset_import: [{ domain: '', version: 13 }],
    graph: {
      name: 'network',
      node: [...(input === 'uint8' ? prologue : []), ...nodes, node('Softmax', [`dense${last}`], outputName)],
      initializer: [
        ...initializers,
        ...(input === 'uint8' ? [tensor('scale', [], Float32Array.of(1 / 255))] : []),
      ],
      input: [value(inputName, input === 'uint8' ? UINT8 : FLOAT, IMAGE_SIZE)],
      output: [value(outputName, FLOAT, CLASSES)],
    },
  });
}

function node(type: string, input: readonly string[], output: string) {
  return { op_type: type, name: output, input, output: [output] };
}

function tensor(name: string, dims: readonly number[], values: Float32Array) {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { name, dims, data_type: FLOAT, raw_data: bytes };
}

function value(name: string, type: number, columns: number) {
  const shape = { dim: [{ dim_param: 'images' }, { dim_value: columns }] };
  return { name, type: { tensor_type: { elem_type: type, shape } } };
}
