// Finds the kynml tool for clients that do not: the setting `kynml.command`, otherwise `kynml` on PATH. Starts no program.
// The VS Code client has its own search, which includes the selected Python.
import { findInstalledTool, toolPlaces } from '../../../../src-shared/host/node/toolSearch';
import type { ToolAnswer } from '../../../../src-shared/protocol/requests';

/** Finds the tool. Relative paths and `${workspaceFolder}` refer to `folder`. If the setting is invalid, no other tool is used instead. */
export async function findTool(setting: string | readonly string[], folder: string): Promise<ToolAnswer> {
  const names = { setting: 'kynml.command', program: 'kynml' };
  const search = await findInstalledTool(setting, toolPlaces(folder), names);
  return search.found ? { argv: [search.tool.program, ...search.tool.args] } : { tried: search.tried };
}
