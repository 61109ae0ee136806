/**
 * The numbers of the fields that events are made of, by message, as in event.proto, summary.proto, tensor.proto and
 * types.proto of TensorBoard (https://github.com/tensorflow/tensorboard, tensorboard/compat/proto).
 */
export const EVENT = { wallTime: 1, step: 2, fileVersion: 3, summary: 5 } as const;
export const SUMMARY = { value: 1 } as const;
export const VALUE = { tag: 1, simpleValue: 2, tensor: 8, metadata: 9 } as const;
export const METADATA = { pluginData: 1, dataClass: 4 } as const;
export const PLUGIN_DATA = { pluginName: 1 } as const;
export const TENSOR = { dtype: 1, shape: 2, content: 4, floats: 5, strings: 8 } as const;
export const TENSOR_SHAPE = { axis: 2 } as const;

/** `DataType` */
export const DT_FLOAT = 1;
export const DT_STRING = 7;
/** `DataClass`: a series of tensors, as texts are. */
export const DATA_CLASS_TENSOR = 2;
/** The name of TensorBoard’s part that shows texts. */
export const TEXT_PLUGIN = 'text';
