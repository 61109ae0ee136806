/** The products alone, for the build where a multiplication and an addition may be one operation. */
export { multiplyColumns, multiplyRows } from './products';
