import { BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  VisualMapComponent,
} from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([
  BarChart,
  CustomChart,
  GridComponent,
  HeatmapChart,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  ScatterChart,
  SVGRenderer,
  TitleComponent,
  VisualMapComponent,
]);

/** Colours by name: the picture's style says what each is, by day and by night. */
export const colors = {
  text: 'var(--text)',
  faint: 'var(--faint)',
  grid: 'var(--grid)',
  first: 'var(--first)',
  second: 'var(--second)',
  third: 'var(--third)',
  fourth: 'var(--fourth)',
} as const;

/** Blue, vermilion, green and purple of Okabe & Ito (2008), which everybody tells apart; by night lighter ones. */
const STYLE = `<style>
svg { --text: #1c2430; --faint: #5b6675; --grid: #d5dbe2; --first: #0072b2; --second: #d55e00; --third: #009e73; --fourth: #a05080; background: #ffffff; }
@media (prefers-color-scheme: dark) { svg { --text: #e6e9ee; --faint: #a3adba; --grid: #3a4350; --first: #56b4e9; --second: #ff9a4d; --third: #35c79a; --fourth: #e39ac6; background: #10151c; } }
</style>`;

const FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', sans-serif";

/** What the axes of all charts have in common. */
export function axis(name: string, nameGap = 28) {
  return {
    name,
    nameLocation: 'middle' as const,
    nameGap,
    nameTextStyle: { color: colors.faint },
    axisLine: { lineStyle: { color: colors.grid } },
    axisTick: { show: false },
    axisLabel: { color: colors.faint, hideOverlap: true },
    splitLine: { lineStyle: { color: colors.grid } },
  };
}

/** A chart as an SVG file that is read by day and by night; the same option gives the same text. */
export function drawChart(option: EChartsCoreOption, width: number, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: FONT, fontSize: 12, color: colors.text },
      legend: {
        top: 4,
        itemGap: 24,
        icon: 'roundRect',
        itemWidth: 14,
        itemHeight: 8,
        textStyle: { color: colors.text },
      },
      ...option,
    });
    // What is for a pointer goes, and what is for scripts: here is none. And ECharts counts its charts in names.
    const svg = chart
      .renderToSVGString()
      .replace(/<style\s*>.*?<\/style>\s*/s, '')
      .replace(/ (class|ecmeta_\w+)="[^"]*"/g, '')
      .replace(/zr\d+-/g, 'figure-');
    return `${svg.replace(/(<svg[^>]*>)/, `$1\n${STYLE}`)}\n`;
  } finally {
    chart.dispose();
  }
}
