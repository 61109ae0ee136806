/**
 * Does one thing after another, also where one before was refused.
 * @throws the first refusal, or whatever else was thrown, at once
 */
export async function attempt(
  refusal: abstract new (...parameters: never[]) => Error,
  actions: readonly (() => unknown)[],
): Promise<void> {
  let refused: unknown;
  for (const action of actions) {
    try {
      await action();
    } catch (error) {
      if (!(error instanceof refusal)) throw error;
      refused ??= error;
    }
  }
  if (refused !== undefined) throw refused;
}
