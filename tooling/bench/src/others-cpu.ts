import { readFileSync } from 'node:fs';

/** Tells how many seconds of processor time others have taken since it was made; nothing where that is not known. */
export type OthersMeter = () => number | undefined;

/** Clock ticks a second in /proc, on every Linux that Node runs on. */
const TICKS = 100;

/**
 * Begins to count the processor time that is taken by none of ours: other programs, and other machines on the same
 * hardware where the hypervisor tells. Linux alone says what one's children took, once they have ended.
 */
export function startOthersMeter(): OthersMeter {
  const before = readOthersSeconds();
  return () => {
    const now = readOthersSeconds();
    return before === undefined || now === undefined ? undefined : Math.max(0, now - before);
  };
}

function readOthersSeconds(): number | undefined {
  try {
    return parseOthersSeconds(readFileSync('/proc/stat', 'utf8'), readFileSync('/proc/self/stat', 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param machine /proc/stat: its first line counts all processors' ticks
 * @param self /proc/self/stat: this process, and its children that have ended
 */
export function parseOthersSeconds(machine: string, self: string): number {
  const [user, nice, system, , , irq, softirq, steal] = machine
    .split('\n')[0]
    .split(/\s+/)
    .slice(1)
    .map(Number);
  // The name in parentheses may hold spaces; the fields after it are counted from the third.
  const fields = self.slice(self.lastIndexOf(')') + 2).split(' ');
  const own = [14, 15, 16, 17]
    .map((field) => Number(fields[field - 3]))
    .reduce((sum, ticks) => sum + ticks, 0);
  return (user + nice + system + irq + softirq + steal - own) / TICKS;
}
