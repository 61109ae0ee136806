import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { FONT, type Theme } from './theme';

use([CustomChart, GridComponent, LegendComponent, LineChart, ScatterChart, SVGRenderer]);

/** A picture made of SVG: an element, or a file with one. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Draws a chart, in the size given, without anything that moves. */
export function drawChart(option: EChartsCoreOption, width: number, height: number, theme: Theme): Drawing {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: FONT, fontSize: 12, color: theme.text },
      ...option,
    });
    return { svg: chart.renderToSVGString(), width, height };
  } finally {
    chart.dispose();
  }
}
