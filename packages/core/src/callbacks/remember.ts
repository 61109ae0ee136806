import { UserError } from '../errors';
import { Tensor } from '../tensor/tensor';

/** Numbers as a callback keeps them in a checkpoint. */
export function rememberNumbers(numbers: Readonly<Record<string, number>>): Map<string, Tensor> {
  return new Map(
    Object.entries(numbers).map(([name, number]) => [name, new Tensor(Float64Array.of(number), [1])]),
  );
}

/** @throws UserError where the checkpoint has no such number. */
export function recallNumber(tensors: ReadonlyMap<string, Tensor>, name: string): number {
  const data = tensors.get(name)?.data;
  if (data?.length !== 1) throw new UserError(`The checkpoint lacks the number "${name}" of a callback`);
  return data[0];
}
