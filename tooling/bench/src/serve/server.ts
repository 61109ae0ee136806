import type { ShippedName } from '@fmnist/models';
import type { Presence } from '../contenders/contender';
import type { Command } from '../run-command';
import type { Workshop } from '../workshop';
import type { Case } from './requests';

/** Whoever answers requests. */
export interface Server {
  readonly id: string;
  /** As it stands in the tables. */
  readonly name: string;
  /** The contender that it is made of; nothing for ours. */
  readonly peer?: string;
  readonly models: readonly ShippedName[];
  /** What a reader should know of it, in a few words. */
  readonly note: string;
  /** Its version, or why it is not there. */
  find(): Promise<Presence>;
  command(workshop: Workshop, model: ShippedName, port: number): Command;
  /** Where requests of a kind go. */
  path(kind: Case['kind']): string;
}
