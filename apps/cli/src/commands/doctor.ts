import { checkEverything } from '../doctor/checks';
import type { LazyCommand } from '../lazy-command';

interface DoctorFlags {
  json: boolean;
}

const marks = { fine: '✓', slow: '!', broken: '✗' } as const;

/** `fmnist doctor`: whether this machine has what training and predicting need. */
export const doctorCommand: LazyCommand<DoctorFlags> = {
  builder: (yargs) =>
    yargs
      .options({ json: { describe: 'Print one JSON object', boolean: true, default: false } })
      .example('$0 doctor', 'exit code 1 where something is broken'),
  handler: doctor,
};

async function doctor({ json }: DoctorFlags): Promise<void> {
  const checks = await checkEverything();
  if (checks.some(({ state }) => state === 'broken')) process.exitCode = 1;
  if (json) {
    console.log(JSON.stringify({ checks }));
    return;
  }
  for (const { name, state, found, advice } of checks) {
    console.log(`${marks[state]} ${name.padEnd(9)} ${found}`);
    if (advice) console.log(`  ${' '.repeat(9)} → ${advice}`);
  }
}
