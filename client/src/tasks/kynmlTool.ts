// Finds a program that trains: the setting `kynml.command`, else `kynml` on PATH, else the chosen Python with `-m kynml.cli`; that of DLM likewise.
// Starts nothing and knows nothing of VS Code: what it needs to know of the machine is handed in.
import * as path from 'node:path';
import { t } from '../ui/l10n';
import { expandFolder } from './expandFolder';

/** A program with the arguments that stand before its command. Never a shell line. */
export interface Tool {
  readonly program: string;
  readonly args: readonly string[];
}

/** The tool, or what was tried, in words for the user. */
export type ToolSearch =
  | { readonly found: true; readonly tool: Tool }
  | { readonly found: false; readonly tried: readonly string[] };

/** How a tool is called. */
export interface ToolNames {
  /** The setting that names its program. */
  readonly setting: string;
  readonly program: string;
  /** The module that an interpreter runs it by. */
  readonly module: string;
}

/** The tool of KynML. */
export const kynmlNames: ToolNames = { setting: 'kynml.command', program: 'kynml', module: 'kynml.cli' };

/** What the search asks of the machine. */
export interface ToolHost {
  readonly platform: NodeJS.Platform;
  /** The variable PATH. */
  readonly path: string;
  readonly home: string;
  /** The folder that a relative program and `${workspaceFolder}` start from. */
  readonly folder: string;
  isExecutable(file: string): Promise<boolean>;
  /** The interpreter chosen in the Python extension, or why there is none. */
  python(): Promise<{ readonly program: string } | { readonly missing: string }>;
  /** Whether this interpreter has the module of the tool. */
  hasModule(python: string): Promise<boolean>;
}

/** The setting: a program, or a program with arguments. */
export type CommandSetting = string | readonly string[] | undefined;

/** Finds the tool. A setting that leads nowhere is not replaced by another tool: that would train with what nobody chose. */
export async function findTool(setting: CommandSetting, host: ToolHost, names = kynmlNames): Promise<ToolSearch> {
  const words = settingArgv(setting);
  return words ? toolFromSetting(words, host, names) : installedTool(host, names);
}

/** The setting as words; undefined when it is not set. A string is one program, blanks and all, and is never split. */
export function settingArgv(setting: CommandSetting): readonly [string, ...string[]] | undefined {
  const words = (typeof setting === 'string' ? [setting] : (setting ?? [])).filter(word => typeof word === 'string');
  const [program = '', ...args] = words;
  return program.trim() === '' ? undefined : [program.trim(), ...args];
}

/** The tool that the setting names. */
export async function toolFromSetting(
  [word, ...args]: readonly [string, ...string[]],
  host: ToolHost,
  { setting } = kynmlNames,
): Promise<ToolSearch> {
  const name = expand(word, host);
  if (!/[\\/]/.test(name)) {
    const program = await findOnPath(name, host);
    return program
      ? found(program, args)
      : { found: false, tried: [t('the setting `{0}` ({1}): not found on PATH', setting, word)] };
  }
  const program = paths(host).resolve(host.folder, name);
  return (await host.isExecutable(program))
    ? found(program, args)
    : {
        found: false,
        tried: [t('the setting `{0}` ({1}): {2} is not an executable program', setting, word, program)],
      };
}

async function installedTool(host: ToolHost, names: ToolNames): Promise<ToolSearch> {
  const program = await findOnPath(names.program, host);
  if (program) return found(program, []);
  const tried = [
    t('the setting `{0}`: not set', names.setting),
    t('{0} on PATH: not found in {1} folders', names.program, pathFolders(host).length),
  ];
  const python = await host.python();
  if ('missing' in python) return { found: false, tried: [...tried, python.missing] };
  if (await host.hasModule(python.program)) return found(python.program, ['-m', names.module]);
  const without = t('the selected Python {0}: module `{1}` not found', python.program, names.module);
  return { found: false, tried: [...tried, without] };
}

const found = (program: string, args: readonly string[]): ToolSearch => ({ found: true, tool: { program, args } });

/** The message for a search that found nothing. */
export function toolNotFoundMessage(tried: readonly string[]): string {
  return t(
    'Nothing was started because the `kynml` tool was not found (tried: {0}). Install it with `pip install kynml` or set `kynml.command`.',
    tried.join('; '),
  );
}

/** The first program of a name in the folders of PATH. */
export async function findOnPath(name: string, host: ToolHost): Promise<string | undefined> {
  for (const folder of pathFolders(host))
    for (const ending of endings(name, host)) {
      const file = paths(host).join(folder, name + ending);
      if (await host.isExecutable(file)) return file;
    }
  return undefined;
}

// A relative entry of PATH would find programs inside whatever folder is open, so only absolute ones count.
function pathFolders(host: ToolHost): readonly string[] {
  const folders = host.path.split(host.platform === 'win32' ? ';' : ':');
  return folders.map(folder => folder.replace(/^"(.*)"$/, '$1')).filter(folder => paths(host).isAbsolute(folder));
}

// On Windows only real programs: a .cmd file would be run by a shell, which reads arguments as it likes.
const endings = (name: string, host: ToolHost): readonly string[] =>
  host.platform !== 'win32' || /\.(exe|com)$/i.test(name) ? [''] : ['.exe', '.com'];

const expand = (word: string, host: ToolHost): string =>
  expandFolder(word, host.folder).replace(/^~(?=[\\/])/, () => host.home);

const paths = (host: ToolHost): path.PlatformPath => (host.platform === 'win32' ? path.win32 : path.posix);
