// Finds the training tool: the setting, else PATH, else the selected Python with `-m`. Also used for DLM.
// Starts no process itself and is independent of VS Code: a host provides access to the machine.
import * as path from 'node:path';
import { type ProgramPlaces, programFolders, programPaths } from '../../../src-shared/host/node/findProgram';
import { t } from '../ui/l10n';
import { expandFolder } from './expandFolder';

/** A program with the arguments before its command. No shell is used. */
export interface Tool {
  readonly program: string;
  readonly args: readonly string[];
}

/** The tool, or what was tried, as text for users. */
export type ToolSearch =
  | { readonly found: true; readonly tool: Tool }
  | { readonly found: false; readonly tried: readonly string[] };

/** Names of a tool. */
export interface ToolNames {
  /** The setting with its program. */
  readonly setting: string;
  readonly program: string;
  /** The Python module for `-m`. */
  readonly module: string;
}

/** The names of KynML. */
export const kynmlNames: ToolNames = { setting: 'kynml.command', program: 'kynml', module: 'kynml.cli' };

/** Access of the search to the machine. */
export interface ToolHost extends ProgramPlaces {
  readonly home: string;
  /** Base folder of a relative program and of `${workspaceFolder}`. */
  readonly folder: string;
  isExecutable(file: string): Promise<boolean>;
  /** The interpreter selected in the Python extension, or why none is available. */
  python(): Promise<{ readonly program: string } | { readonly missing: string }>;
  /** Whether this interpreter has the module of the tool. */
  hasModule(python: string): Promise<boolean>;
}

/** The setting: a program, or a program with arguments. */
export type CommandSetting = string | readonly string[] | undefined;

/** Finds the tool. A configured tool that does not exist is not replaced, because training with another is unintended. */
export async function findTool(setting: CommandSetting, host: ToolHost, names = kynmlNames): Promise<ToolSearch> {
  const words = settingArgv(setting);
  return words ? toolFromSetting(words, host, names) : installedTool(host, names);
}

/** The setting as argv; undefined when not set. A string is a single program and is never split. */
export function settingArgv(setting: CommandSetting): readonly [string, ...string[]] | undefined {
  const words = (typeof setting === 'string' ? [setting] : (setting ?? [])).filter(word => typeof word === 'string');
  const [program = '', ...args] = words;
  return program.trim() === '' ? undefined : [program.trim(), ...args];
}

/** The configured tool. */
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
  const program = (host.platform === 'win32' ? path.win32 : path.posix).resolve(host.folder, name);
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
  const tried = [t('the setting `{0}`: not set', names.setting), notOnPath(names.program, programFolders(host).length)];
  const python = await host.python();
  if ('missing' in python) return { found: false, tried: [...tried, python.missing] };
  if (await host.hasModule(python.program)) return found(python.program, ['-m', names.module]);
  const without = t('the selected Python {0}: module `{1}` not found', python.program, names.module);
  return { found: false, tried: [...tried, without] };
}

const notOnPath = (program: string, folders: number): string =>
  folders === 1
    ? t('{0} on PATH: not found in 1 folder', program)
    : t('{0} on PATH: not found in {1} folders', program, folders);

const found = (program: string, args: readonly string[]): ToolSearch => ({ found: true, tool: { program, args } });

/** Message for a tool that was not found. */
export function toolNotFoundMessage(tried: readonly string[]): string {
  return t(
    'Nothing was started because the `kynml` tool was not found (tried: {0}). Install it with `pip install kynml` or set `kynml.command`.',
    tried.join('; '),
  );
}

/** The first program with a name in the folders of PATH. */
export async function findOnPath(name: string, host: ToolHost): Promise<string | undefined> {
  for (const file of programPaths([name], host)) if (await host.isExecutable(file)) return file;
  return undefined;
}

const expand = (word: string, host: ToolHost): string =>
  expandFolder(word, host.folder).replace(/^~(?=[\\/])/, () => host.home);
