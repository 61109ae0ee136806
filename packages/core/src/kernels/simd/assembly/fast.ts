/**
 * The products alone, for the build where a multiplication and an addition may be one operation. All are exported:
 * what is not would be inlined, and its loop left with too few registers.
 */
export * from './add-lists';
export * from './convolution-weight-gradients';
export * from './convolve';
export * from './depthwise';
export * from './products';
