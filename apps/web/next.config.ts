import { fashionMnist } from '@fmnist/data';
import { shippedNames } from '@fmnist/models';
import type { NextConfig } from 'next';
import { presetConfigs } from './src/training/preset-config';

const config: NextConfig = {
  output: 'export',
  // Relative, so that the site works under any path of any host; `next dev` has a host of its own.
  ...(process.env.NODE_ENV === 'production' && { assetPrefix: '.' }),
  // `pnpm typecheck` checks them.
  typescript: { ignoreBuildErrors: true },
  // The page names models, classes and presets without loading what makes them.
  env: {
    SITE_MODELS: shippedNames.join(','),
    CLASS_NAMES: fashionMnist.classNames.join(','),
    PRESETS: JSON.stringify(presetConfigs),
  },
  devIndicators: false,
};

export default config;
