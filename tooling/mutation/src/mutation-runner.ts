import { setMaxListeners } from 'node:events';
import type { RunnerTestCase, RunnerTestFile } from 'vitest';
import { VitestTestRunner } from 'vitest/runners';
import { getFn } from 'vitest/suite';
import { type Mutant, readMutants, writeMutants } from './report';

/** What the instrumented sources look at, and note which mutants they pass. */
interface Switches {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number;
  hitLimit?: number;
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> };
}

const switches: Switches = {};
Object.assign(globalThis, { __stryker__: switches });
/** Tests that take longer, in milliseconds of computing, are not run on mutants: a busy machine changes nothing in that. */
const SLOWEST = 1500;
/** A mutant that is passed so many times as often as the code it stands for does not end. */
const ENDLESS = 100;

/** Runs each test as it is, and then on each mutant that it passes and that no test before has failed on. */
export default class MutationRunner extends VitestTestRunner {
  readonly #mutants: readonly Mutant[] = readMutants();
  readonly #byId = new Map(this.#mutants.map((mutant) => [mutant.id, mutant]));
  #begin = process.cpuUsage();

  override onBeforeTryTask(test: RunnerTestCase): void {
    super.onBeforeTryTask(test);
    switches.currentTestId = test.id;
    // Each run of a test listens to it.
    setMaxListeners(0, test.context.signal);
    this.#begin = process.cpuUsage();
  }

  override async onAfterRunTask(test: RunnerTestCase): Promise<void> {
    super.onAfterRunTask(test);
    switches.currentTestId = undefined;
    const { user, system } = process.cpuUsage(this.#begin);
    const isSlow = (user + system) / 1000 > SLOWEST;
    if (test.result?.state !== 'pass') return;
    const passed = Object.entries(switches.mutantCoverage?.perTest[test.id] ?? {});
    const begin = performance.now();
    for (const [id, times] of passed) {
      const mutant = this.#byId.get(id);
      if (!mutant) continue;
      mutant.reached = 'by tests';
      if (mutant.killedBy !== undefined || isSlow) continue;
      if (await this.#fails(test, id, times)) mutant.killedBy = test.name;
    }
    if (performance.now() > begin + 1 && (await this.#fails(test, undefined, 0))) {
      throw new Error(`A mutant has left something behind that "${test.name}" trips over`);
    }
  }

  override onAfterRunFiles(files?: RunnerTestFile[]): void {
    super.onAfterRunFiles();
    for (const id of Object.keys(switches.mutantCoverage?.static ?? {})) {
      const mutant = this.#byId.get(id);
      if (mutant?.reached === 'never') mutant.reached = 'on loading';
    }
    writeMutants(this.#mutants);
    const alive = this.#mutants.filter(({ killedBy }) => killedBy === undefined).length;
    console.log(`${files?.[0]?.name ?? ''}: ${alive} of ${this.#mutants.length} mutants alive`);
  }

  async #fails(test: RunnerTestCase, id: string | undefined, times: number): Promise<boolean> {
    switches.activeMutant = id;
    switches.hitCount = 0;
    switches.hitLimit = ENDLESS * times;
    try {
      await getFn(test)();
      // What stops an endless change is thrown, and may have been caught by the code that is tested.
      return switches.hitCount > switches.hitLimit;
    } catch {
      return true;
    } finally {
      switches.activeMutant = undefined;
    }
  }
}
