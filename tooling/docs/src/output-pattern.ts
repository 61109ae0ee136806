/** What differs from run to run and from machine to machine, each with what may stand there. */
const VARIABLE: [written: RegExp, instead: string][] = [
  [/\d{4}-\d\d-\d\d[T ]\d\d[-:]\d\d([-:]\d\d)?/, String.raw`\d{4}-\d\d-\d\d[T ]\d\d[-:]\d\d([-:]\d\d)?`],
  [/"(seconds|secondsPerEpoch|durationMs|threads)":[\d.]+/, String.raw`"\w+":[\d.]+`],
  [/\d+\.\d+\.\d+/, String.raw`\d+\.\d+\.\d+`],
  [/[\d.]+ GB/, String.raw`[\d.,]+ [MGT]B`],
  [/\b\d[\d.]* ?(s|ms|min)\b/, String.raw`(\d+ ?(h|m|min) ?)?[\d.]+ ?(ms|s|min)`],
  [/127\.0\.0\.1:\d+/, String.raw`127\.0\.0\.1:\d+`],
];

/**
 * What a command must have printed, given what a document shows. `…` stands for anything within a line, and alone on a line
 * for any lines; durations, dates and versions for others.
 */
export function outputPattern(shown: string): RegExp {
  const lines = shown.trimEnd().split('\n');
  const pattern = lines.map((line) => (line.trim() === '…' ? '(.*\\n)*?' : `${linePattern(line)} *\\n`));
  return new RegExp(`^${pattern.join('')}\\s*$`);
}

function linePattern(line: string): string {
  const written = new RegExp(VARIABLE.map(([{ source }]) => `(?:${source})`).join('|'), 'g');
  let pattern = '';
  let end = 0;
  for (const { 0: found, index } of line.trimEnd().matchAll(written)) {
    const instead = VARIABLE.find(([each]) => new RegExp(`^(?:${each.source})$`).test(found))?.[1];
    pattern += literal(line.slice(end, index)) + (instead ?? literal(found));
    end = index + found.length;
  }
  return pattern + literal(line.trimEnd().slice(end));
}

function literal(text: string): string {
  return text
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replaceAll('…', '.*?')
    .replace(/ +/g, ' +');
}
