import { fileURLToPath } from 'node:url';
import { lastLine, runCommand } from '../run-command';
import type { Contender, Presence } from './contender';

/** The Pythons that are asked for a package, in order. */
const PYTHONS = ['python3', '/usr/bin/python3'];
const FIND_TIMEOUT_MS = 60_000;

const allJobs = { train: true, 'predict-batch': true, 'predict-one': true, startup: true } as const;

export const numpy = createPythonContender({
  id: 'numpy',
  name: 'NumPy',
  module: 'numpy',
  script: 'numpy_peer.py',
  training: { full: { epochs: 3 }, quick: { epochs: 1 } },
  note: 'float32, as many threads as its BLAS takes',
});

/** What the project began with: the program as people write it who follow the book. */
export const numpyOriginal = createPythonContender({
  id: 'numpy-original',
  name: 'NumPy, as the original is written',
  module: 'numpy',
  script: 'numpy_peer.py',
  flags: ['original'],
  jobs: { train: true },
  training: { full: { epochs: 3 }, quick: { epochs: 1 } },
  note: 'float64, loss and accuracy in every step',
});

export const torch = createPythonContender({
  id: 'torch',
  name: 'PyTorch, CPU',
  module: 'torch',
  script: 'torch_peer.py',
  jobs: { ...allJobs, 'train-cnn': true },
  training: { full: { epochs: 4 }, quick: { epochs: 2 } },
  convolutionalTraining: { full: { epochs: 6 }, quick: { epochs: 3 } },
});

interface PythonContenderOptions
  extends Pick<Contender, 'id' | 'name' | 'training' | 'convolutionalTraining' | 'note'>,
    Partial<Pick<Contender, 'jobs'>> {
  readonly module: string;
  readonly script: string;
  /** What the script is told behind the assignment. */
  readonly flags?: readonly string[];
}

function createPythonContender(options: PythonContenderOptions): Contender {
  const { module, script, flags = [], jobs = allJobs, ...rest } = options;
  const path = fileURLToPath(new URL(`../peers/${script}`, import.meta.url));
  let python = PYTHONS[0];
  return {
    ...rest,
    jobs,
    async find(): Promise<Presence> {
      const found = await findPython(module);
      if (!found) return { missing: `no Python here has ${module} (tried ${PYTHONS.join(', ')})` };
      python = found.python;
      return { version: found.version };
    },
    command: (assignment) => ({ program: python, args: [path, JSON.stringify(assignment), ...flags] }),
    startupCommand: ({ folder }) => ({
      program: python,
      args: [path, JSON.stringify({ task: 'startup', folder })],
    }),
  };
}

/**
 * The first Python that has a module, and its version.
 * @param others what it must have besides
 */
export async function findPython(
  module: string,
  others: readonly string[] = [],
): Promise<{ python: string; version: string } | undefined> {
  const imports = ['platform', module, ...others].join(', ');
  const code = `import ${imports}; print(${module}.__version__, 'on Python', platform.python_version())`;
  for (const python of PYTHONS) {
    try {
      const { stdout } = await runCommand({ program: python, args: ['-c', code] }, FIND_TIMEOUT_MS);
      return { python, version: lastLine(stdout) };
    } catch {
      // The next one may have it.
    }
  }
  return undefined;
}
