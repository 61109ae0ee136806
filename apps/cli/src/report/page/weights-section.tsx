import { dataUri } from '../pictures/data-uri';
import type { FirstLayer } from '../pictures/first-layer';
import type { WeightTiles } from '../pictures/weight-tiles';
import { grouped } from './format';
import { Section } from './section';

/** What the first layer looks for. */
export function WeightsSection({ layer, tiles }: { layer: FirstLayer; tiles: WeightTiles }) {
  const which =
    tiles.shown < layer.count
      ? `The ${tiles.shown} of ${grouped(layer.count)} ${layer.kind} with the largest weights`
      : `All ${layer.count} ${layer.kind}, those with the largest weights first`;
  return (
    <Section
      id="weights"
      title="What the first layer looks for"
      lead={
        <>
          {which}: each answers to bright pixels where its weights are <span class="key right">blue</span>,
          and to dark ones where they are <span class="key wrong">orange</span>.
        </>
      }
    >
      <img
        class="weights"
        src={dataUri(tiles.png)}
        width={tiles.width}
        height={tiles.height}
        alt={`Weights of ${tiles.shown} ${layer.kind} of the first layer`}
      />
    </Section>
  );
}
