import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnFmnist } from './spawn-fmnist';
import { SpawnedTerminal, type TerminalSize } from './spawn-terminal';
import { trainingEvent } from './train/view/training-event';

const small = '--hidden 8 --epochs 2 --out run';
const long = '--hidden 8 --epochs 2000 --out long';
const anyColor = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]+m`);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-view-'));
});

afterAll(() => rm(folder, { recursive: true }));

const open = (columns: number, rows: number, args: string, variables?: NodeJS.ProcessEnv) =>
  SpawnedTerminal.open({ columns, rows }, `train ${args}`, folder, variables);

const pipe = (args: string) => spawnFmnist(`train ${args}`.split(' '), folder).ended;

/** The lines of the view: there is one, and in it no line was too long. */
function viewIn(terminal: SpawnedTerminal): string[] {
  const all = terminal.lines;
  const begin = all.findIndex(({ text }) => text.startsWith('epoch '));
  const end = all.findIndex(({ text }) => /^(train:|Interrupted:|fmnist:)/.test(text));
  expect(
    all.filter(({ text }) => text.startsWith('epoch ')),
    terminal.text,
  ).toHaveLength(1);
  const view = all.slice(begin, end === -1 ? undefined : end);
  expect(view.filter(({ isRest }) => isRest)).toEqual([]);
  return view.map(({ text }) => text);
}

/** The cursor is to be seen, at the beginning of the line after the last. */
function expectCursorAtRest(terminal: SpawnedTerminal): void {
  expect(terminal.cursor).toEqual({ column: 0, line: terminal.lines.length });
  expect(terminal.written.lastIndexOf('\u001b[?25l')).toBeLessThanOrEqual(
    terminal.written.lastIndexOf('\u001b[?25h'),
  );
}

/**
 * Here a window and what the program is told of it change one after the other, and what it draws in between is torn: that is
 * no fault of the program's, and tried again.
 */
const resizing = { retry: 3 };

/** Makes the window of another size, and waits until the view has been drawn in it. */
async function resize(terminal: SpawnedTerminal, size: TerminalSize): Promise<void> {
  await terminal.resize(size);
  const from = terminal.written.length;
  await new Promise<void>((resolve) => {
    terminal.onChange(() => /total[\s\S]*total/.test(terminal.written.slice(from)) && resolve());
  });
}

describe('fmnist train on a terminal', () => {
  it.each([40, 80, 200])(
    'of %i columns redraws one view in its place, no line too long, and leaves it with the results below',
    async (columns) => {
      const terminal = await open(columns, 30, small);
      let most = 0;
      terminal.onChange(() => {
        const views = terminal.lines.filter(({ text }) => text.startsWith('total  '));
        most = Math.max(most, views.length);
      });
      expect(await terminal.ended).toBe(0);
      expect(most).toBe(1);
      const view = viewIn(terminal);
      expect(view[0]).toMatch(/^epoch 2\/2 {2,}█+ 100%$/);
      expect(view[0]).toHaveLength(Math.min(columns, 120));
      expect(view[1]).toMatch(/^total {2,}█+ 100%$/);
      expect(view[2]).toMatch(/^ +[\d,]+ images\/s, \d+ s in all$/);
      expect(view[3]).toMatch(/^training {2,}loss 0\.\d{3} {2}accuracy 0\.\d{3}$/);
      expect(view[4]).toMatch(/^validation {2,}loss 0\.\d{3} {2}accuracy 0\.\d{3}/);
      expect(view.slice(5).join('\n')).toMatch(columns < 72 ? /loss\n[\s\S]*accuracy\n/ : /loss +accuracy\n/);
      expect(view.slice(5).join('\n')).toMatch(/0\.\d{3} ┤.*[─╰╮]/);
      expect(terminal.text).toMatch(/\ntest: accuracy 0\.\d{4}, loss 0\.\d{4}\n2 epochs in [\d.]+ s; saved /);
      expect(terminal.written).toMatch(anyColor);
      expectCursorAtRest(terminal);
    },
  );

  it('shows how far it is, how fast, and how long it will take, while it trains', async () => {
    const terminal = await open(80, 24, long);
    await terminal.until(
      /epoch [2-9]\/2000 [\s\S]*images\/s, \d+ (s|min|h).* left[\s\S]*validation +loss [\d.]+ +acc/,
    );
    terminal.type('\x03');
    expect(await terminal.ended).toBe(130);
  });

  it('stays whole when the window becomes narrower and wider', resizing, async () => {
    const terminal = await open(100, 40, long);
    await terminal.until(/validation +loss/);
    for (const columns of [60, 37, 110]) await resize(terminal, { columns, rows: 40 });
    terminal.type('\x03');
    expect(await terminal.ended).toBe(130);
    expect(viewIn(terminal)[0]).toHaveLength(110);
    expectCursorAtRest(terminal);
  });

  it('fits when the window becomes lower', resizing, async () => {
    const terminal = await open(100, 40, long);
    await terminal.until(/validation +loss/);
    for (const rows of [12, 6, 3]) {
      await resize(terminal, { columns: 100, rows });
      const seen = terminal.visible.map(({ text }) => text.split(' ')[0]);
      expect(seen.filter((word) => word === 'total')).toHaveLength(1);
      expect(seen.filter((word) => word === 'training')).toHaveLength(1);
    }
    terminal.type('\x03');
    expect(await terminal.ended).toBe(130);
  });

  it.each([
    [1, 0],
    [6, 5],
  ])('of %i rows shows %i lines, and never scrolls them away', async (rows, shown) => {
    const terminal = await open(80, rows, '--hidden 8 --epochs 1 --out run');
    expect(await terminal.ended).toBe(0);
    const lines = terminal.lines.map(({ text }) => text);
    const total = lines.findIndex((text) => text.startsWith('total: '));
    expect(
      lines.slice(
        total + 1,
        lines.findIndex((text) => text.startsWith('train: ')),
      ),
    ).toHaveLength(shown);
    expect(lines.filter((text) => text.startsWith('total  '))).toHaveLength(Math.min(1, shown));
  });

  it('writes no colours where NO_COLOR is set, and ASCII alone where the locale has no more', async () => {
    const terminal = await open(80, 30, small, { NO_COLOR: '1', LC_ALL: 'C' });
    expect(await terminal.ended).toBe(0);
    expect(terminal.written.match(anyColor)).toBeNull();
    const view = viewIn(terminal).join('\n');
    expect(view).toMatch(/^[\n -~]*$/);
    expect(view).toMatch(/^epoch 2\/2 +#+ 100%\ntotal +#+ 100%\n/);
  });

  it.each<[string, (terminal: SpawnedTerminal) => void | Promise<void>, number]>([
    ['Ctrl-C', (terminal) => terminal.type('\x03'), 130],
    ['SIGTERM', (terminal) => terminal.kill('SIGTERM'), 143],
  ])('after %s leaves the view where it was, and says where it saved', async (_, interrupt, code) => {
    const terminal = await open(80, 30, long);
    await terminal.until(/epoch [2-9]\/2000/);
    await interrupt(terminal);
    expect(await terminal.ended).toBe(code);
    expect(viewIn(terminal)[0]).toMatch(/^epoch \d+\/2000 /);
    expect(terminal.text).toMatch(
      /\nInterrupted: saved .*checkpoint\.safetensors\nTo go on: fmnist train --resume long$/,
    );
    expect(terminal.text).not.toContain('^C');
    expectCursorAtRest(terminal);
  });

  it('says below the view why it failed', async () => {
    const terminal = await open(80, 30, `--optimizer sgd --learning-rate 1e30 ${small}`);
    expect(await terminal.ended).toBe(1);
    viewIn(terminal);
    expect(terminal.text).toMatch(/\nfmnist: Training stopped: .* is not finite/);
    expectCursorAtRest(terminal);
  });

  it('keeps above the view what others write to the terminal meanwhile', async () => {
    const others = `let count = 0; setInterval(() => console.error('notice ' + ++count + '.'), 300).unref();`;
    await writeFile(join(folder, 'others.mjs'), others);
    const terminal = await open(80, 30, long, { NODE_OPTIONS: `--import ${join(folder, 'others.mjs')}` });
    await terminal.until(/\nnotice 3\.\n[\s\S]*\nepoch \d+\/2000/);
    terminal.type('\x03');
    expect(await terminal.ended).toBe(130);
    expect(viewIn(terminal).join('\n')).not.toContain('notice');
    expect(terminal.text).toMatch(/\nnotice 1\.\n[\s\S]*\nnotice 3\.\n[\s\S]*\nepoch /);
  });

  it('when it goes on after Ctrl-Z leaves what is there, and draws below', async () => {
    const terminal = await open(80, 60, long);
    await terminal.until(/epoch [2-9]\/2000/);
    await terminal.kill('SIGCONT');
    await terminal.until(/\nepoch [\s\S]*\nepoch [\s\S]*\nvalidation/);
    terminal.type('\x03');
    expect(await terminal.ended).toBe(130);
    expect(terminal.lines.filter(({ text }) => text.startsWith('epoch '))).toHaveLength(2);
  });

  it('with --json keeps stdout for the result, and draws on stderr', async () => {
    const terminal = await open(80, 30, `${small} --json > result.json`);
    expect(await terminal.ended).toBe(0);
    expect(viewIn(terminal)[0]).toMatch(/^epoch 2\/2 .*100%$/);
    const result = await readFile(join(folder, 'result.json'), 'utf8');
    expect(JSON.parse(result)).toMatchObject({ epochs: 2 });
  });

  it.each(['--log-format plain', '--quiet'])('with %s draws nothing', async (flags) => {
    const terminal = await open(80, 30, `${small} ${flags}`);
    expect(await terminal.ended).toBe(0);
    expect(terminal.written).toBe(stripVTControlCharacters(terminal.written));
    expect(terminal.text.includes('step: 0, acc: ')).toBe(flags !== '--quiet');
  });
});

describe('fmnist train in a pipe', () => {
  it('prints the original program’s lines, without control sequences', async () => {
    const { code, stdout, stderr } = await pipe(small);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^epoch: 2$/m);
    expect(stdout).toMatch(/^step: 0, acc: 0\.\d{3}, loss: /m);
    expect(stdout).toBe(stripVTControlCharacters(stdout));
  });

  it('with --quiet prints nothing; with --json the result, with an error the error', async () => {
    expect(await pipe(`${small} --quiet`)).toMatchObject({ code: 0, stdout: '', stderr: '' });
    const { code, stdout, stderr } = await pipe(`${small} --quiet --json --target-accuracy 0.99`);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ epochs: 2 });
    expect(stderr).toMatch(/^fmnist: Test accuracy 0\.\d+ is below the target of 0\.99\n$/);
  });

  it('with --log-format jsonl writes an event a line, all else on stderr', async () => {
    const { code, stdout, stderr } = await pipe(`${small} --log-format jsonl --print-every 200`);
    expect(code).toBe(0);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => trainingEvent.parse(JSON.parse(line)));
    expect(events.map((event) => event.type).join(' ')).toBe(
      'begin step step step step epoch step step step step epoch end',
    );
    expect(events.at(0)).toMatchObject({
      preset: 'original',
      epochs: 2,
      stepsPerEpoch: 469,
      samples: 60_000,
    });
    expect(events.filter((event) => event.type === 'step').map(({ step }) => step)).toEqual([
      0, 200, 400, 468, 0, 200, 400, 468,
    ]);
    expect(events.at(-1)).toMatchObject({
      outcome: 'trained',
      epochs: 2,
      files: { model: expect.any(String) },
    });
    expect(stderr).toMatch(/^2 epochs in [\d.]+ s; saved /m);
  });

  it('with --log-format jsonl says as its last event that it was interrupted', async () => {
    const { process, ended } = spawnFmnist(`train ${long} --log-format jsonl`.split(' '), folder);
    await new Promise<void>((resolve) => {
      process.stdout?.on('data', (text) => String(text).includes('"epoch":2') && resolve());
      process.on('close', () => resolve());
    });
    process.kill('SIGINT');
    const { code, stdout } = await ended;
    expect(code).toBe(130);
    const last = trainingEvent.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''));
    expect(last).toMatchObject({ type: 'end', outcome: 'interrupted' });
    expect(last).toHaveProperty('checkpoint', expect.stringMatching(/long\/checkpoint\.safetensors$/));
  });

  it.each([
    ['--log-format live', /--log-format live needs a terminal: stdout is none/],
    ['--log-format live --json', /--log-format live needs a terminal: stderr is none/],
    ['--log-format jsonl --json', /--json and --log-format jsonl both want stdout/],
    ['--quiet --log-format plain', /--quiet prints nothing: --log-format plain cannot go with it/],
    ['--log-format xml', /log-format/],
  ])('with %s ends with exit code 2 and a sentence', async (flags, sentence) => {
    const { code, stdout, stderr } = await pipe(flags);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^fmnist: /);
    expect(stderr).toMatch(sentence);
  });
});
