import { fileURLToPath } from 'node:url';
import { lastLine, runCommand } from '../run-command';
import type { Contender, Presence } from './contender';

/** The Pythons that are asked for a package, in order. */
const PYTHONS = ['python3', '/usr/bin/python3'];
const FIND_TIMEOUT_MS = 60_000;

const jobs = { train: true, 'predict-batch': true, 'predict-one': true, startup: true } as const;

export const numpy = createPythonContender({
  id: 'numpy',
  name: 'NumPy',
  module: 'numpy',
  script: 'numpy_peer.py',
  training: { full: { epochs: 3 }, quick: { epochs: 1 } },
  note: 'float32, as many threads as its BLAS takes',
});

export const torch = createPythonContender({
  id: 'torch',
  name: 'PyTorch, CPU',
  module: 'torch',
  script: 'torch_peer.py',
  training: { full: { epochs: 4 }, quick: { epochs: 2 } },
});

interface PythonContenderOptions extends Pick<Contender, 'id' | 'name' | 'training' | 'note'> {
  readonly module: string;
  readonly script: string;
}

function createPythonContender({ module, script, ...rest }: PythonContenderOptions): Contender {
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
    command: (assignment) => ({ program: python, args: [path, JSON.stringify(assignment)] }),
    startupCommand: ({ folder }) => ({
      program: python,
      args: [path, JSON.stringify({ task: 'startup', folder })],
    }),
  };
}

async function findPython(module: string): Promise<{ python: string; version: string } | undefined> {
  const code = `import platform, ${module}; print(${module}.__version__, 'on Python', platform.python_version())`;
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
