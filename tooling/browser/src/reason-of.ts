/** Why a program could not be run, in one line: what it wrote last, else what the system said. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stderr = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : '';
  if (stderr) return stderr.split('\n').at(-1) ?? stderr;
  if ('code' in error && error.code === 'ENOENT')
    return 'there is no such file, or none of what it needs to start';
  if ('code' in error && error.code === 'EACCES') return 'it may not be executed';
  return error.message.split('\n')[0];
}
