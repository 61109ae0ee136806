import { checkChoice } from '../checks';
import type { BatchImage } from './batch-image';
import { mirror } from './mirror';
import { shift } from './shift';

/**
 * What else of an image is looked at, beside the image itself: `flip`, its mirror image; `shifts`, the image moved by one
 * pixel up, down, to the left and to the right.
 */
export type Average = 'flip' | 'shifts';

const averages: readonly Average[] = ['flip', 'shifts'];

/** Turns an image in a batch into another view of it. */
export type View = (image: BatchImage) => void;

const others: Readonly<Record<Average, readonly View[]>> = {
  flip: [mirror],
  shifts: [
    (image) => shift(image, -1, 0),
    (image) => shift(image, 1, 0),
    (image) => shift(image, 0, -1),
    (image) => shift(image, 0, 1),
  ],
};

/**
 * All views of an image, in order: itself, and those asked for.
 * @throws UserError where one is asked for that there is not.
 */
export function viewsOf(average: readonly Average[]): readonly View[] {
  for (const each of average) checkChoice(each, averages, 'average');
  const asked = averages.filter((each) => average.includes(each));
  return [() => {}, ...asked.flatMap((each) => others[each])];
}
