import { UserError } from '@fmnist/core';
import { runsFolder } from '../paths';
import { findRun, listRuns, type Run } from '../runs/run';

/** The run that is named, or the newest where none is. @throws UserError where there is none. */
export function namedRun(named: string | undefined): Run {
  if (named !== undefined) return findRun(named);
  const [newest] = listRuns().runs;
  if (!newest) throw new UserError(`There is no run under ${runsFolder()}: run train first, or name one`);
  return newest;
}
