/** a·b + c, in two roundings. For `precision: 'fast'`, `fuse.ts` makes one operation of it, as it stands here in this order. */
// @ts-expect-error: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c);
}
