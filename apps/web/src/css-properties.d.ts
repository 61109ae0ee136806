import 'react';

declare module 'react' {
  /** Custom properties that components hand to the style. */
  interface CSSProperties {
    '--share'?: number;
  }
}
