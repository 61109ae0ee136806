import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

/** What publint finds in a tarball, from errors down to suggestions, as sentences. */
export async function lintPackage(tarball: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer } });
  return messages.map((message) => `${message.type}: ${formatMessage(message, pkg)}`);
}

/**
 * What is wrong with a tarball's types, for all who can import it: these packages are ES modules alone, which the
 * resolutions that know only CommonJS cannot reach.
 */
export async function lintTypes(tarball: Uint8Array): Promise<string[]> {
  const result = await checkPackage(createPackageFromTarballData(tarball));
  if (!result.types) return ['The package has no types'];
  return result.problems
    .filter((problem) => !('resolutionKind' in problem && isCommonJs(problem.resolutionKind)))
    .map((problem) => JSON.stringify(problem));
}

function isCommonJs(resolutionKind: string): boolean {
  return resolutionKind === 'node10' || resolutionKind === 'node16-cjs';
}
