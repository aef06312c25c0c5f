// What a server in a browser has in place of a computer.
import type { Computer } from '../base/computer';

const NO_PROGRAMS = 'a browser cannot start programs';

/** No process runs, no program is found, and no folder is claimed. */
export const noComputer: Computer = {
  claims: {
    computer: '',
    pid: 0,
    findProcess: () => undefined,
    removeFile: async () => ({ ok: false, message: NO_PROGRAMS }),
  },
  findProgram: () => undefined,
  findTool: async () => ({ tried: [NO_PROGRAMS] }),
};
