/** Colours of a chart: as CSS writes them, so that a page may leave them to its style. */
export interface Theme {
  readonly ground: string;
  /** Of what stands out from the ground a little. */
  readonly panel: string;
  readonly text: string;
  /** Of what is beside the point. */
  readonly faint: string;
  readonly grid: string;
  /** The first of two things that are compared: training, what is right. */
  readonly first: string;
  /** The second of the two: validation, what is wrong. */
  readonly second: string;
  readonly third: string;
}

export const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', sans-serif";

/**
 * For files that stand alone. Blue, vermilion and green of Okabe & Ito (2008), which everybody tells apart whatever
 * colours they see.
 */
export const paperTheme: Theme = {
  ground: '#ffffff',
  panel: '#f6f7f9',
  text: '#1c2430',
  faint: '#5b6675',
  grid: '#e3e7ec',
  first: '#0072b2',
  second: '#d55e00',
  third: '#009e73',
};

/** For a page: its style says what each is, by day and by night. */
export const pageTheme: Theme = {
  ground: 'var(--ground)',
  panel: 'var(--panel)',
  text: 'var(--text)',
  faint: 'var(--faint)',
  grid: 'var(--grid)',
  first: 'var(--first)',
  second: 'var(--second)',
  third: 'var(--third)',
};
