import { progressPrinter } from '@fmnist/core';
import type { TrainingView } from './training-view';

/** The original program's lines. */
export function plainView(say: (line: string) => void): TrainingView {
  return { say, follow: () => progressPrinter(say), close: () => {} };
}
