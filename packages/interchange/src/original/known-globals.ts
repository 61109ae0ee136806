/** What a name in a pickle stands for, of the few that a file of the original program needs. */
export type GlobalRole =
  /** A class of the program: its objects are a name and a state. */
  | 'program class'
  /** The class of NumPy's arrays, as an argument. */
  | 'ndarray'
  /** Makes an empty array; its state follows. */
  | '_reconstruct'
  /** Makes an array from bytes (pickle protocol 5). */
  | '_frombuffer'
  /** Makes a type of elements; its byte order follows. */
  | 'dtype'
  /** Makes a single number. */
  | 'scalar'
  /** Makes bytes from text, which protocol 2 has no other way for. */
  | 'encode'
  /** Makes no bytes at all, which protocol 2 has no text for. */
  | 'bytes';

/** The classes of the book's chapters 18 to 22, with the spellings of the original program. */
const programClasses: ReadonlySet<string> = new Set([
  'Model',
  'Layer_Dense',
  'Layer_Dropout',
  'Layer_Input',
  'Activation_ReLU',
  'Activation_Softmax',
  'Activation_Sigmoid',
  'Activation_Linear',
  'Activation_Softmax_Loss_CategoricalCrossentropy',
  'Activation_Softmax_Loss_CategoricalCrossEntropy',
  'Loss_CategoricalCrossentropy',
  'Loss_CategoricalCrossEntropy',
  'Loss_BinaryCrossentropy',
  'Loss_BinaryCrossEntropy',
  'Loss_MeanSquaredError',
  'Loss_MeanAbsoluteError',
  'Accuracy_Categorical',
  'Accuracy_Regression',
  'Optimizer_SGD',
  'Optimizer_Adagrad',
  'Optimizer_RMSprop',
  'Optimizer_Adam',
]);

const arrayMakers: ReadonlyMap<string, GlobalRole> = new Map([
  ['_reconstruct', '_reconstruct'],
  ['scalar', 'scalar'],
]);
const bufferMakers: ReadonlyMap<string, GlobalRole> = new Map([['_frombuffer', '_frombuffer']]);
const emptyBytes: ReadonlyMap<string, GlobalRole> = new Map([['bytes', 'bytes']]);

/** By module. NumPy 2 renamed `numpy.core` to `numpy._core`. */
const libraries: ReadonlyMap<string, ReadonlyMap<string, GlobalRole>> = new Map([
  ['numpy.core.multiarray', arrayMakers],
  ['numpy._core.multiarray', arrayMakers],
  ['numpy.core.numeric', bufferMakers],
  ['numpy._core.numeric', bufferMakers],
  [
    'numpy',
    new Map<string, GlobalRole>([
      ['ndarray', 'ndarray'],
      ['dtype', 'dtype'],
    ]),
  ],
  ['_codecs', new Map<string, GlobalRole>([['encode', 'encode']])],
  ['__builtin__', emptyBytes],
  ['builtins', emptyBytes],
]);

/**
 * What a name stands for, or nothing where the reader does not know it. The program's classes are known by name alone:
 * their module is called as the user called the file, `__main__` where it was run itself.
 */
export function roleOf(module: string, name: string): GlobalRole | undefined {
  const library = libraries.get(module);
  if (library) return library.get(name);
  return programClasses.has(name) ? 'program class' : undefined;
}
