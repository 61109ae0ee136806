import { spawnSync } from 'node:child_process';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { measureCeilingGflops } from './ceiling.mjs';

if (!isMainThread) parentPort.on('message', async () => parentPort.postMessage(await measureCeilingGflops()));
else {
  const ws = [0, 1].map(() => new Worker(new URL(import.meta.url)));
  const ask = (w) =>
    new Promise((r) => {
      w.once('message', r);
      w.postMessage(0);
    });
  await Promise.all(ws.map(ask));
  const job = (c) =>
    JSON.stringify({
      task: 'train',
      contender: c,
      folder: '/tmp/fmb',
      epochs: 2,
      stepLimit: 0,
      seed: 1,
      hidden: 128,
      budgetMs: 1,
    });
  for (let i = 0; i < 16; i++) {
    const one = await ask(ws[0]);
    const pair = await Promise.all(ws.map(ask));
    const out = spawnSync('node', ['../dist/children/child.mjs', job('ours-2')])
      .stdout.toString()
      .trim()
      .split('\n')
      .at(-1);
    const after = await Promise.all(ws.map(ask));
    const f = (v) => v.map((x) => x.toFixed(0)).join('+');
    console.log(
      `one ${one.toFixed(0)}  pair ${f(pair)}  ours-2 ${JSON.parse(out).epochs.map((e) => e.seconds.toFixed(2))}  pair ${f(after)}`,
    );
  }
  process.exit();
}
