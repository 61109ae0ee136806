import { UserError } from '@fmnist/core';
import type { ProtoField } from '../protobuf/proto-reader';
import { dataTypeOf, MAX_AXES } from './data-types';
import type { OnnxValueSummary } from './onnx-summary';

/** The fields of `TypeProto` that stand for other things than tensors. */
const otherTypes = new Map([
  [4, 'sequence'],
  [5, 'map'],
  [8, 'sparse tensor'],
  [9, 'optional'],
]);

/**
 * Says what a `ValueInfoProto` takes or gives.
 * @throws UserError where it does not say of which type it is.
 */
export function readValue(field: ProtoField, where: string): OnnxValueSummary {
  let name = '';
  let type: Omit<OnnxValueSummary, 'name'> | undefined;
  const readOther = ({ id }: ProtoField) => {
    type = { dtype: otherTypes.get(id) ?? '' };
  };
  field.message(where, {
    1: (inner) => {
      name = inner.string();
    },
    2: (inner) =>
      inner.message(where, {
        ...Object.fromEntries([...otherTypes.keys()].map((id) => [id, readOther])),
        1: (tensor) => {
          type = readTensorType(tensor, where);
        },
      }),
  });
  if (!type) throw new UserError(`${where} does not say of which type it is`);
  return { name, ...type };
}

function readTensorType(field: ProtoField, where: string): Omit<OnnxValueSummary, 'name'> {
  let type = 0;
  let shape: (number | string)[] | undefined;
  field.message(where, {
    1: (inner) => {
      type = inner.integer();
    },
    2: (inner) => {
      shape = readShape(inner, where);
    },
  });
  return { dtype: dataTypeOf(type, where).name, ...(shape && { shape }) };
}

function readShape(field: ProtoField, where: string): (number | string)[] {
  const shape: (number | string)[] = [];
  field.message(where, {
    1: (axis) => {
      if (shape.length === MAX_AXES) throw new UserError(`${where} has more than ${MAX_AXES} axes`);
      shape.push(readAxis(axis, where));
    },
  });
  return shape;
}

function readAxis(field: ProtoField, where: string): number | string {
  let axis: number | string = '?';
  field.message(where, {
    1: (inner) => {
      axis = inner.integer();
    },
    2: (inner) => {
      axis = inner.string() || '?';
    },
  });
  return axis;
}
