import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LaunchedChromium, launchChromium, openPage, serve } from '@fmnist/browser';
import { capabilities } from '@fmnist/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleWithNext, bundleWithVite, bundleWithWebpack, useAsItIs } from '../src/bundle';
import { lintPackage, lintTypes } from '../src/lint';
import { type PackageName, packAll, packageNames, readTarball } from '../src/pack';
import { Project } from '../src/project';
import { Table } from '../src/table';

const { simd, threads } = capabilities();

/** What each package's consumer comes to, everywhere to the last bit. */
const expected = {
  '@fmnist/core': { threads: simd && threads ? 2 : 1, accuracy: 1, first: 0.9969500303268433 },
  '@fmnist/models': { label: 'Trouser', probability: 0.978699803352356 },
  '@fmnist/interchange': {
    operators: ['Gemm', 'Softmax'],
    name: '0.weights',
    shape: [2, 3],
    weight: 0.004487143363803625,
  },
};

const inPages: readonly PackageName[] = ['@fmnist/core', '@fmnist/data', '@fmnist/models'];
const libraries: readonly PackageName[] = [...inPages, '@fmnist/interchange'];

const table = new Table(packageNames);
let packed: string;
let tarballs: Record<PackageName, string>;
beforeAll(async () => {
  packed = await mkdtemp(join(tmpdir(), 'fmnist-packed-'));
  tarballs = await packAll(packed);
});
afterAll(() => rm(packed, { recursive: true, force: true }));

describe.each(packageNames)('%s, packed', (name) => {
  it('is a package that publint finds nothing wrong with', async () => {
    expect(await lintPackage(new Uint8Array(await readFile(tarballs[name])))).toEqual([]);
    table.pass(name, 'publint');
  });

  it('says what it is, who may use it, and what it needs', async () => {
    const { manifest, files } = await readTarball(tarballs[name]);
    expect(manifest).toMatchObject({
      description: expect.stringMatching(/.{20}/),
      keywords: expect.arrayContaining(['machine-learning']),
      license: 'MIT',
      engines: { node: '>=20.19' },
    });
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md']));
    expect(files.filter((file) => /\.test\.|test-results|tsconfig/.test(file))).toEqual([]);
    expect(JSON.stringify(manifest.dependencies ?? {})).not.toMatch(/workspace:|catalog:/);
  });
});

it('the packed command line has the licences of what is in it', async () => {
  const { files } = await readTarball(tarballs.cli);
  expect(files).toContain('dist/THIRD-PARTY-NOTICES.txt');
});

describe.each(libraries)('%s, packed', (name) => {
  it('has types that are right for all who can import it', async () => {
    expect(await lintTypes(await readFile(tarballs[name]))).toEqual([]);
    table.pass(name, 'attw');
  });
});

describe('@fmnist/core, installed alone', () => {
  it('brings nothing else along, and trains', async () => {
    const project = await Project.create([tarballs['@fmnist/core']]);
    const { dependencies } = JSON.parse(await project.run('npm', 'ls', '--all', '--json'));
    expect(Object.keys(dependencies)).toEqual(['@fmnist/core']);
    expect(dependencies['@fmnist/core'].dependencies).toBeUndefined();
    await project.copy('consumers/train-xor.js', 'train-xor.js');
    await project.write(
      'main.js',
      `import { trainXor } from './train-xor.js';\nconsole.log(JSON.stringify(await trainXor(2)));\n`,
    );
    expect(JSON.parse(await project.run(process.execPath, 'main.js'))).toEqual(expected['@fmnist/core']);
    table.pass('@fmnist/core', 'Node');
    await project.remove();
  });
});

describe('all packages, installed into one project', () => {
  let project: Project;
  let chromium: LaunchedChromium;
  beforeAll(async () => {
    project = await Project.create(Object.values(tarballs));
    for (const name of ['train-xor', 'name-drawing', 'exchange-model', 'page', 'bundled-page']) {
      await project.copy(`consumers/${name}.js`, `${name}.js`);
    }
    chromium = await launchChromium();
  });
  afterAll(async () => {
    await chromium?.close();
    await project?.remove();
  });

  it('have a command line that names what a picture shows', async () => {
    await project.copy('../pictures/free-pictures/noto-t-shirt.png', 'picture.png');
    const answer = await project.run('npx', '--no-install', 'fmnist', 'predict', 'picture.png', '--json');
    expect(JSON.parse(answer)).toMatchObject({ label: 'T-shirt/top', outOfDistribution: false });
    table.pass('cli', 'Node');
  });

  it.each([
    { module: 'node16', moduleResolution: 'node16', consumer: 'TypeScript, node16' },
    { module: 'esnext', moduleResolution: 'bundler', consumer: 'TypeScript, bundler' },
  ] as const)('are typed for moduleResolution $moduleResolution, and run', async (asked) => {
    const { module, moduleResolution, consumer } = asked;
    for (const name of ['typescript', '@types/node']) await project.link(name);
    await project.copy('consumers/typed/main.ts', 'typed/main.ts');
    const outDir = `for-${moduleResolution}`;
    const compilerOptions = {
      ...{ module, moduleResolution, outDir, target: 'es2022', lib: ['es2023', 'dom'] },
      ...{ strict: true, skipLibCheck: moduleResolution !== 'node16', types: ['node'] },
    };
    await project.write('typed/tsconfig.json', JSON.stringify({ compilerOptions, files: ['main.ts'] }));
    await project.run(process.execPath, 'node_modules/typescript/bin/tsc', '-p', 'typed');
    expect(JSON.parse(await project.run(process.execPath, `typed/${outDir}/main.js`))).toEqual({
      label: 'Trouser',
      isKnown: true,
      decodes: [1, 1],
      operators: expected['@fmnist/interchange'].operators,
    });
    for (const name of libraries) {
      table.pass(name, consumer);
      table.pass(name, 'Node');
    }
  });

  it.each([
    ['no tool', useAsItIs, inPages],
    ['Vite', bundleWithVite, libraries],
    ['webpack', bundleWithWebpack, libraries],
    ['Next', bundleWithNext, libraries],
  ] as const)('work in a page that was built with %s', async (consumer, build, names) => {
    const server = await serve({ isolated: true, routes: { '/': { folder: `${await build(project)}/` } } });
    const { page, errors, close } = await openPage(chromium.browser, `${server.url}/`);
    try {
      await page.waitForFunction('globalThis.consume');
      for (const name of Object.keys(expected) as (keyof typeof expected)[]) {
        if (!names.includes(name)) continue;
        expect(await page.evaluate(`consume[${JSON.stringify(name)}]()`)).toEqual(expected[name]);
      }
      expect(errors).toEqual([]);
      for (const name of names) table.pass(name, consumer);
    } catch (error) {
      throw new Error(`${error}; in the page: ${errors.join('; ')}`, { cause: error });
    } finally {
      await close();
      await server.close();
    }
  });
});

it('the README has the table that came of this', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(table.toMarkdown());
});
