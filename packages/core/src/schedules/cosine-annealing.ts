import { cosAndSinOfTurn } from '../elementary/turn';

/**
 * Half a wave of the cosine from one number to another: to + (from − to)·(1 + cos(π·share)) / 2, with the same bits on
 * every engine.
 * @param share how much of the way is done, from 0 to 1
 */
export function cosineAnnealing(from: number, to: number, share: number): number {
  return to + ((from - to) * (1 + cosAndSinOfTurn(share / 2).cos)) / 2;
}
