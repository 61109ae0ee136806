import { UserError } from '@fmnist/core';

/** A file that is no file of the original program, or one that contradicts itself. */
export class OriginalFileError extends UserError {
  override name = 'OriginalFileError';

  /**
   * @param at the byte of the file at which the fault, or the value that is at fault, begins
   * @param what the rest of the sentence, as `STACK_GLOBAL names os.system, …`
   */
  constructor(
    readonly at: number,
    what: string,
    options?: ErrorOptions,
  ) {
    super(`Not a file of the original program that can be read: at byte ${at} ${what}`, options);
  }
}

/**
 * Makes something of what a file says.
 * @throws OriginalFileError with the byte, `what` was to be made, and the maker's reason, where the maker refuses.
 */
export function makeFrom<T>(at: number, what: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof UserError) || error instanceof OriginalFileError) throw error;
    throw new OriginalFileError(at, `${what} cannot be made (${error.message})`, { cause: error });
  }
}
