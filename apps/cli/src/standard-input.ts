/** What names standard input where a file is expected. */
export const STANDARD_INPUT = '/dev/stdin';

/** Arguments with standard input named where they say `-`, which yargs would lose among a command's files. */
export function nameStandardInput(args: readonly string[]): string[] {
  return args.map((argument) => (argument === '-' ? STANDARD_INPUT : argument));
}
