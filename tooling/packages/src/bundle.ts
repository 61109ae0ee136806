import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';
import webpack from 'webpack';
import type { Project } from './project';

/** Where a browser finds what no bundler has found for it. */
const IMPORT_MAP = {
  imports: {
    '@fmnist/core': '/node_modules/@fmnist/core/dist/index.js',
    '@fmnist/data': '/node_modules/@fmnist/data/dist/index.js',
    '@fmnist/models': '/node_modules/@fmnist/models/dist/index.js',
    'zod/mini': '/node_modules/zod/mini/index.js',
    'zod/v4/locales/en.js': '/node_modules/zod/v4/locales/en.js',
  },
};

/** A page that runs a module: what each bundler starts from, or what a browser takes as it is. */
const page = (script: string, importMap = '') => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>consumer</title>
    <link rel="icon" href="data:," />
    ${importMap}<script type="module" src="${script}"></script>
  </head>
  <body></body>
</html>
`;

/** No tool: the browser is told where the packages are. @returns the folder to serve */
export async function useAsItIs(project: Project): Promise<string> {
  const importMap = `<script type="importmap">${JSON.stringify(IMPORT_MAP)}</script>\n    `;
  await project.write('index.html', page('/page.js', importMap));
  return project.folder;
}

/** @returns the folder that Vite built */
export async function bundleWithVite(project: Project): Promise<string> {
  await project.write('index.html', page('/bundled-page.js'));
  await build({
    root: project.folder,
    configFile: false,
    logLevel: 'error',
    build: { outDir: 'built-by-vite' },
  });
  return join(project.folder, 'built-by-vite');
}

/** @returns the folder that webpack built */
export async function bundleWithWebpack(project: Project): Promise<string> {
  const folder = join(project.folder, 'built-by-webpack');
  const compiler = webpack({
    context: project.folder,
    entry: './bundled-page.js',
    mode: 'production',
    performance: false,
    output: { path: folder, filename: 'page.js' },
  });
  await new Promise<void>((resolve, reject) => {
    compiler.run((error, stats) => {
      if (error) reject(error);
      else if (stats?.hasErrors() || stats?.hasWarnings())
        reject(new Error(stats.toString('errors-warnings')));
      else resolve();
    });
  });
  await project.write('built-by-webpack/index.html', page('/page.js'));
  return folder;
}

/** @returns the folder that Next exported */
export async function bundleWithNext(project: Project): Promise<string> {
  for (const name of ['next', 'react', 'react-dom']) await project.link(name);
  await project.copy('consumers/next-page.js', 'app/page.js');
  await project.copy('consumers/next-layout.js', 'app/layout.js');
  // The linked Next lies elsewhere, and Turbopack reads nothing outside of its root.
  const config = { output: 'export', turbopack: { root: '/' } };
  await project.write('next.config.js', `export default ${JSON.stringify(config)};\n`);
  const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
  await project.run(process.execPath, next, 'build');
  return join(project.folder, 'out');
}
