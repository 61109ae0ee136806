let held: Promise<string> | undefined;

/** Takes a lock that is this worker's alone, and keeps it for as long as it lives. @returns the lock's name */
export function holdLifeLock(): Promise<string> {
  held ??= new Promise((resolve) => {
    const name = `fmnist:worker:${Math.random()}`;
    navigator.locks.request(name, () => {
      resolve(name);
      return new Promise(() => undefined);
    });
  });
  return held;
}
