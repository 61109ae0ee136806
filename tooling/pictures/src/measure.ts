import { type Model, Tensor } from '@fmnist/core';
import { type Dataset, prepare } from '@fmnist/data';
import { decodeImage } from '@fmnist/data/node';
import { Dice } from './dice';
import { type Kind, kinds } from './kinds';

const SIZE = 28 * 28;

/** How often a model is right about pictures of one kind. */
export interface Measured {
  readonly kind: string;
  readonly about: string;
  readonly pictures: number;
  readonly accuracy: number;
}

/**
 * How often a model names pictures rightly: test pictures as they are, and made into each kind of picture, saved,
 * decoded and prepared.
 * @param count how many test pictures, taken from the front
 * @param seed decides how each picture is made
 */
export async function measure(
  model: Model,
  test: Dataset,
  count: number,
  seed: number,
  onProgress?: (measured: Measured) => void,
): Promise<{ clean: Measured; made: Measured[] }> {
  const pictures = Array.from({ length: count }, (_, row) =>
    test.images.data.subarray(row * SIZE, (row + 1) * SIZE),
  );
  const accuracyOn = async (prepared: readonly ArrayLike<number>[]) => {
    const pixels = new Uint8Array(count * SIZE);
    prepared.forEach((each, row) => {
      pixels.set(each, row * SIZE);
    });
    const { accuracy } = await model.evaluate(
      new Tensor(pixels, [count, SIZE]),
      test.labels.subarray(0, count),
    );
    return accuracy;
  };
  const record = async (kind: Pick<Kind, 'name' | 'about'>, prepared: readonly ArrayLike<number>[]) => {
    const measured = {
      kind: kind.name,
      about: kind.about,
      pictures: count,
      accuracy: await accuracyOn(prepared),
    };
    onProgress?.(measured);
    return measured;
  };
  const clean = await record({ name: 'clean', about: 'the test pictures as they are' }, pictures);
  const made: Measured[] = [];
  for (const kind of kinds) {
    const prepared: Uint8Array[] = [];
    for (const [row, picture] of pictures.entries()) {
      const bytes = await kind.make(picture, new Dice(seed, kind.name, row));
      prepared.push(prepare(await decodeImage(bytes, kind.name)));
    }
    made.push(await record(kind, prepared));
  }
  return { clean, made };
}
