import config from '@fmnist/vitest';

export default config;
