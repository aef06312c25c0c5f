// Finds the Python that experiments run on: that of the setting `kynml.command`, else the one chosen in the Python extension, else python3 on PATH.
// Starts nothing and knows nothing of VS Code, like the search for the tool, whose parts it uses.
import { t } from '../ui/l10n';
import { type CommandSetting, findOnPath, kynmlNames, settingArgv, type ToolHost, toolFromSetting } from './kynmlTool';

/** The path of an interpreter, or what was tried, in words for the user. */
export type InterpreterSearch =
  | { readonly found: true; readonly program: string }
  | { readonly found: false; readonly tried: readonly string[] };

/** Finds it. A setting that runs a Python which is not there is not replaced by another one: that would record what nobody chose. */
export async function findInterpreter(
  setting: CommandSetting,
  host: ToolHost,
  names = kynmlNames,
): Promise<InterpreterSearch> {
  const words = settingArgv(setting);
  // `python -m kynml.cli` names the interpreter; a program like `kynml` does not say which one it runs on.
  if (words?.includes('-m')) {
    const search = await toolFromSetting(words, host, names);
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
