import base from '@fmnist/vitest';
import { mergeConfig } from 'vitest/config';

export default mergeConfig(base, { test: { fileParallelism: false } });
