/** `pnpm check`: all that CI checks, to the end even where something fails, then the count of the tests. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';

const folders = ['packages', 'apps', 'tooling', 'docs'].flatMap((parent) =>
  readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${parent}/${name}`),
);
const reports = [...folders, 'examples'].map((folder) => `${folder}/test-results.json`);
for (const report of reports) rmSync(report, { force: true });

// As many at once as there are cores: many tests start programs of their own, which want to be waited for.
const commands = [
  'biome ci .',
  'turbo run build typecheck test --continue --concurrency=100%',
  // Files, exports and dependencies that nothing uses; after the build, which writes some of the files.
  'knip --no-progress',
];
const failures = commands.filter(
  (command) => spawnSync(command, { stdio: 'inherit', shell: true }).status !== 0,
);
for (const command of failures) console.error(`failed: ${command}`);

let passed = 0;
let failed = 0;
for (const report of reports.filter((path) => existsSync(path))) {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  passed += numPassedTests;
  failed += numFailedTests;
  for (const { name, status, message, assertionResults } of testResults) {
    if (status !== 'failed') continue;
    console.error(`failed: ${relative('.', name)} ${message}`);
    for (const { status, fullName, failureMessages } of assertionResults) {
      if (status === 'failed') console.error(`failed: ${fullName}\n${failureMessages.join('\n')}`);
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failures.length > 0 || failed > 0 || passed === 0 ? 1 : 0;
