// Finds the Python of experiments: the setting `kynml.command`, else the Python extension, else the active environment or PATH, as `kyn` does.
// Starts no process. Independent of VS Code.
import { pythonPaths } from '../../../src-shared/host/node/findPython';
import { type CommandSetting, configuredTool, settingArgv } from '../../../src-shared/host/node/toolSearch';
import type { InterpreterSearch } from '../../../src-shared/host/node/trainingTool';
import { t } from '../ui/l10n';
import { type InterpreterHost, kynmlNames } from './toolHost';

/** Finds it. A configured Python that does not exist is not replaced, because that would record an unintended one. */
export async function findInterpreter(
  setting: CommandSetting,
  host: InterpreterHost,
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
  for (const program of pythonPaths({ ...host.environment, PATH: host.path }, host.platform))
    if (await host.isExecutable(program)) return { found: true, program };
  return { found: false, tried: [chosen.missing, t('python3 on PATH: not found')] };
}
