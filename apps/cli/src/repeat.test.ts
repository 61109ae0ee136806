import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFashionMnist } from '@fmnist/data/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRun } from './runs/run';
import { type Ended, spawnFmnist } from './spawn-fmnist';

const flags = '--hidden 8 --epochs 2 --seed 5 --validation-split 0.5 --reduce-lr 1 --no-shuffle'.split(' ');
let folder: string;
let weights: string;

const fmnist = (...args: string[]): Promise<Ended> => spawnFmnist(args, folder).ended;

const hashOf = ({ code, stdout, stderr }: Ended): string => {
  expect([code, stderr.match(/^fmnist: .*/m)?.[0]]).toEqual([0, undefined]);
  return JSON.parse(stdout.trim()).weightsSha256;
};

async function change(name: string, edit: (config: ReturnType<typeof JSON.parse>) => void): Promise<void> {
  const config = JSON.parse(await readFile(join(folder, 'runs/first/config.json'), 'utf8'));
  edit(config);
  await writeFile(join(folder, name), JSON.stringify(config));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-repeat-'));
  weights = hashOf(await fmnist('train', ...flags, '--name', 'first', '--json'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('the folder of a run', () => {
  it('is runs/NAME, and says what was trained, on what, how it went, and what came out', async () => {
    const run = readRun(join(folder, 'runs/first'));
    const { config, history, result } = run;
    expect(run).toMatchObject({ name: 'first', state: 'done' });
    expect(config.recipe).toMatchObject({ epochs: 2, batchSize: 128, augment: [] });
    expect(config.recipe.model.layers).toContainEqual(expect.objectContaining({ type: 'Dense', outputs: 8 }));
    expect(config.flags).toMatchObject({
      seed: 5,
      shuffle: false,
      precision: 'exact',
      'validation-split': 0.5,
      'reduce-lr': 1,
    });
    const { train } = await loadFashionMnist();
    expect(config.data.train.count).toBe(60_000);
    expect(config.data.test.count).toBe(10_000);
    expect(config.data.classNames).toEqual(train.classNames);
    expect(config.environment.node).toBe(process.versions.node);
    expect(history.map(({ epoch }) => epoch)).toEqual([1, 2]);
    expect(history[1].validation?.accuracy).toBeGreaterThan(0.5);
    expect(result).toMatchObject({ epochs: 2, weightsSha256: weights });
    expect(await readdir(run.folder)).toEqual(expect.arrayContaining(Object.values(result?.files ?? {})));
  });

  it('is never that of another run', async () => {
    const { code, stderr } = await fmnist('train', '--name', 'first');
    expect(code).toBe(1);
    expect(stderr).toBe(
      'fmnist: runs/first exists already: take another --name, go on with it (--resume runs/first), or remove it (fmnist runs rm first)\n',
    );
  });

  it('is not touched by a second process while a first trains in it', async () => {
    const { process, ended } = spawnFmnist(
      ['train', '--hidden', '8', '--epochs', '500', '--out', 'busy'],
      folder,
    );
    await new Promise<void>((resolve) => {
      process.stdout?.on('data', (text) => {
        if (String(text).includes('step: ')) resolve();
      });
    });
    const states = [readRun(join(folder, 'busy')).state];
    for (const where of ['--out', '--resume']) {
      const second = await fmnist('train', where, 'busy');
      expect(second.code).toBe(1);
      expect(second.stderr).toMatch(/^fmnist: .*busy is being trained by process \d+: wait for its end/);
    }
    process.kill('SIGINT');
    expect((await ended).code).toBe(130);
    states.push(readRun(join(folder, 'busy')).state);
    expect(states).toEqual(['running', 'interrupted']);
  });
});

describe('fmnist train --config', () => {
  it('repeats a run to the last bit, in a folder of its own', async () => {
    const { code, stdout } = await fmnist('train', '--config', 'runs/first/config.json', '--json');
    expect(code).toBe(0);
    const { weightsSha256, files } = JSON.parse(stdout);
    expect(weightsSha256).toBe(weights);
    expect(files.model).toMatch(/runs\/[-\dT]+-original-5\/fashion_mnist/);
  });

  it('does so when its preset is another by now, or a file that is gone', async () => {
    await change('renamed.json', (config) => {
      config.flags = { ...config.flags, preset: 'gone.json' };
      delete config.flags.hidden;
    });
    expect(hashOf(await fmnist('train', '--config', 'renamed.json', '--json'))).toBe(weights);
    await change('wider.json', (config) => {
      config.recipe.model.layers[1].outputs = config.recipe.model.layers[3].inputs = 9;
    });
    expect(hashOf(await fmnist('train', '--config', 'wider.json', '--name', 'wider', '--json'))).not.toBe(
      weights,
    );
    expect(readRun(join(folder, 'runs/wider')).config.recipe.model.layers).toContainEqual(
      expect.objectContaining({ outputs: 9 }),
    );
  });

  it('lets flags beside it win', async () => {
    const typed = flags.join(' ').replace('--seed 5', '--seed 6').replace('--epochs 2', '--epochs 1');
    const beside = ['--seed', '6', '--epochs', '1', '--out', 'changed', '--json'];
    const changed = hashOf(await fmnist('train', '--config', 'runs/first', ...beside));
    expect(changed).toBe(hashOf(await fmnist('train', ...typed.split(' '), '--out', 'typed', '--json')));
    expect(readRun(join(folder, 'changed')).config).toMatchObject({
      recipe: { epochs: 1 },
      flags: { seed: 6 },
    });
  });

  it('takes what another preset has where one is asked for', async () => {
    const recipe = JSON.parse((await fmnist('presets', 'show', 'original')).stdout);
    await writeFile(join(folder, 'mine.json'), JSON.stringify({ ...recipe, batchSize: 600 }));
    const other = ['--preset', 'mine.json', '--epochs', '1', '--out', 'other'];
    expect((await fmnist('train', '--config', 'runs/first', ...other)).code).toBe(0);
    const { config } = readRun(join(folder, 'other'));
    expect(config.recipe.batchSize).toBe(600);
    expect(config.recipe.model.layers).toEqual(recipe.model.layers);
    expect(config.flags).not.toHaveProperty('hidden');
  });

  it('notices that the file of --init-from is another by now', async () => {
    await cp(join(folder, 'runs/first/fashion_mnist.params.safetensors'), join(folder, 'start'));
    const more = ['--hidden', '8', '--epochs', '1', '--init-from', 'start', '--out', 'more', '--json'];
    const after = hashOf(await fmnist('train', ...more));
    expect(hashOf(await fmnist('train', '--config', 'more', '--out', 'more-2', '--json'))).toBe(after);
    await cp(join(folder, 'other/fashion_mnist.params.safetensors'), join(folder, 'start'));
    const changed = await fmnist('train', '--config', 'more', '--out', 'more-3');
    expect(changed.code).toBe(1);
    expect(changed.stderr).toMatch(/^fmnist: --init-from .*start is not what the run of .* began with/);
  });

  const wrong: [string, number, RegExp][] = [
    [
      '--config nowhere.json',
      1,
      /--config nowhere\.json: there is no such file\. Name the config\.json of a run/,
    ],
    ['--config text.json', 1, /text\.json is damaged: it is not JSON/],
    ['--config no-recipe.json', 1, /no-recipe\.json is damaged: recipe: /],
    ['--config dance.json', 1, /dance\.json: .*no layer "Dance"/],
    ['--config unknown.json', 1, /unknown\.json is damaged: flags\.tempo: train has no such flag/],
    ['--config zero.json', 2, /--epochs must be a whole number > 0, got "0"/],
    [
      '--config other-data.json',
      1,
      /other-data\.json is of a run on other data: its test labels have .*--data/,
    ],
    ['--config fewer.json', 1, /other data: it has 59 train pictures, here are 60000/],
    ['--config renamed-class.json', 1, /other data: its classes are Hat, Trouser/],
    ['--config runs/first --resume runs/first', 2, /resume and config are mutually exclusive/],
    ['--name a/b', 2, /--name must be of letters, digits, .* got "a\/b"; --out takes any folder/],
    ['--name ..', 2, /--name must be/],
    ['--name a --out b', 2, /name and out are mutually exclusive/],
  ];

  it.each(wrong)('"fmnist train %s" ends with exit code %i and a sentence', async (line, code, message) => {
    await writeFile(join(folder, 'text.json'), 'text');
    await change('no-recipe.json', (config) => delete config.recipe);
    await change('dance.json', (config) => {
      config.recipe.model.layers[0] = { type: 'Dance' };
    });
    await change('unknown.json', (config) => {
      config.flags.tempo = 3;
    });
    await change('zero.json', (config) => {
      config.flags.epochs = 0;
    });
    await change('other-data.json', (config) => {
      config.data.test.labelsSha256 = config.data.train.labelsSha256;
    });
    await change('fewer.json', (config) => {
      config.data.train.count = 59;
    });
    await change('renamed-class.json', (config) => {
      config.data.classNames[0] = 'Hat';
    });
    const before = await readdir(join(folder, 'runs'));
    const ran = await fmnist('train', ...line.split(' '));
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr).toMatch(/^fmnist: /);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
    expect(ran.code).toBe(code);
    expect(await readdir(join(folder, 'runs'))).toEqual(before);
  });
});
