import { arch, cpus, platform, release } from 'node:os';
import type { RunEnvironment } from './config';

/** What a training runs on, and since when. */
export function describeEnvironment(threads: number | 'auto', startedAt: Date): RunEnvironment {
  const processors = cpus();
  return {
    startedAt: startedAt.toISOString(),
    node: process.versions.node,
    platform: `${platform()} ${release()}`,
    architecture: arch(),
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    threads,
  };
}
