import { type Finding, verifyDataset, verifyFashionMnist } from '@fmnist/data/node';
import { dataFlag } from '../flags';
import type { LazyCommand } from '../lazy-command';

interface VerifyFlags {
  data: string | undefined;
}

/** `fmnist data verify`: whether a data set's files are what they should be. */
export const verifyCommand: LazyCommand<VerifyFlags> = {
  builder: (yargs) =>
    yargs
      .option('data', dataFlag)
      .example('$0 data verify', 'checksum and structure of the files of Fashion-MNIST on this machine')
      .example('$0 data verify --data my-data', 'of your own data set'),
  handler: verify,
};

async function verify({ data }: VerifyFlags): Promise<void> {
  const findings = data === undefined ? await verifyFashionMnist() : await verifyDataset(data);
  for (const finding of findings) console.log(lineOf(finding));
  if (findings.some(({ problem }) => problem !== undefined)) process.exitCode = 1;
}

function lineOf({ path, sha256, problem }: Finding): string {
  if (problem !== undefined) return `wrong  ${problem}`;
  return sha256 === undefined ? `fine   ${path}` : `fine   ${path}  SHA-256 ${sha256}`;
}
