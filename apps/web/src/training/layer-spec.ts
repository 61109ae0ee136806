/** What a number of a layer may be. */
export interface LayerNumber {
  readonly label: string;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** What it is in a layer that is new. */
  readonly usual: number;
}

const whole = (label: string, least: number, most: number, usual: number): LayerNumber => ({
  label,
  least,
  most,
  step: 1,
  usual,
});

/** The layers that a network can be put together from, by the names they have in links. */
export const layerKinds = {
  dense: { name: 'Dense', numbers: [whole('neurons', 1, 4096, 128)] },
  relu: { name: 'ReLU', numbers: [] },
  leakyrelu: {
    name: 'Leaky ReLU',
    numbers: [{ label: 'slope', least: 0, most: 1, step: 0.01, usual: 0.01 }],
  },
  tanh: { name: 'Tanh', numbers: [] },
  sigmoid: { name: 'Sigmoid', numbers: [] },
  dropout: {
    name: 'Dropout',
    numbers: [{ label: 'share', least: 0, most: 0.95, step: 0.05, usual: 0.2 }],
  },
  batchnorm: { name: 'Batch norm', numbers: [] },
  conv: {
    name: 'Convolution',
    numbers: [whole('channels', 1, 512, 16), whole('window', 1, 7, 3), whole('stride', 1, 4, 1)],
  },
  maxpool: { name: 'Max pool', numbers: [whole('window', 2, 7, 2)] },
  avgpool: { name: 'Average pool', numbers: [whole('window', 2, 7, 2)] },
  globalpool: { name: 'Global average', numbers: [] },
  residual: { name: 'Residual', numbers: [whole('layers', 1, 12, 2)] },
} as const satisfies Record<string, { readonly name: string; readonly numbers: readonly LayerNumber[] }>;

export type LayerKind = keyof typeof layerKinds;

/** The kinds, as the page lists them. */
export const kindNames = Object.keys(layerKinds).filter(isLayerKind);

/** Those that may stand for each other. */
export const activations = ['relu', 'leakyrelu', 'tanh', 'sigmoid'] as const satisfies readonly LayerKind[];

/** A layer between the input and the ten outputs, without what follows from the layers before it. */
export interface LayerSpec {
  readonly kind: LayerKind;
  /** As many as {@link layerKinds} has for its kind. */
  readonly numbers: readonly number[];
}

/** More are nobody's own. */
export const MOST_LAYERS = 48;

/** The numbers that layers of a kind have. */
export function numbersOf(kind: LayerKind): readonly LayerNumber[] {
  return layerKinds[kind].numbers;
}

/** A layer of a kind, with the usual numbers. */
export function newLayer(kind: LayerKind): LayerSpec {
  return { kind, numbers: numbersOf(kind).map(({ usual }) => usual) };
}

/** Layers as a link says them: `dense-128_relu_dropout-0.2`; `none` for none. */
export function formatLayers(layers: readonly LayerSpec[]): string {
  if (layers.length === 0) return 'none';
  return layers.map(({ kind, numbers }) => [kind, ...numbers].join('-')).join('_');
}

/** Layers from such a text; nothing where it says something else. */
export function parseLayers(text: string): LayerSpec[] | undefined {
  if (text === 'none') return [];
  const layers = text.split('_').flatMap((part) => parseLayer(part) ?? []);
  return layers.length === text.split('_').length && layers.length <= MOST_LAYERS ? layers : undefined;
}

function parseLayer(text: string): LayerSpec | undefined {
  const [kind, ...rest] = text.split('-');
  if (!isLayerKind(kind)) return undefined;
  const wanted = numbersOf(kind);
  const numbers = rest.map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const fits = numbers.length === wanted.length && wanted.every((each, i) => isWithin(numbers[i], each));
  return fits ? { kind, numbers } : undefined;
}

function isWithin(value: number, { least, most, step }: LayerNumber): boolean {
  return value >= least && value <= most && (step < 1 || Number.isInteger(value));
}

function isLayerKind(text: string): text is LayerKind {
  return Object.hasOwn(layerKinds, text);
}
