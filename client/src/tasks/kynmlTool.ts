// Finds the training tool: the setting, else PATH, else the selected Python with `-m`. Also used for DLM.
// Starts no process itself and is independent of VS Code: a host provides access to the machine.
import {
  type CommandSetting,
  findInstalledTool,
  settingArgv,
  type ToolNames,
  type ToolPlaces,
  type ToolSearch,
} from '../../../src-shared/host/node/toolSearch';
import { t } from '../ui/l10n';

/** Names of a tool that a Python may have. */
export interface PythonToolNames extends ToolNames {
  /** The Python module for `-m`. */
  readonly module: string;
}

/** The names of KynML. */
export const kynmlNames: PythonToolNames = { setting: 'kynml.command', program: 'kynml', module: 'kynml.cli' };

/** Access of the search to the machine. */
export interface ToolHost extends ToolPlaces {
  /** The interpreter selected in the Python extension, or why none is available. */
  python(): Promise<{ readonly program: string } | { readonly missing: string }>;
  /** Whether this interpreter has the module of the tool. */
  hasModule(python: string): Promise<boolean>;
}

/** Finds the tool. A configured tool that does not exist is not replaced, because training with another is unintended. */
export async function findTool(setting: CommandSetting, host: ToolHost, names = kynmlNames): Promise<ToolSearch> {
  const search = await findInstalledTool(setting, host, names);
  if (search.found || settingArgv(setting)) return search;
  const python = await host.python();
  if ('missing' in python) return { found: false, tried: [...search.tried, python.missing] };
  if (await host.hasModule(python.program))
    return { found: true, tool: { program: python.program, args: ['-m', names.module] } };
  const without = t('the selected Python {0}: module `{1}` not found', python.program, names.module);
  return { found: false, tried: [...search.tried, without] };
}
