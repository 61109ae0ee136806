import { UserError } from '../errors';
import type { Kernels, Matrix } from '../kernels/kernels';
import { formatShape, type Shape, sameShape, sizeOf } from '../tensor/shape';
import { Tensor } from '../tensor/tensor';

/** A tensor of a layer, as users see it. */
export interface TensorPlace {
  readonly name: string;
  readonly shape: Shape;
}

/** What users may read and replace of a layer. It can be set before the layer has memory, and is then kept. */
export class LayerTensors {
  readonly #owner: { readonly type: string; readonly name: string };
  readonly #places: readonly TensorPlace[];
  #given: readonly Tensor[] | undefined;
  #built: { readonly kernels: Kernels; readonly matrices: readonly Matrix[] } | undefined;

  constructor(owner: { readonly type: string; readonly name: string }, places: readonly TensorPlace[]) {
    this.#owner = owner;
    this.#places = places;
  }

  /** Says where the tensors are from now on. */
  build(kernels: Kernels, matrices: readonly Matrix[]): void {
    this.#built = { kernels, matrices };
  }

  /** Writes what was set before the layer had memory. @returns whether there was anything */
  writeGiven(): boolean {
    const given = this.#given;
    if (!given) return false;
    this.#given = undefined;
    this.set(given);
    return true;
  }

  /** Copies. @throws UserError before the model is finalized, unless they were set. */
  get(): readonly Tensor[] {
    if (this.#given) return this.#given;
    if (!this.#built) {
      throw new UserError(
        `This ${this.#owner.type} layer has no parameters yet: add it to a model and call finalize() first`,
      );
    }
    const { kernels, matrices } = this.#built;
    return matrices.map((matrix, place) => new Tensor(kernels.readMatrix(matrix), this.#places[place].shape));
  }

  /** Replaces them. A vector may also come as a matrix of one row. @throws UserError where a shape is another. */
  set(tensors: readonly Tensor[]): void {
    const name = this.#owner.name || this.#owner.type;
    if (tensors.length !== this.#places.length) {
      throw new UserError(`${name} has ${this.#places.length} tensors, but ${tensors.length} were given`);
    }
    this.#places.forEach(({ name: what, shape }, place) => {
      const shapes = shape.length === 1 ? [shape, [1, sizeOf(shape)]] : [shape];
      const given = tensors[place].shape;
      if (!shapes.some((allowed) => sameShape(allowed, given))) {
        throw new UserError(
          `${name} expects ${what} of shape ${shapes.map(formatShape).join(' or ')}, got ${formatShape(given)}`,
        );
      }
    });
    if (this.#built) {
      const { kernels, matrices } = this.#built;
      tensors.forEach(({ data }, place) => {
        kernels.writeMatrix(matrices[place], data);
      });
    } else {
      this.#given = tensors.map((tensor, place) =>
        tensor.cast(tensor.dtype).reshape(this.#places[place].shape),
      );
    }
  }
}
