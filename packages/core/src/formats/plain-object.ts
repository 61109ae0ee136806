/** Whether a value is an object as JSON has them: no list, and not nothing. */
export function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
