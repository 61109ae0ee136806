import type { Contender } from './contender';

/** Node that prints a number and does nothing else: what no library can start faster than. */
export const bareNode: Contender = {
  id: 'bare-node',
  name: 'Node alone',
  note: 'prints a number; the floor',
  jobs: { startup: true },
  find: async () => ({ version: process.versions.node }),
  command: () => {
    throw new Error('Node alone only starts');
  },
  startupCommand: () => ({ program: process.execPath, args: ['-e', 'console.log(9)'] }),
};
