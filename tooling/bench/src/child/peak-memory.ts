import { readFileSync } from 'node:fs';

/**
 * The most memory this process has had resident. On Linux from /proc, because `maxRSS` also counts what the parent had
 * resident when it forked; elsewhere `maxRSS`.
 */
export function peakResidentBytes(): number {
  try {
    const match = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    if (match) return Number(match[1]) * 1024;
  } catch {
    // No /proc here.
  }
  return process.resourceUsage().maxRSS * 1024;
}
