// Finds the kynml tool for clients that do not: the setting `kynml.command`, otherwise `kynml` on PATH. Starts no program.
// The VS Code client has its own search, which includes the selected Python.
import { homedir } from 'node:os';
import * as path from 'node:path';
import { findProgram, isProgram, programFolders, systemPlaces } from '../../../../src-shared/host/node/findProgram';
import type { ToolAnswer } from '../../../../src-shared/protocol/requests';

/** Finds the tool. Relative paths and `${workspaceFolder}` refer to `folder`. If the setting is invalid, no other tool is used instead. */
export function findTool(setting: string | readonly string[], folder: string): ToolAnswer {
  const [word = '', ...args] = typeof setting === 'string' ? [setting.trim()] : setting;
  if (word !== '') return fromSetting(word, args, folder);
  const program = findProgram('kynml', systemPlaces());
  if (program !== undefined) return { argv: [program] };
  const count = programFolders(systemPlaces()).length;
  const folders = count === 1 ? '1 folder' : `${count} folders`;
  return { tried: ['the setting `kynml.command`: not set', `kynml on PATH: not found in ${folders}`] };
}

function fromSetting(word: string, args: readonly string[], folder: string): ToolAnswer {
  const name = word.replaceAll('${workspaceFolder}', () => folder).replace(/^~(?=[\\/])/, () => homedir());
  const isName = !/[\\/]/.test(name);
  const program = isName ? findProgram(name, systemPlaces()) : path.resolve(folder, name);
  if (program !== undefined && isProgram(program)) return { argv: [program, ...args] };
  const why = isName ? 'not found on PATH' : `${program} is not an executable program`;
  return { tried: [`the setting \`kynml.command\` (${word}): ${why}`] };
}
