import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results.json' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    coverage: {
      // Tests that import the package by its name run what was built; source maps lead back.
      include: ['src/**/*.ts', 'dist/**/*.js'],
      exclude: ['**/*.test.ts', '**/*.generated.ts', '**/assembly/**'],
      excludeAfterRemap: true,
      reporter: ['text'],
      thresholds: { lines: 95 },
    },
  },
});
