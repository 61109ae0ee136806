/**
 * The kernels as WebAssembly SIMD. These files are AssemblyScript: TypeScript's syntax over machine types. Each function
 * does what its namesake in `reference/` does, operation by operation, four numbers at a time where no order is lost.
 *
 * Addresses are in bytes. A matrix is row-major; its rows begin `stride` bytes apart, a multiple of 32. Elementwise
 * functions take `count` numbers, a multiple of 4, and run over the padding between rows, which nobody reads. Within a
 * row, the pixels of an image follow each other without padding: functions of images write no number too many, and may
 * read a few.
 */
export * from './accuracies';
export * from './activations';
export * from './add-lists';
export * from './average-pooling';
export * from './convolution-sums';
export * from './convolution-weight-gradients';
export * from './convolve';
export * from './depthwise';
export * from './losses';
export * from './max-pooling';
export * from './memory';
export * from './normalization';
export * from './optimizers';
export * from './product-gradients';
export * from './products';
export * from './random';
export * from './softmax';
