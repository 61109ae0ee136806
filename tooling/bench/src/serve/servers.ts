import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Presence } from '../contenders/contender';
import { findPython } from '../contenders/python-peers';
import { networkFiles } from './plain-network';
import type { Server } from './server';

const apiMain = fileURLToPath(new URL('../../../../apps/api/dist/main.js', import.meta.url));
const peerScript = (name: string) => fileURLToPath(new URL(`../peers/${name}`, import.meta.url));

/** The service of this repository, as it starts by itself: with logs, metrics and limits. */
const ours: Server = {
  id: 'ours',
  name: '**api**',
  models: ['mlp', 'cnn-small', 'cnn'],
  note: 'also tells what is of no class; logs and counts each request',
  async find() {
    return existsSync(apiMain)
      ? { version: 'as built' }
      : { missing: 'it is not built: run pnpm build first' };
  },
  command: (_, model, port) => ({
    program: process.execPath,
    args: [apiMain],
    env: { HOST: '127.0.0.1', PORT: String(port), MODEL: model },
  }),
  path: () => '/v1/predict',
};

function createPythonServer(options: {
  readonly framework: 'flask' | 'fastapi';
  readonly engine: 'numpy' | 'torch';
  readonly name: string;
  readonly models: Server['models'];
}): Server {
  const { framework, engine, name, models } = options;
  let python = '';
  return {
    id: `${framework}-${engine}`,
    name,
    peer: engine,
    models,
    note: framework === 'flask' ? '2 gunicorn workers' : '2 uvicorn workers',
    async find(): Promise<Presence> {
      const helpers = framework === 'flask' ? ['gunicorn'] : ['uvicorn', 'multipart'];
      const modules = [framework, ...helpers, engine, 'PIL'];
      const found = await findPython(framework, modules.slice(1));
      if (!found) return { missing: `no Python here has ${modules.join(', ')}` };
      python = found.python;
      return { version: found.version };
    },
    command: ({ folder }, model, port) => {
      const files = networkFiles(model);
      return {
        program: python,
        args: [peerScript(`serve_${framework}.py`), String(port)],
        env: {
          FMNIST_BENCH_ENGINE: engine,
          FMNIST_BENCH_STEPS: join(folder, files.steps),
          FMNIST_BENCH_WEIGHTS: join(folder, files.weights),
          // Two processes on two cores: threads of theirs would only wait for each other.
          OMP_NUM_THREADS: '1',
          OPENBLAS_NUM_THREADS: '1',
        },
      };
    },
    path: (kind) => (framework === 'flask' ? '/predict' : `/predict/${kind}`),
  };
}

function createTensorflowServer(backend: 'wasm' | 'cpu', name: string, models: Server['models']): Server {
  return {
    id: `tfjs-${backend}`,
    name,
    peer: `tfjs-${backend}`,
    models,
    note: 'node:http and sharp, one process',
    find: async () => ({ version: '4.22.0' }),
    command: ({ folder, entries }, model, port) => {
      const files = networkFiles(model);
      const paths = [join(folder, files.steps), join(folder, files.weights)];
      return {
        program: process.execPath,
        args: [entries['tensorflow-server'], backend, ...paths, String(port)],
      };
    },
    path: () => '/predict',
  };
}

/** All servers, ours first. */
export const servers: readonly Server[] = [
  ours,
  createPythonServer({
    framework: 'flask',
    engine: 'numpy',
    name: 'Flask, NumPy',
    models: ['mlp'],
  }),
  createPythonServer({
    framework: 'flask',
    engine: 'torch',
    name: 'Flask, PyTorch',
    models: ['mlp', 'cnn-small', 'cnn'],
  }),
  createPythonServer({
    framework: 'fastapi',
    engine: 'torch',
    name: 'FastAPI, PyTorch',
    models: ['mlp', 'cnn-small', 'cnn'],
  }),
  createTensorflowServer('wasm', 'TensorFlow.js, wasm', ['mlp', 'cnn-small', 'cnn']),
  createTensorflowServer('cpu', 'TensorFlow.js, plain JavaScript', ['mlp']),
];
