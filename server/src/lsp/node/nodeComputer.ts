// The computer that a server with Node runs on.
import { hostname } from 'node:os';
import { findProgram, systemPlaces } from '../../../../src-shared/host/node/findProgram';
import { processIdentity } from '../../../../src-shared/host/node/processIdentity';
import { removeFile } from '../../../../src-shared/host/node/removeFile';
import { findInstalledTool, toolPlaces } from '../../../../src-shared/host/node/toolSearch';
import type { Computer } from '../base/computer';

/** This computer. The tool is found by the setting `kynml.command`, otherwise as `kynml` on PATH; the VS Code client has its own search, which includes the selected Python. */
export const nodeComputer: Computer = {
  claims: { computer: hostname(), pid: process.pid, findProcess: processIdentity, removeFile },
  findProgram: (name, excluded) => findProgram(name, { ...systemPlaces(), excluded }),
  // If the setting is invalid, no other tool is used instead. Starts no program.
  async findTool(setting, folder) {
    const names = { setting: 'kynml.command', program: 'kynml' };
    const search = await findInstalledTool(setting, toolPlaces(folder), names);
    return search.found ? { argv: [search.tool.program, ...search.tool.args] } : { tried: search.tried };
  },
};
