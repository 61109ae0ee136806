import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second in /proc, on every Linux that Node runs on. */
const TICKS = 100;

/** The processor time that the living processes of a group have taken; nothing where the system does not tell. */
export function groupCpuSeconds(group: number): number | undefined {
  let ticks: number | undefined;
  for (const name of processIds()) {
    const fields = statOf(name);
    // The fields are counted from the third: 5 is the group, 14 and 15 the time of the program and of the system for it.
    if (fields && Number(fields[5 - 3]) === group) {
      ticks = (ticks ?? 0) + Number(fields[14 - 3]) + Number(fields[15 - 3]);
    }
  }
  return ticks === undefined ? undefined : ticks / TICKS;
}

function processIds(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function statOf(id: string): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'utf8');
    // The name in parentheses may hold spaces.
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
