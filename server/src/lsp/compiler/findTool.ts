// Finds the kynml tool for clients that do not: the setting `kynml.command`, otherwise `kynml` on PATH. Starts no program.
// The VS Code client has its own search, which includes the selected Python; client and server cannot share code, so this search is small.
import { homedir } from 'node:os';
import * as path from 'node:path';
import type { ToolAnswer } from '../../../../src-shared/protocol/requests';
import { isProgram, pathFolders, programOnPath } from '../base/programOnPath';

/** Finds the tool. Relative paths and `${workspaceFolder}` refer to `folder`. If the setting is invalid, no other tool is used instead. */
export function findTool(setting: string | readonly string[], folder: string): ToolAnswer {
  const [word = '', ...args] = typeof setting === 'string' ? [setting.trim()] : setting;
  if (word !== '') return fromSetting(word, args, folder);
  const program = programOnPath('kynml');
  if (program !== undefined) return { argv: [program] };
  const count = pathFolders().length;
  const folders = count === 1 ? '1 folder' : `${count} folders`;
  return { tried: ['the setting `kynml.command`: not set', `kynml on PATH: not found in ${folders}`] };
}

function fromSetting(word: string, args: readonly string[], folder: string): ToolAnswer {
  const name = word.replaceAll('${workspaceFolder}', () => folder).replace(/^~(?=[\\/])/, () => homedir());
  const isName = !/[\\/]/.test(name);
  const program = isName ? programOnPath(name) : path.resolve(folder, name);
  if (program !== undefined && isProgram(program)) return { argv: [program, ...args] };
  const why = isName ? 'not found on PATH' : `${program} is not an executable program`;
  return { tried: [`the setting \`kynml.command\` (${word}): ${why}`] };
}
