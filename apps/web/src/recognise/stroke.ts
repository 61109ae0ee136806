/** What was done to the drawing at once, between pressing and letting go. */
export type Stroke =
  | { readonly tool: 'pen' | 'eraser'; readonly size: number; readonly points: readonly Point[] }
  | { readonly tool: 'fill'; readonly at: Point }
  | { readonly tool: 'clear' };

/** A place on the drawing, in its own pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Tool = Exclude<Stroke['tool'], 'clear'>;

/** How wide and high the drawing is, in its own pixels, however large it is shown. */
export const SIDE = 280;

const INK = '#d9d9d9';
const INK_CHANNEL = 0xd9;
/** How much darker than ink a pixel in the middle of a line may be. */
const SOFT = 8;
const GROUND = '#000000';
const DOT = 0.01;

/** Draws strokes in their order, on black. */
export function drawStrokes(context: CanvasRenderingContext2D, strokes: readonly Stroke[]): void {
  clear(context);
  for (const stroke of strokes) {
    if (stroke.tool === 'clear') clear(context);
    else if (stroke.tool === 'fill') fillFrom(context, stroke.at);
    else drawLine(context, stroke);
  }
}

function clear(context: CanvasRenderingContext2D): void {
  context.fillStyle = GROUND;
  context.fillRect(0, 0, SIDE, SIDE);
}

function drawLine(
  context: CanvasRenderingContext2D,
  { tool, size, points }: Extract<Stroke, { size: number }>,
): void {
  context.strokeStyle = tool === 'pen' ? INK : GROUND;
  context.lineWidth = size;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  points.forEach(({ x, y }, index) => {
    // A line without length would not be drawn: a dot is a very short one.
    if (index === 0) context.moveTo(x - DOT, y);
    context.lineTo(x, y);
  });
  context.stroke();
}

/** Fills the dark area around a place with ink, up to the lines around it. */
function fillFrom(context: CanvasRenderingContext2D, { x, y }: Point): void {
  const picture = context.getImageData(0, 0, SIDE, SIDE);
  const { data } = picture;
  // The soft edges of lines are filled as well: they would stay as seams.
  const isInk = (place: number) => data[4 * place] >= INK_CHANNEL - SOFT;
  const waiting = [Math.floor(y) * SIDE + Math.floor(x)];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (isInk(place)) continue;
    data.fill(INK_CHANNEL, 4 * place, 4 * place + 3);
    const column = place % SIDE;
    if (column > 0) waiting.push(place - 1);
    if (column < SIDE - 1) waiting.push(place + 1);
    if (place >= SIDE) waiting.push(place - SIDE);
    if (place < SIDE * (SIDE - 1)) waiting.push(place + SIDE);
  }
  context.putImageData(picture, 0, 0);
}
