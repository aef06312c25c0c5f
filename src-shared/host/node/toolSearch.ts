// Finds the program of a tool: the one that a setting names, otherwise one on PATH. Starts no program and does not block.
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
import {
  isInsideAsync,
  isProgramAsync,
  type ProgramPlaces,
  programFolders,
  programPaths,
  systemPlaces,
} from './findProgram';

/** A program with the arguments before its command. No shell is used. */
export interface Tool {
  readonly program: string;
  readonly args: readonly string[];
  /** Variables that its process needs besides those of this one. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The tool, or what was tried, as text for users. */
export type ToolSearch =
  | { readonly found: true; readonly tool: Tool }
  | { readonly found: false; readonly tried: readonly string[] };

/** Names of a tool: the setting with its program, and the program on PATH. */
export interface ToolNames {
  readonly setting: string;
  readonly program: string;
}

/** Where a tool is searched. */
export interface ToolPlaces extends ProgramPlaces {
  readonly home: string;
  /** Base folder of a relative program and of `${workspaceFolder}`. */
  readonly folder: string;
  isExecutable(file: string): Promise<boolean>;
  /** Whether a file is inside of `folder`, also through a link. A program of the workspace is used only where the user names it. */
  isInFolder(file: string): Promise<boolean>;
}

/** A value that names no program, because it is neither a text nor a list of texts; as JSON. */
interface WrongSetting {
  readonly wrong: string;
}

/** The setting: a program, or a program with arguments. */
export type CommandSetting = string | readonly string[] | WrongSetting | undefined;

const isWrong = (setting: CommandSetting): setting is WrongSetting => typeof setting === 'object' && 'wrong' in setting;

/** The places of this machine, for tools that run in a folder. */
export const toolPlaces = (folder: string): ToolPlaces => ({
  ...systemPlaces(),
  home: homedir(),
  folder,
  isExecutable: isProgramAsync,
  isInFolder: file => isInsideAsync(folder, file),
});

/** Finds the tool. A configured tool that does not exist is not replaced, because running another is unintended. */
export async function findInstalledTool(
  setting: CommandSetting,
  places: ToolPlaces,
  names: ToolNames,
): Promise<ToolSearch> {
  if (isWrong(setting))
    return missing(
      `the setting \`${names.setting}\` (${setting.wrong}): neither a program nor a list of a program and its arguments`,
    );
  const words = settingArgv(setting);
  if (words) return configuredTool(words, places, names);
  for (const program of programPaths([names.program], places))
    if ((await places.isExecutable(program)) && !(await places.isInFolder(program))) return found(program, []);
  const count = programFolders(places).length;
  const folders = count === 1 ? '1 folder' : `${count} folders`;
  return missing(`the setting \`${names.setting}\`: not set`, `${names.program} on PATH: not found in ${folders}`);
}

/** The setting as argv, to be shown and not started where it has a wrong type; undefined when not set. A string is a single program and is never split. */
export function settingArgv(setting: CommandSetting): readonly [string, ...string[]] | undefined {
  if (isWrong(setting)) return [setting.wrong];
  const [program = '', ...args] = typeof setting === 'string' ? [setting] : (setting ?? []);
  return program.trim() === '' ? undefined : [program.trim(), ...args];
}

/** The tool that a setting names: a program on PATH, or a path, which may begin with `~` or `${workspaceFolder}`. */
export async function configuredTool(
  [word, ...args]: readonly [string, ...string[]],
  places: ToolPlaces,
  { setting }: Pick<ToolNames, 'setting'>,
): Promise<ToolSearch> {
  const name = expandFolder(word, places.folder).replace(/^~(?=[\\/])/, () => places.home);
  const tried = `the setting \`${setting}\` (${word})`;
  if (!/[\\/]/.test(name)) {
    const program = await findOnPath(name, places);
    return program === undefined ? missing(`${tried}: not found on PATH`) : found(program, args);
  }
  const program = (places.platform === 'win32' ? win32 : posix).resolve(places.folder, name);
  return (await places.isExecutable(program))
    ? found(program, args)
    : missing(`${tried}: ${program} is not an executable program`);
}

// The first program with a name in the folders of PATH.
async function findOnPath(name: string, places: ToolPlaces): Promise<string | undefined> {
  for (const file of programPaths([name], places)) if (await places.isExecutable(file)) return file;
  return undefined;
}

/** The text with `${workspaceFolder}`, the only variable supported in paths of settings and tasks, replaced by the folder. */
export const expandFolder = (text: string, folder: string): string =>
  text.replaceAll(/\$\{workspaceFolder\}/g, () => folder);

const found = (program: string, args: readonly string[]): ToolSearch => ({ found: true, tool: { program, args } });

const missing = (...tried: readonly string[]): ToolSearch => ({ found: false, tried });
