/** What core needs of Node: whole files in, whole files out. Everything else runs anywhere. */
export { readFileOrExplain, writeFileAtomically } from './files';
