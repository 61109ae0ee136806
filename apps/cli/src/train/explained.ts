import { UserError } from '@fmnist/core';

/** Does what may fail by the user's fault, and says where it did: a flag or a file. */
export function explained<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${where}: ${error.message}`, { cause: error });
  }
}
