/** Loaded before a program that is not ours to change: when it ends, leaves its peak memory in a file. */
import { writeFileSync } from 'node:fs';
import { peakResidentBytes } from './peak-memory';

const { FMNIST_BENCH_PEAK: file } = process.env;
if (file) process.once('exit', () => writeFileSync(file, String(peakResidentBytes())));
