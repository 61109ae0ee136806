import { Application, Logger, LogLevel, type ProjectReflection } from 'typedoc';
import { workspace } from '../workspace';

/** The packages that others program with, and the modules they are imported by. */
export const packages = {
  core: ['index', 'node'],
  data: ['index', 'node'],
  interchange: ['index'],
  models: ['index', 'node'],
} as const;
export type PackageName = keyof typeof packages;

/** What exports mention and nobody else can use: how the engine keeps its memory, its keys and its averages. */
const internals: Readonly<Record<PackageName, readonly string[]>> = {
  core: ['Finalized', 'Evaluated', 'KernelSet', 'Block', 'MemoryPiece', 'SharedKernels', 'WeightAverages'],
  data: [],
  interchange: [],
  models: [],
};

/** A package as its comments describe it, and what is wrong with them. */
export interface Converted {
  readonly application: Application;
  readonly project: ProjectReflection;
  /** Of exports without a comment, links that lead nowhere, and tags that do not fit, a sentence each. */
  readonly warnings: readonly string[];
}

/** Keeps what is said in warning. */
class Listener extends Logger {
  readonly warnings: string[] = [];

  override log(message: string, level: LogLevel): void {
    super.log(message, level);
    if (level >= LogLevel.Warn) this.warnings.push(message);
  }
}

/** Reads a package's exports and their comments. @throws Error where its code does not compile. */
export async function convert(name: PackageName): Promise<Converted> {
  const folder = `${workspace}packages/${name}/`;
  const application = await Application.bootstrap({
    name: `@fmnist/${name}`,
    entryPoints: packages[name].map((module) => `${folder}src/${module}.ts`),
    tsconfig: `${folder}tsconfig.json`,
    readme: 'none',
    disableSources: true,
    excludePrivate: true,
    excludeExternals: true,
    validation: { notExported: true, invalidLink: true, invalidPath: true, notDocumented: true },
    requiredToBeDocumented: ['Class', 'Function', 'Interface', 'TypeAlias', 'Variable'],
    intentionallyNotExported: [...internals[name]],
  });
  const listener = new Listener();
  application.logger = listener;
  const project = await application.convert();
  if (!project) throw new Error(`The code of @fmnist/${name} does not compile`);
  application.validate(project);
  return { application, project, warnings: listener.warnings };
}
