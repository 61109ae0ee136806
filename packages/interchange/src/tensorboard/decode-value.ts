import { type ProtoField, readMessage } from '../protobuf/proto-reader';
import {
  DT_FLOAT,
  DT_STRING,
  METADATA,
  PLUGIN_DATA,
  TENSOR,
  TENSOR_SHAPE,
  TEXT_PLUGIN,
  VALUE,
} from './fields';

/** A number or a text that stands in an event. */
export type TensorBoardValue =
  | { readonly kind: 'scalar'; readonly tag: string; readonly value: number }
  | { readonly kind: 'text'; readonly tag: string; readonly text: string };

/**
 * Takes a value of an event where it is a number, also one in a tensor without axes as TensorFlow 2 writes it, or a text.
 * @param textTags the tags of texts so far: a file says that a tag is one of texts with its first value only
 * @returns nothing where the value is of another kind
 * @throws UserError where it is damaged.
 */
export function decodeValue(
  field: ProtoField,
  where: string,
  textTags: Set<string>,
): TensorBoardValue | undefined {
  let tag = '';
  let value: number | undefined;
  let tensor: Uint8Array | undefined;
  let plugin = '';
  field.message(where, {
    [VALUE.tag]: (inner) => {
      tag = inner.string();
    },
    [VALUE.simpleValue]: (inner) => {
      value = inner.float();
    },
    [VALUE.tensor]: (inner) => {
      tensor = inner.bytes();
    },
    [VALUE.metadata]: (inner) => {
      plugin = readPlugin(inner, where);
    },
  });
  if (value !== undefined) return { kind: 'scalar', tag, value };
  if (tensor === undefined) return undefined;
  if (plugin === TEXT_PLUGIN) textTags.add(tag);
  if (textTags.has(tag)) {
    const text = readText(tensor, where);
    return text === undefined ? undefined : { kind: 'text', tag, text };
  }
  const scalar = readScalar(tensor, where);
  return scalar === undefined ? undefined : { kind: 'scalar', tag, value: scalar };
}

function readPlugin(field: ProtoField, where: string): string {
  let name = '';
  field.message(where, {
    [METADATA.pluginData]: (plugin) =>
      plugin.message(where, {
        [PLUGIN_DATA.pluginName]: (inner) => {
          name = inner.string();
        },
      }),
  });
  return name;
}

/** The strings of a tensor of them, one a line. */
function readText(tensor: Uint8Array, where: string): string | undefined {
  let dtype = 0;
  const lines: string[] = [];
  readMessage(tensor, where, {
    [TENSOR.dtype]: (field) => {
      dtype = field.integer();
    },
    [TENSOR.strings]: (field) => {
      lines.push(field.string());
    },
  });
  return dtype === DT_STRING ? lines.join('\n') : undefined;
}

/** The only number of a tensor of floats without axes. */
function readScalar(tensor: Uint8Array, where: string): number | undefined {
  let dtype = 0;
  let axes = 0;
  let floats = new Float32Array();
  readMessage(tensor, where, {
    [TENSOR.dtype]: (field) => {
      dtype = field.integer();
    },
    [TENSOR.shape]: (field) =>
      field.message(where, {
        [TENSOR_SHAPE.axis]: () => {
          axes++;
        },
      }),
    // A packed list of floats and the bytes of a tensor of floats are the same.
    [TENSOR.content]: (field) => {
      floats = field.floats();
    },
    [TENSOR.floats]: (field) => {
      floats = field.floats();
    },
  });
  return dtype === DT_FLOAT && axes === 0 && floats.length === 1 ? floats[0] : undefined;
}
