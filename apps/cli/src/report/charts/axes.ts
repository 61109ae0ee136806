import type { Theme } from './theme';

/** What the axes of all charts have in common. */
export function axis(theme: Theme, name: string, nameGap: number) {
  return {
    name,
    nameLocation: 'middle' as const,
    nameGap,
    nameTextStyle: { color: theme.faint },
    axisLine: { lineStyle: { color: theme.grid } },
    axisTick: { show: false },
    axisLabel: { color: theme.faint, hideOverlap: true },
    splitLine: { lineStyle: { color: theme.grid } },
  };
}

/** The legend above a chart. */
export function legend(theme: Theme, names: readonly string[]) {
  return {
    data: [...names],
    top: 0,
    left: 0,
    itemWidth: 14,
    itemHeight: 8,
    itemGap: 16,
    icon: 'roundRect',
    textStyle: { color: theme.text },
    inactiveColor: theme.faint,
    selectedMode: false,
  };
}
