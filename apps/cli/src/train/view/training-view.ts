import type { Callbacks } from '@fmnist/core';
import { UsageError } from '../../flags';
import type { Report } from '../report';
import type { TrainFlags } from '../train-flags';

/** What a person, or a program, sees of a training. */
export interface TrainingView {
  /** Prints a line for people. */
  say(line: string): void;
  /**
   * Follows a training.
   * @param folder where its run is saved
   */
  follow(folder: string): Callbacks;
  /** The training no longer goes on, however it ended: the terminal is left as it was found. */
  close(): void;
  /** Tells what the training gave, where {@link say} did not. */
  ended?(report: Report): void;
  /** Tells that the training was interrupted, and where it was saved, if it was. */
  interrupted?(checkpoint: string | undefined): void;
}

/**
 * The view that the flags ask for: on a terminal a live one, else the original program's lines.
 * @throws UsageError where flags ask for views that do not go together, or for a live one where there is no terminal.
 */
export async function openTrainingView(flags: TrainFlags): Promise<TrainingView> {
  const { quiet, json, 'log-format': asked } = flags;
  if (quiet && asked) throw new UsageError(`--quiet prints nothing: --log-format ${asked} cannot go with it`);
  if (asked === 'jsonl' && json) {
    throw new UsageError(
      '--json and --log-format jsonl both want stdout: the end event says what --json would',
    );
  }
  const stream = json ? process.stderr : process.stdout;
  const isTerminal = stream.isTTY && process.env.TERM !== 'dumb';
  if (asked === 'live' && !isTerminal) {
    throw new UsageError(`--log-format live needs a terminal: ${json ? 'stderr' : 'stdout'} is none`);
  }
  if (quiet) return { say: () => {}, follow: () => ({}), close: () => {} };
  if (asked === 'jsonl') return new (await import('./jsonl-view')).JsonLinesView(flags);
  if (asked === 'live' || (asked === undefined && isTerminal)) {
    return new (await import('./live/live-view')).LiveView(stream);
  }
  return (await import('./plain-view')).plainView(json ? console.error : console.log);
}
