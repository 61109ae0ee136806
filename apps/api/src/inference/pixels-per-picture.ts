/** How many pixels the pictures have that models here take: 28×28. */
export const PIXELS = 28 * 28;
