/** Writes the reference of the packages as pages, into `reference/`: of each package its exports and their comments. */
import { fileURLToPath } from 'node:url';
import { convert, type PackageName, packages } from './convert';

const folder = fileURLToPath(new URL('../../reference/', import.meta.url));

for (const name of Object.keys(packages) as PackageName[]) {
  const { application, project, warnings } = await convert(name);
  for (const warning of warnings) console.error(`@fmnist/${name}: ${warning}`);
  if (warnings.length > 0) process.exitCode = 1;
  await application.generateDocs(project, `${folder}${name}`);
  console.log(`${folder}${name}/index.html`);
}
