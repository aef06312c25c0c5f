// Finds the Python of experiments: the setting `kynml.command`, else the Python extension, else python3 on PATH.
// Starts no process. Independent of VS Code.
import { type CommandSetting, configuredTool, findOnPath, settingArgv } from '../../../src-shared/host/node/toolSearch';
import { t } from '../ui/l10n';
import { kynmlNames, type ToolHost } from './kynmlTool';

/** The path of an interpreter, or what was tried, as text for users. */
export type InterpreterSearch =
  | { readonly found: true; readonly program: string }
  | { readonly found: false; readonly tried: readonly string[] };

/** Finds it. A configured Python that does not exist is not replaced, because that would record an unintended one. */
export async function findInterpreter(
  setting: CommandSetting,
  host: ToolHost,
  names = kynmlNames,
): Promise<InterpreterSearch> {
  const words = settingArgv(setting);
  // `python -m kynml.cli` names the interpreter; a program such as `kynml` does not reveal it.
  if (words?.includes('-m')) {
    const search = await configuredTool(words, host, names);
    return search.found ? { found: true, program: search.tool.program } : search;
  }
  const chosen = await host.python();
  if ('program' in chosen) return { found: true, program: chosen.program };
  for (const name of host.platform === 'win32' ? ['python'] : ['python3', 'python']) {
    const program = await findOnPath(name, host);
    if (program !== undefined) return { found: true, program };
  }
  return { found: false, tried: [chosen.missing, t('python3 on PATH: not found')] };
}
