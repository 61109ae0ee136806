import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import ort from 'onnxruntime-node';
import { IMAGE_SIZE } from '../images';
import { inputName, onnxFiles, outputName } from '../onnx/network';
import type { Predict, Predictor, Runner } from './runner';

/** onnxruntime-node with the ONNX files that the bench made: either input, on one thread or on all cores. */
export function createOnnxRuntimeRunner(): Runner {
  return { predictors: [...new Set([1, availableParallelism()])].flatMap(createPredictors) };
}

function createPredictors(threads: number): Predictor[] {
  const setup = `${threads} ${threads === 1 ? 'thread' : 'threads'}`;
  return [
    {
      setup,
      input: 'uint8',
      load: (folder) => createPredict<Uint8Array>(join(folder, onnxFiles.uint8), threads),
    },
    {
      setup,
      input: 'float32',
      load: (folder) => createPredict<Float32Array>(join(folder, onnxFiles.float32), threads),
    },
  ];
}

async function createPredict<Pixels extends Uint8Array | Float32Array>(
  path: string,
  threads: number,
): Promise<Predict<Pixels>> {
  const session = await ort.InferenceSession.create(path, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
  });
  return async (pixels, images) => {
    const { [outputName]: output } = await session.run({
      [inputName]: new ort.Tensor(pixels, [images, IMAGE_SIZE]),
    });
    const { data } = output;
    if (!(data instanceof Float32Array)) throw new Error(`onnxruntime gave ${output.type}, not float32`);
    return data;
  };
}
