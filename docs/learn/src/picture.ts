import { colors } from './draw-chart';

/**
 * A chart's series that shows numbers as squares, row by row, `width` in each: the larger the number, the fuller the colour;
 * negative ones in the second colour. Numbers near 0 are left out.
 */
export function picture(
  numbers: readonly number[],
  width: number,
  largest: number,
  place: { xAxisIndex?: number; yAxisIndex?: number } = {},
) {
  return {
    type: 'custom',
    ...place,
    silent: true,
    data: numbers.flatMap((number, index) => {
      const strength = Math.round((25 * number) / largest) / 25;
      return strength === 0 ? [] : [[index % width, Math.floor(index / width), strength]];
    }),
    renderItem: (_: unknown, api: { value(i: number): number; coord(point: number[]): number[] }) => {
      const [left, top] = api.coord([api.value(0), api.value(1)]);
      const [right, bottom] = api.coord([api.value(0) + 1, api.value(1) + 1]);
      return {
        type: 'rect',
        shape: { x: left, y: top, width: right - left + 0.4, height: bottom - top + 0.4 },
        style: {
          fill: api.value(2) < 0 ? colors.second : colors.text,
          opacity: Math.abs(api.value(2)),
        },
      };
    },
  };
}
