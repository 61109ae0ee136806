import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Machine } from '../src/machine';
import { variants } from '../src/variant';

const core = fileURLToPath(new URL('../../../packages/core', import.meta.url));
/** How many tests there are that replay the original program's runs: seven runs, in two precisions. */
const REPLAYS = 14;
/** `taskset` is Linux's, and only x64 has processors without vectors. */
const canVary = process.platform === 'linux' && process.arch === 'x64';

describe.runIf(canVary).each(variants)('a machine that is $name', (variant) => {
  it('lacks what it says, also in programs that programs start and in pages, and learns what the original program does', async () => {
    using machine = await Machine.of(variant);
    expect(await machine.capabilities()).toMatchObject(variant.capabilities);
    expect(await machine.capabilitiesInPage()).toMatchObject(variant.capabilities);
    expect(await machine.test(core, ['test/golden.test.ts'])).toMatchObject({
      ...{ passed: REPLAYS, failed: 0, skipped: 0, exitCode: 0, failures: [] },
    });
  });
});

it.runIf(canVary)('no tests are no success', async () => {
  using machine = await Machine.of(variants[0]);
  expect(await machine.test(core, ['test/no-such-file'])).toMatchObject({ passed: 0, exitCode: 1 });
});
