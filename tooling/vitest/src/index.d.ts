import type { ViteUserConfig } from 'vitest/config';

/** Where tests are, how long they may take, where their count goes; and, with `--coverage`, how much they must reach. */
declare const config: ViteUserConfig;
export default config;
