import type { Shape } from '../tensor/shape';
import { Layer } from './layer';

/** A layer behind which two ways for the data meet again: through the layers inside of it, and past them. */
export abstract class JoiningLayer extends Layer {
  /** The layers on the longer way. */
  abstract readonly layers: readonly Layer[];
  /** Those on the way past them; none where the input itself goes there. */
  abstract readonly projection: readonly Layer[];

  /** Makes ready for samples of the shape `from`, of which {@link layers} make `to`. @throws UserError where it cannot. */
  abstract project(from: Shape, to: Shape): void;

  /** The shape of what comes out where both meet. @throws UserError where they do not fit. */
  abstract join(layers: Shape, projection: Shape): Shape;
}
