import type { ConvolutionKernels } from '../convolution-kernels';
import type { Matrix } from '../kernels';
import type { Convolution } from '../sliding-window';
import { rowAt, spanOf, strideOf } from './address';
import type { Exports } from './compiled/exports.generated';

/** Convolutions. */
export function convolutions(wasm: Exports): ConvolutionKernels {
  const convolve = (
    x: Matrix,
    weights: Matrix,
    biases: Matrix | undefined,
    y: Matrix,
    plane: Plane,
    scratch: number,
    start: number,
    end: number,
  ) => {
    const { input, output, height, width, stride, dilation, top, left, groups } = plane;
    const from = [rowAt(x, start), strideOf(x), rowAt(weights, 0), strideOf(weights)] as const;
    const to = [biases ? rowAt(biases, 0) : 0, rowAt(y, start), strideOf(y), end - start] as const;
    const place = [height, width, stride, dilation, top, left] as const;
    if (isDepthwise(plane)) {
      const sizes = [input.height, input.width, input.channels, output.height, output.width] as const;
      wasm.convolveDepthwise(...from, ...to, ...sizes, ...place);
    } else {
      wasm.convolve(...from, ...to, ...imagesOf(plane), ...place, groups, scratch);
    }
  };

  return {
    convolutionScratch(convolution) {
      if (isDepthwise(convolution)) return 0;
      const { height, width, stride, paddingTop, paddingLeft, groups } = convolution;
      const planes = [planeOf(convolution), gradientsPlaneOf(convolution)];
      const bytes = planes.map(({ input, output, stride }) =>
        wasm.convolveScratch(
          input.width,
          input.channels,
          output.width,
          output.channels,
          height,
          width,
          stride,
          groups,
        ),
      );
      const images = imagesOf(convolution);
      bytes.push(
        wasm.weightGradientsScratch(...images, height, width, stride, paddingTop, paddingLeft, groups),
      );
      return Math.max(...bytes) / 4;
    },

    convolve(x, weights, biases, y, convolution, scratch, scratchRow, start, end) {
      convolve(x, weights, biases, y, planeOf(convolution), rowAt(scratch, scratchRow), start, end);
    },

    turnWeights(weights, turned, { input, output, height, width, groups }, start, end) {
      wasm.turnWeights(
        rowAt(weights, 0),
        strideOf(weights),
        rowAt(turned, 0),
        strideOf(turned),
        height * width,
        groups,
        input.channels / groups,
        output.channels / groups,
        start,
        end - start,
      );
    },

    convolutionInputGradients(dy, turnedWeights, dx, convolution, scratch, scratchRow, start, end) {
      const plane = gradientsPlaneOf(convolution);
      convolve(dy, turnedWeights, undefined, dx, plane, rowAt(scratch, scratchRow), start, end);
    },

    addConvolutionWeightGradients(x, dy, sums, firstRow, convolution, scratch, scratchRow, start, end) {
      const { input, output, height, width, stride, paddingTop, paddingLeft, groups } = convolution;
      const from = [rowAt(x, start), strideOf(x), rowAt(dy, start), strideOf(dy)] as const;
      const to = [rowAt(sums, firstRow), strideOf(sums), end - start] as const;
      const place = [height, width, stride, paddingTop, paddingLeft] as const;
      if (isDepthwise(convolution)) {
        const sizes = [input.height, input.width, input.channels, output.height, output.width] as const;
        wasm.addDepthwiseWeightGradients(...from, ...to, ...sizes, ...place);
      } else {
        const room = rowAt(scratch, scratchRow);
        wasm.addConvolutionWeightGradients(...from, ...to, ...imagesOf(convolution), ...place, groups, room);
      }
    },

    addConvolutionBiasGradients(dy, sums, sumsRow, start, end) {
      const outputs = sums.columns;
      const pixels = dy.columns / outputs;
      const to = rowAt(sums, sumsRow);
      wasm.addConvolutionBiasGradients(rowAt(dy, start), strideOf(dy), pixels, outputs, to, end - start);
    },

    sumBlocks(sums, blocks, target, start, end) {
      const blockBytes = target.rows * strideOf(sums);
      const bytes = 4 * spanOf(target, start, end);
      wasm.sumBlocks(rowAt(sums, start), blockBytes, blocks, rowAt(target, start), bytes);
    },
  };
}

/**
 * A convolution as a window that slides over a plane without negative coordinates, on which the input's pixel in row r
 * and column c lies in row r·dilation + top and column c·dilation + left.
 */
interface Plane extends Pick<Convolution, 'input' | 'output' | 'height' | 'width' | 'stride' | 'groups'> {
  readonly dilation: number;
  readonly top: number;
  readonly left: number;
}

function planeOf(convolution: Convolution): Plane {
  const { input, output, height, width, stride, paddingTop: top, paddingLeft: left, groups } = convolution;
  return { input, output, height, width, stride, dilation: 1, top, left, groups };
}

/** The convolution that makes dX of dY and the turned weights. */
function gradientsPlaneOf(convolution: Convolution): Plane {
  const { input, output, height, width, stride, paddingTop, paddingLeft, groups } = convolution;
  const top = height - 1 - paddingTop;
  const left = width - 1 - paddingLeft;
  return { input: output, output: input, height, width, stride: 1, dilation: stride, top, left, groups };
}

/** Whether each channel is a group of its own. */
function isDepthwise({ input, output, groups }: Pick<Convolution, 'input' | 'output' | 'groups'>): boolean {
  return groups === input.channels && groups === output.channels;
}

function imagesOf({ input, output }: Pick<Convolution, 'input' | 'output'>) {
  return [input.height, input.width, input.channels, output.height, output.width, output.channels] as const;
}
