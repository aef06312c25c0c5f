// Which tool trains: the official one where it is installed, otherwise the built-in compiler with an interpreter that has torch and numpy.
// Independent of VS Code: a host provides access to the machine.
import { type CommandSetting, settingArgv, type Tool } from '../../../src-shared/host/node/toolSearch';
import { chooseProgram, chooseTool, type MissingTool } from '../../../src-shared/host/node/trainingTool';
import type { CompilerSetting } from '../../../src-shared/protocol/settings';
import type { ToolHost } from './toolHost';
import { toolSources } from './toolSources';

/** Reads the setting; an invalid value counts as the default. */
export const readCompiler = (value: unknown): CompilerSetting =>
  value === 'official' || value === 'builtin' ? value : 'auto';

/** A tool that trains. `kyn` is this extension's command line; without `python` it searches the interpreter itself. */
export type TrainingTool =
  | { readonly kind: 'official'; readonly tool: Tool }
  | { readonly kind: 'kyn'; readonly tool: Tool; readonly compiler: CompilerSetting; readonly python?: string };

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
}

/** Finds the tool. If the official one is not a program, starts the interpreter to check what it has. */
export async function findTrainingTool(settings: ToolSettings, host: TrainingToolHost): Promise<TrainingToolSearch> {
  const choice = await chooseTool(settings.compiler, toolSources(settings.command, host));
  if (!choice.found) return choice;
  const { tool } = choice;
  return found(
    tool.kind === 'official' ? tool : { kind: 'kyn', tool: host.kyn, compiler: 'builtin', python: tool.python },
  );
}

/** Finds the tool for a list of tasks without starting a process: `kyn` then makes the same choice when the task runs. */
export async function findTaskTool(settings: ToolSettings, host: TrainingToolHost): Promise<TrainingToolSearch> {
  const { compiler, command } = settings;
  const sources = toolSources(command, host);
  const program = compiler === 'builtin' ? undefined : await chooseProgram(sources);
  if (program?.found || program?.isFinal) return program;
  const interpreter = await sources.interpreter();
  return found({ kind: 'kyn', tool: host.kyn, compiler, ...(interpreter.found && { python: interpreter.program }) });
}

/**
 * The official tool as a program with its arguments: the configured one, also where it does not exist, because no other one takes its place, otherwise the one
 * on PATH. Undefined without both. Starts no process.
 */
export async function officialWords(
  command: CommandSetting,
  host: TrainingToolHost,
): Promise<readonly string[] | undefined> {
  const program = await chooseProgram(toolSources(command, host));
  return program.found ? [program.tool.tool.program, ...program.tool.tool.args] : settingArgv(command);
}

/** Finds what compiles a spec without running it: the official tool as for a training, otherwise the built-in compiler, which needs no interpreter. */
export async function findCompiler(
  { compiler, command }: ToolSettings,
  host: TrainingToolHost,
): Promise<TrainingToolSearch> {
  const builtin = found({ kind: 'kyn', tool: host.kyn, compiler: 'builtin' });
  if (compiler === 'builtin') return builtin;
  const sources = toolSources(command, host);
  const choice = await chooseTool('official', sources);
  return choice.found || compiler === 'official' || sources.isConfigured ? choice : builtin;
}

const found = (tool: TrainingTool): TrainingToolSearch => ({ found: true, tool });
