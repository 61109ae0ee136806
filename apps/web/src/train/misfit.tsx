import { layerKinds, parseLayers } from '../training/layer-spec';

export interface MisfitProps {
  readonly layers: string;
  /** The index of the layer that does not fit, where it is one. */
  readonly place?: number;
  readonly message: string;
}

/** Why a network cannot be trained. */
export function Misfit({ layers, place, message }: MisfitProps) {
  const spec = place === undefined ? undefined : parseLayers(layers)?.[place];
  return (
    <p role="alert" className="failure">
      {spec && place !== undefined
        ? `Layer ${place + 1}, ${layerKinds[spec.kind].name}: ${message}.`
        : `${message}.`}
    </p>
  );
}
