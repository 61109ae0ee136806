import type { RgbaImage } from '@fmnist/data';
import {
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { drawStrokes, type Point, SIDE, type Tool } from './stroke';
import { begin, extend, isBlank, noStrokes, redo, type StrokeHistory, undo } from './stroke-history';

const tools: readonly { tool: Tool; name: string }[] = [
  { tool: 'pen', name: 'Pen' },
  { tool: 'eraser', name: 'Eraser' },
  { tool: 'fill', name: 'Fill' },
];
/** How far an arrow key moves the pen. */
const KEY_STEP = 7;
const arrows: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export interface DrawingPadProps {
  /** Called with the drawing whenever it changes; with nothing when it is empty. */
  readonly onDrawing: (drawing: RgbaImage | undefined) => void;
}

/** A black square to draw a garment on, with the mouse, a finger or the keyboard. */
export function DrawingPad({ onDrawing }: DrawingPadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [history, setHistory] = useState(noStrokes);
  const [tool, setTool] = useState<Tool>('pen');
  const [size, setSize] = useState(22);
  const [pen, setPen] = useState<Point & { down: boolean }>();
  const pressed = useRef(false);
  const touched = useRef(false);
  const ids = useId();

  useEffect(() => {
    const context = canvas.current?.getContext('2d', { willReadFrequently: true });
    if (!context) return;
    drawStrokes(context, history.done);
    if (!touched.current) return;
    const { width, height, data } = context.getImageData(0, 0, SIDE, SIDE);
    onDrawing(isBlank(history) ? undefined : { width, height, data });
  }, [history, onDrawing]);

  const change = useCallback((next: (before: StrokeHistory) => StrokeHistory) => {
    touched.current = true;
    setHistory(next);
  }, []);

  const beginAt = (at: Point) =>
    change((before) => begin(before, tool === 'fill' ? { tool, at } : { tool, size, points: [at] }));
  const extendBy = (points: readonly Point[]) => change((before) => extend(before, points));

  const pointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pressed.current = true;
    setPen(undefined);
    beginAt(placeOf(event.nativeEvent, event.currentTarget));
  };
  const pointerMove = ({ nativeEvent, currentTarget }: PointerEvent<HTMLCanvasElement>) => {
    if (!pressed.current || tool === 'fill') return;
    const events = nativeEvent.getCoalescedEvents?.() ?? [];
    extendBy((events.length > 0 ? events : [nativeEvent]).map((each) => placeOf(each, currentTarget)));
  };
  const pointerUp = () => {
    pressed.current = false;
  };

  const keyDown = (event: KeyboardEvent) => {
    const at = pen ?? { x: SIDE / 2, y: SIDE / 2, down: false };
    const arrow = arrows[event.key];
    if (arrow) {
      const inside = (value: number) => Math.min(SIDE - 1, Math.max(0, value));
      const next = { ...at, x: inside(at.x + arrow[0] * KEY_STEP), y: inside(at.y + arrow[1] * KEY_STEP) };
      setPen(next);
      if (next.down) extendBy([next]);
    } else if (event.key === ' ') {
      setPen({ ...at, down: tool !== 'fill' && !at.down });
      if (!at.down) beginAt(at);
    } else if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) {
      change(event.shiftKey ? redo : undo);
    } else return;
    event.preventDefault();
  };

  return (
    <div className="pad">
      <div className="pad-square">
        {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a canvas that is drawn on by keys as well */}
        <canvas
          ref={canvas}
          width={SIDE}
          height={SIDE}
          tabIndex={0}
          role="application"
          aria-label="Drawing"
          aria-describedby={`${ids}-keys`}
          onPointerDown={pointerDown}
          onPointerMove={pointerMove}
          onPointerUp={pointerUp}
          onPointerCancel={pointerUp}
          onKeyDown={keyDown}
        />
        {isBlank(history) && <p aria-hidden="true">Draw a garment here</p>}
        {pen && (
          <span
            className="pad-pen"
            data-down={pen.down}
            style={{ left: `${(100 * pen.x) / SIDE}%`, top: `${(100 * pen.y) / SIDE}%` }}
          />
        )}
      </div>
      <p id={`${ids}-keys`} className="hint keys">
        Keys: arrows move the pen, space puts it down and lifts it, Ctrl+Z takes back, Ctrl+Shift+Z does it
        again.
      </p>
      <div className="tools">
        <fieldset className="choices">
          <legend className="unseen">Tool</legend>
          {tools.map(({ tool: each, name }) => (
            <label key={each}>
              <input
                type="radio"
                name={`${ids}-tool`}
                checked={tool === each}
                onChange={() => setTool(each)}
              />
              <span className="choice">{name}</span>
            </label>
          ))}
        </fieldset>
        <label className="size">
          Size
          <input
            type="range"
            min={6}
            max={60}
            value={size}
            onChange={({ target }) => setSize(target.valueAsNumber)}
          />
        </label>
        <button type="button" disabled={history.done.length === 0} onClick={() => change(undo)}>
          Undo
        </button>
        <button type="button" disabled={history.undone.length === 0} onClick={() => change(redo)}>
          Redo
        </button>
        <button
          type="button"
          disabled={isBlank(history)}
          onClick={() => change((before) => begin(before, { tool: 'clear' }))}
        >
          Clear
        </button>
      </div>
    </div>
  );
}

function placeOf({ clientX, clientY }: MouseEvent, shown: HTMLCanvasElement): Point {
  const { left, top, width, height } = shown.getBoundingClientRect();
  return { x: ((clientX - left) * SIDE) / width, y: ((clientY - top) * SIDE) / height };
}
