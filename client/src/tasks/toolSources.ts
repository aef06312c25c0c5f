// Where the editor looks for a tool: the setting, PATH, and the chosen interpreter with `-m`. Also used for DLM. Independent of VS Code.
import {
  type CommandSetting,
  findInstalledTool,
  settingArgv,
  type ToolSearch,
} from '../../../src-shared/host/node/toolSearch';
import { chooseTool, type MissingTool, type ToolSources } from '../../../src-shared/host/node/trainingTool';
import { findInterpreter } from './findInterpreter';
import { kynmlNames, type ToolHost } from './toolHost';

/** The sources of a search. */
export const toolSources = (setting: CommandSetting, host: ToolHost, names = kynmlNames): ToolSources => ({
  module: names.module,
  isConfigured: settingArgv(setting) !== undefined,
  installed: () => findInstalledTool(setting, host, names),
  interpreter: () => findInterpreter(setting, host, names),
  missingModules: (python, modules) => host.missingModules(python, modules),
});

/** Finds the official tool alone. */
export async function findTool(setting: CommandSetting, host: ToolHost, names = kynmlNames): Promise<ToolSearch> {
  const choice = await chooseTool('official', toolSources(setting, host, names));
  return choice.found ? { found: true, tool: choice.tool.tool } : { found: false, tried: triedFor(choice.missing) };
}

function triedFor(missing: MissingTool): readonly string[] {
  if (missing.kind === 'broken') return [missing.message];
  return missing.kind === 'modules' ? [] : missing.tried;
}
