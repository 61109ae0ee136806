import { useEffect, useRef } from 'react';
import type uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Curve } from './curve';

type Measure = 'loss' | 'accuracy';

export interface LineChartProps {
  readonly measure: Measure;
  /** How far the axis goes. */
  readonly epochs: number;
  /** The same list where nothing has changed. */
  readonly curves: readonly Curve[];
  /** What each colour stands for. */
  readonly first: string;
  readonly second: string;
}

const HEIGHT = 220;
const titles: Readonly<Record<Measure, string>> = { loss: 'Loss', accuracy: 'Accuracy' };

/** Curves over the epochs, with a summary in words. */
export function LineChart({ measure, epochs, curves, first, second }: LineChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const data = useRef<uPlot.AlignedData>([[]]);
  const looks = JSON.stringify(
    curves.map(({ colour, isDashed, isMarked }) => ({ colour, isDashed, isMarked })),
  );

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let isWanted = true;
    const scheme = window.matchMedia('(prefers-color-scheme: dark)');
    const draw = async () => {
      const { default: UPlot } = await import('uplot');
      // Each chart is made in a task of its own, so that none keeps the page from answering for long.
      await new Promise((resolve) => setTimeout(resolve));
      if (!isWanted) return;
      chart.current?.destroy();
      chart.current = new UPlot(
        optionsFor(element, measure, epochs, JSON.parse(looks)),
        data.current,
        element,
      );
    };
    const fit = new ResizeObserver(() =>
      chart.current?.setSize({ width: element.clientWidth, height: HEIGHT }),
    );
    draw();
    fit.observe(element);
    scheme.addEventListener('change', draw);
    return () => {
      isWanted = false;
      fit.disconnect();
      scheme.removeEventListener('change', draw);
      chart.current?.destroy();
      chart.current = undefined;
    };
  }, [measure, epochs, looks]);

  useEffect(() => {
    data.current = aligned(curves, measure);
    chart.current?.setData(data.current);
  }, [curves, measure]);

  const title = titles[measure];
  return (
    <figure className="chart">
      <figcaption>
        {title}
        <span className="key first">{first}</span>
        <span className="key second">{second}</span>
      </figcaption>
      <div ref={place} aria-hidden="true" style={{ height: HEIGHT }} />
      <div className="unseen">
        {curves.map(({ of, points }) => of && <p key={of}>{summaryOf(title, of, points, measure)}</p>)}
      </div>
    </figure>
  );
}

function summaryOf(title: string, of: string, points: Curve['points'], measure: Measure): string {
  const last = points.at(-1);
  if (!last) return `${title} ${of}: nothing yet`;
  const shown = (value: number) =>
    measure === 'accuracy' ? `${(100 * value).toFixed(1)}%` : value.toFixed(3);
  return `${title} ${of} after epoch ${last.at}: ${shown(last[measure])}, at first ${shown(points[0][measure])}`;
}

/** All curves over the places that any has a point at. */
function aligned(curves: readonly Curve[], measure: Measure): uPlot.AlignedData {
  const values = curves.map(({ points }) => new Map(points.map((point) => [point.at, point[measure]])));
  const places = [...new Set(values.flatMap((curve) => [...curve.keys()]))].sort((a, b) => a - b);
  return [places, ...values.map((curve) => places.map((at) => curve.get(at)))];
}

type Look = Omit<Curve, 'of' | 'points'>;

function optionsFor(
  element: HTMLElement,
  measure: Measure,
  epochs: number,
  looks: readonly Look[],
): uPlot.Options {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const axis = {
    stroke: colour('--faint'),
    font: `12px ${style.fontFamily}`,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: [0, epochs] } },
    axes: [
      { ...axis, incrs: [1, 2, 5, 10, 20, 50, 100] },
      {
        ...axis,
        size: 52,
        ...(measure === 'accuracy' && {
          values: (_: uPlot, splits: number[]) => splits.map((value) => `${Math.round(1000 * value) / 10}%`),
        }),
      },
    ],
    series: [
      {},
      ...looks.map(({ colour: name, isDashed, isMarked }) => ({
        stroke: colour(`--${name}`),
        width: isDashed ? 1 : 2,
        spanGaps: true,
        points: isMarked ? { show: true, size: 6 } : { show: false },
        ...(isDashed && { dash: [4, 4] }),
      })),
    ],
  };
}
