// Which tool trains: the official one where it is installed, otherwise the built-in compiler with an interpreter that has torch and numpy.
// Independent of VS Code: a host provides access to the machine.
import { type CommandSetting, settingArgv, type Tool } from '../../../src-shared/host/node/toolSearch';
import type { MissingModules } from '../../../src-shared/protocol/trainingRequests';
import { findInterpreter } from './findInterpreter';
import { findTool, type ToolHost } from './kynmlTool';

/** The setting `kynml.compiler`. */
export type CompilerSetting = 'auto' | 'official' | 'builtin';

/** Reads the setting; an invalid value counts as the default. */
export const readCompiler = (value: unknown): CompilerSetting =>
  value === 'official' || value === 'builtin' ? value : 'auto';

/** A tool that trains. `kyn` is this extension's command line; without `python` it searches the interpreter itself. */
export type TrainingTool =
  | { readonly kind: 'official'; readonly tool: Tool }
  | { readonly kind: 'kyn'; readonly tool: Tool; readonly compiler: CompilerSetting; readonly python?: string };

/**
 * Why nothing can train. `official`: the official tool is required and was not found; `python`: no interpreter was found; `broken`: the interpreter
 * cannot be run, with the reason as a sentence; `modules`: it does not have some modules.
 */
export type MissingTool =
  | { readonly kind: 'official' | 'python'; readonly tried: readonly string[] }
  | { readonly kind: 'broken'; readonly message: string }
  | { readonly kind: 'modules'; readonly python: string; readonly missing: readonly string[] };

/** The tool, or why there is none. */
export type TrainingToolSearch =
  | { readonly found: true; readonly tool: TrainingTool }
  | { readonly found: false; readonly missing: MissingTool };

/** The settings of the search. */
export interface ToolSettings {
  readonly compiler: CompilerSetting;
  readonly command: CommandSetting;
}

/** Access of the search to the machine. */
export interface TrainingToolHost extends ToolHost {
  /** The command line of this extension. */
  readonly kyn: Tool;
  /** Which of some modules an interpreter does not have. */
  missingModules(python: string, modules: readonly string[]): Promise<MissingModules>;
}

/** What the script of the built-in compiler imports besides the standard library. */
const NEEDED = ['torch', 'numpy'] as const;

/** Finds the tool. If the official one is not installed, starts the interpreter to check what it has. */
export async function findTrainingTool(settings: ToolSettings, machine: TrainingToolHost): Promise<TrainingToolSearch> {
  const host = askingOnce(machine);
  const official = await findOfficial(settings, host);
  if (official) return official;
  const interpreter = await findInterpreter(settings.command, host);
  if (!interpreter.found) return missing({ kind: 'python', tried: interpreter.tried });
  const python = interpreter.program;
  const modules = await host.missingModules(python, NEEDED);
  if (!modules.ok) return missing({ kind: 'broken', message: modules.message });
  if (modules.missing.length > 0) return missing({ kind: 'modules', python, missing: modules.missing });
  return found({ kind: 'kyn', tool: host.kyn, compiler: 'builtin', python });
}

/** Finds the tool for a list of tasks without starting a process: `kyn` checks the interpreter when the task runs. */
export async function findTaskTool(settings: ToolSettings, machine: TrainingToolHost): Promise<TrainingToolSearch> {
  const host = askingOnce(machine);
  const { compiler, command } = settings;
  const official = await findOfficial(settings, { ...host, hasModule: async () => compiler === 'official' });
  if (official) return official;
  const interpreter = await findInterpreter(command, host);
  return found({ kind: 'kyn', tool: host.kyn, compiler, ...(interpreter.found && { python: interpreter.program }) });
}

/** Finds what compiles a spec without running it, which needs no interpreter. */
export async function findCompiler(settings: ToolSettings, host: TrainingToolHost): Promise<TrainingToolSearch> {
  return (await findOfficial(settings, host)) ?? found({ kind: 'kyn', tool: host.kyn, compiler: 'builtin' });
}

// The Python extension may have to be started to name the interpreter.
function askingOnce(host: TrainingToolHost): TrainingToolHost {
  let python: ReturnType<ToolHost['python']> | undefined;
  return {
    ...host,
    python() {
      python ??= host.python();
      return python;
    },
  };
}

// Undefined where the built-in compiler may be used instead. A configured tool that does not exist is not replaced.
async function findOfficial(
  { compiler, command }: ToolSettings,
  host: ToolHost,
): Promise<TrainingToolSearch | undefined> {
  if (compiler === 'builtin') return undefined;
  const search = await findTool(command, host);
  if (search.found) return found({ kind: 'official', tool: search.tool });
  const isRequired = compiler === 'official' || settingArgv(command) !== undefined;
  return isRequired ? missing({ kind: 'official', tried: search.tried }) : undefined;
}

const found = (tool: TrainingTool): TrainingToolSearch => ({ found: true, tool });
const missing = (reason: MissingTool): TrainingToolSearch => ({ found: false, missing: reason });
