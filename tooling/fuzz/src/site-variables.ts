/** What the build of the site puts into the page's code; to be loaded before any of that. */
import { shippedNames } from '@fmnist/models';
import { presetConfigs } from '../../../apps/web/src/training/preset-config';

process.env.SITE_MODELS = shippedNames.join(',');
process.env.PRESETS = JSON.stringify(presetConfigs);
