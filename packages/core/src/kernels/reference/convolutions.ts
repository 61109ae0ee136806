import type { ConvolutionKernels } from '../convolution-kernels';
import type { Matrix } from '../kernels';
import type { Convolution } from '../sliding-window';
import type { Rounding } from './rounding';

/** Convolutions, as loops over what they are made of. */
export function convolutions(round: Rounding): ConvolutionKernels {
  /** `count` numbers of `to` from `target` on += factor times those of `from` from `source` on. */
  const addScaled = (
    factor: number,
    from: Matrix,
    source: number,
    to: Matrix,
    target: number,
    count: number,
  ) => {
    if (factor === 0) return;
    for (let j = 0; j < count; j++) to.values[target + j] += round(factor * from.values[source + j]);
  };

  return {
    convolutionScratch: () => 0,

    convolve(x, weights, biases, y, convolution, _scratch, _scratchRow, start, end) {
      const { inputs, outputs, outputsOfGroup } = sizesOf(convolution);
      for (let row = start; row < end; row++) {
        forEachPixel(convolution, (outputPixel) => {
          const target = row * y.stride + outputPixel * outputs;
          for (let j = 0; j < outputs; j++) y.values[target + j] = biases ? biases.values[j] : 0;
        });
        forEachPlace(convolution, ({ inputPixel, outputPixel, group, channel, weightRow }) => {
          addScaled(
            x.values[row * x.stride + inputPixel * inputs + channel],
            weights,
            weightRow * weights.stride + group * outputsOfGroup,
            y,
            row * y.stride + outputPixel * outputs + group * outputsOfGroup,
            outputsOfGroup,
          );
        });
      }
    },

    turnWeights(weights, turned, convolution, start, end) {
      const { places, inputsOfGroup, outputsOfGroup, outputs } = sizesOf(convolution);
      for (let row = start; row < end; row++) {
        const channel = Math.floor(row / places);
        const turnedPlace = places - 1 - (row % places);
        for (let output = 0; output < outputs; output++) {
          const group = Math.floor(output / outputsOfGroup);
          const turnedRow = (output % outputsOfGroup) * places + turnedPlace;
          turned.values[turnedRow * turned.stride + group * inputsOfGroup + channel] =
            weights.values[row * weights.stride + output];
        }
      }
    },

    convolutionInputGradients(dy, turnedWeights, dx, convolution, _scratch, _scratchRow, start, end) {
      const { input, output, height, width, stride, paddingTop, paddingLeft, groups } = convolution;
      const { inputs, outputs, inputsOfGroup, outputsOfGroup } = sizesOf(convolution);
      for (let row = start; row < end; row++) {
        dx.values.fill(0, row * dx.stride, row * dx.stride + dx.columns);
        for (let inputPixel = 0; inputPixel < input.height * input.width; inputPixel++) {
          const bottom = Math.floor(inputPixel / input.width) + paddingTop;
          const right = (inputPixel % input.width) + paddingLeft;
          for (let group = 0; group < groups; group++) {
            for (let place = 0; place < height * width; place++) {
              const top = bottom - (height - 1 - Math.floor(place / width));
              const left = right - (width - 1 - (place % width));
              if (top < 0 || left < 0 || top % stride > 0 || left % stride > 0) continue;
              if (top / stride >= output.height || left / stride >= output.width) continue;
              const outputPixel = (top / stride) * output.width + left / stride;
              for (let channel = 0; channel < outputsOfGroup; channel++) {
                addScaled(
                  dy.values[row * dy.stride + outputPixel * outputs + group * outputsOfGroup + channel],
                  turnedWeights,
                  (channel * height * width + place) * turnedWeights.stride + group * inputsOfGroup,
                  dx,
                  row * dx.stride + inputPixel * inputs + group * inputsOfGroup,
                  inputsOfGroup,
                );
              }
            }
          }
        }
      }
    },

    addConvolutionWeightGradients(x, dy, sums, firstRow, convolution, _scratch, _scratchRow, start, end) {
      const { inputs, outputs, outputsOfGroup } = sizesOf(convolution);
      for (let row = start; row < end; row++) {
        forEachPlace(convolution, ({ inputPixel, outputPixel, group, channel, weightRow }) => {
          addScaled(
            x.values[row * x.stride + inputPixel * inputs + channel],
            dy,
            row * dy.stride + outputPixel * outputs + group * outputsOfGroup,
            sums,
            (firstRow + weightRow) * sums.stride + group * outputsOfGroup,
            outputsOfGroup,
          );
        });
      }
    },

    addConvolutionBiasGradients(dy, sums, sumsRow, start, end) {
      const target = sumsRow * sums.stride;
      for (let row = start; row < end; row++) {
        for (let i = 0; i < dy.columns; i++) {
          sums.values[target + (i % sums.columns)] += dy.values[row * dy.stride + i];
        }
      }
    },

    sumBlocks(sums, blocks, target, start, end) {
      for (let row = start; row < end; row++) {
        for (let j = 0; j < target.columns; j++) {
          let sum = 0;
          for (let block = 0; block < blocks; block++) {
            sum = round(sum + sums.values[(block * target.rows + row) * sums.stride + j]);
          }
          target.values[row * target.stride + j] = sum;
        }
      }
    },
  };
}

interface Place {
  readonly inputPixel: number;
  readonly outputPixel: number;
  readonly group: number;
  /** The input's channel, among all. */
  readonly channel: number;
  readonly weightRow: number;
}

function sizesOf({ input, output, height, width, groups }: Convolution) {
  return {
    inputs: input.channels,
    outputs: output.channels,
    places: height * width,
    inputsOfGroup: input.channels / groups,
    outputsOfGroup: output.channels / groups,
  };
}

function forEachPixel({ output }: Convolution, visit: (outputPixel: number) => void): void {
  for (let pixel = 0; pixel < output.height * output.width; pixel++) visit(pixel);
}

/**
 * All pairs of a pixel of the output and a number of the input that its window sees: pixel by pixel, and for each in the
 * order of the window's rows, columns and channels.
 */
function forEachPlace(convolution: Convolution, visit: (place: Place) => void): void {
  const { input, output, height, width, stride, paddingTop, paddingLeft, groups } = convolution;
  const { inputsOfGroup } = sizesOf(convolution);
  forEachPixel(convolution, (outputPixel) => {
    const top = Math.floor(outputPixel / output.width) * stride - paddingTop;
    const left = (outputPixel % output.width) * stride - paddingLeft;
    for (let group = 0; group < groups; group++) {
      for (let i = Math.max(0, -top); i < height && top + i < input.height; i++) {
        for (let j = Math.max(0, -left); j < width && left + j < input.width; j++) {
          for (let c = 0; c < inputsOfGroup; c++) {
            visit({
              inputPixel: (top + i) * input.width + left + j,
              outputPixel,
              group,
              channel: group * inputsOfGroup + c,
              weightRow: (c * height + i) * width + j,
            });
          }
        }
      }
    }
  });
}
