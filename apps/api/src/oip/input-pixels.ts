import { HttpError } from '../http/http-error';
import type { Pixels } from '../inference/inference-task';
import { PIXELS } from '../inference/pixels-per-picture';
import type { InputTensor } from '../schemas/oip';
import type { InferBody } from './infer-body';
import { INPUT_NAME } from './tensors';

/** What one picture may be shaped like. */
const SHAPES = ['784', '28,28', '28,28,1', '1,28,28'];

/**
 * The pictures in a request for inference.
 * @param limit how many there may be
 * @throws HttpError 400 where the tensors are not those that models take.
 */
export function pixelsOf({ request, binary }: InferBody, limit: number): Pixels[] {
  const [input, ...others] = request.inputs;
  if (input.name !== INPUT_NAME || others.length > 0) {
    const names = request.inputs.map(({ name }) => JSON.stringify(name)).join(', ');
    throw invalid(`Models here take one tensor, "${INPUT_NAME}", got ${names}`);
  }
  const [rows, ...rest] = input.shape;
  if (!SHAPES.includes(rest.join())) {
    throw invalid(
      `${INPUT_NAME} must be shaped [n, 784], [n, 28, 28], [n, 28, 28, 1] or [n, 1, 28, 28], got [${input.shape}]`,
    );
  }
  if (rows > limit) {
    throw new HttpError(400, 'too_many_images', `A request may have ${limit} images at most, got ${rows}`);
  }
  const all = numbersOf(input, binary, rows * PIXELS);
  return Array.from({ length: rows }, (_, row) => all.slice(row * PIXELS, (row + 1) * PIXELS));
}

function numbersOf(input: InputTensor, binary: Buffer, count: number): Pixels {
  const { datatype, data, parameters } = input;
  if (datatype !== 'UINT8' && datatype !== 'FP32') {
    throw invalid(`${INPUT_NAME} must be of datatype UINT8 or FP32, got ${JSON.stringify(datatype)}`);
  }
  const size = parameters?.binary_data_size;
  if (size === undefined) {
    if (binary.length > 0) throw invalid('There is binary data that no tensor has announced');
    if (!data) throw invalid(`${INPUT_NAME} has no data`);
    const numbers = new Float32Array(count);
    flatten(data, numbers);
    if (datatype === 'FP32') return checked(numbers);
    if (!numbers.every(Number.isInteger)) throw invalid('A UINT8 must be a whole number from 0 to 255');
    return Uint8Array.from(checked(numbers));
  }
  if (data) throw invalid(`${INPUT_NAME} has both data and binary_data_size`);
  const expected = count * (datatype === 'FP32' ? 4 : 1);
  if (size !== expected || binary.length !== expected) {
    throw invalid(
      `${INPUT_NAME} needs ${expected} bytes, got ${binary.length}, with binary_data_size ${size}`,
    );
  }
  const bytes = new Uint8Array(binary);
  return datatype === 'UINT8' ? bytes : checked(new Float32Array(bytes.buffer));
}

/** Writes nested numbers in a row. They are nested only as deep as `parseJson` allows. */
function flatten(data: readonly unknown[], into: Float32Array): void {
  let count = 0;
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    if (typeof value !== 'number')
      throw invalid(`Data must be numbers, got ${JSON.stringify(value)?.slice(0, 40)}`);
    if (count < into.length) into[count] = value;
    count++;
  };
  data.forEach(visit);
  if (count !== into.length) {
    throw invalid(`${INPUT_NAME} must have ${into.length} numbers for its shape, got ${count}`);
  }
}

function checked(numbers: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const wrong = numbers.find((value) => !(value >= 0 && value <= 255));
  if (wrong === undefined) return numbers;
  throw invalid(`Pixels go from 0 to 255, got ${wrong}`);
}

function invalid(message: string): HttpError {
  return new HttpError(400, 'invalid_tensor', message);
}
