import { UserError } from '@fmnist/core';
import type { ProtoField } from '../protobuf/proto-reader';
import { dataTypeOf, MAX_AXES } from './data-types';
import type { OnnxTensorSummary } from './onnx-summary';

/**
 * Says what a `TensorProto` holds, and checks that it has as many bytes as it says, where it holds them itself.
 * @throws UserError where it contradicts itself.
 */
export function readTensor(field: ProtoField, where: string): OnnxTensorSummary {
  const shape: number[] = [];
  let name = '';
  let type = 0;
  let rawLength: number | undefined;
  field.message(where, {
    1: (inner) => {
      shape.push(...inner.integers(MAX_AXES));
      if (shape.length > MAX_AXES) throw new UserError(`${where} has more than ${MAX_AXES} axes`);
    },
    2: (inner) => {
      type = inner.integer();
    },
    8: (inner) => {
      name = inner.string();
    },
    9: (inner) => {
      rawLength = inner.bytes().length;
    },
  });
  const { name: dtype, bytes } = dataTypeOf(type, where);
  const size = shape.reduce((product, length) => product * length, 1);
  if (shape.some((length) => length < 0) || !Number.isSafeInteger(size)) {
    throw new UserError(`${where} has the shape [${shape.join(', ')}], which no tensor has`);
  }
  if (bytes !== undefined && rawLength !== undefined && rawLength !== size * bytes) {
    throw new UserError(
      `${where} has ${rawLength} bytes, but ${dtype} of shape [${shape.join(', ')}] takes ${size * bytes}`,
    );
  }
  return { name, dtype, shape };
}
