// Which tool trains in a terminal, and the message when none can.
import {
  type CompilerChoice,
  chooseTool as choose,
  KYNML_MODULE,
  type MissingTool,
  type ToolSources,
} from '../../../../src-shared/host/node/trainingTool';
import { isInside } from '../../../../src-shared/host/paths';
import { pythonModules } from '../../../../src-shared/repro/programs/pythonModules';
import { inBackticks } from '../../../../src-shared/text/inBackticks';
import { shownWord } from '../../../../src-shared/text/shellText';
import { absolutePath, displayPath, relativePath } from '../cliPaths';
import type { CliContext } from '../command';
import type { Programs } from '../programs';
import type { RunningPrograms } from './runningPrograms';

/** The official tool: a program with the arguments before its command. */
export interface OfficialTool {
  readonly kind: 'official';
  readonly program: string;
  readonly args: readonly string[];
}

/** A tool. `builtin`: the interpreter that runs our script. */
export type TrainingTool = OfficialTool | { readonly kind: 'builtin'; readonly python: string };

/** The tool, or why none can train, as a sentence. */
export type ToolChoice =
  | { readonly ok: true; readonly tool: TrainingTool }
  | { readonly ok: false; readonly message: string };

/**
 * When an interpreter is asked for its modules. `always`: also whether it can train, before anything is done for the run. `to-choose`: only where the answer
 * decides what trains; the script names what is missing itself.
 */
export type Asking = 'always' | 'to-choose';

/** Chooses the tool. Starts the interpreter at most once; a request to stop ends it. */
export async function chooseTool(context: CliContext, running: RunningPrograms, asking: Asking): Promise<ToolChoice> {
  const compiler = (context.options.get('compiler') ?? 'auto') as CompilerChoice;
  const choice = await choose(compiler, toolSources(context, running, asking));
  if (!choice.found) return { ok: false, message: missingText(choice.missing, context) };
  const { tool } = choice;
  return { ok: true, tool: tool.kind === 'official' ? { kind: 'official', ...tool.tool } : tool };
}

// A terminal has no settings. An interpreter that the user names is the one that runs, so no program takes its place.
function toolSources(context: CliContext, { programs, session }: RunningPrograms, asking: Asking): ToolSources {
  const { options, repeated, host, io } = context;
  const [named, ...args] = repeated.get('kynml') ?? [];
  return {
    module: KYNML_MODULE,
    isConfigured: named !== undefined,
    async installed() {
      const onPath = (): string | undefined => (options.has('python') ? undefined : programs.find('kynml'));
      const program = named === undefined ? onPath() : givenProgram(context, programs, named);
      return program === undefined ? { found: false, tried: [] } : { found: true, tool: { program, args } };
    },
    async interpreter() {
      const given = options.get('python');
      const program = given === undefined ? io.python() : givenProgram(context, programs, given);
      return program === undefined ? { found: false, tried: [] } : { found: true, program };
    },
    async missingModules(python, modules) {
      if (asking === 'to-choose' && !modules.includes(KYNML_MODULE)) return { ok: true, missing: [] };
      const found = await pythonModules(host, python, modules, { folder: io.cwd, signal: session.stop });
      if (typeof found === 'string') return { ok: false, message: found };
      return { ok: true, missing: modules.filter(name => !found.has(name)) };
    },
  };
}

function missingText(missing: MissingTool, context: CliContext): string {
  const { options, repeated } = context;
  const [named] = repeated.get('kynml') ?? [];
  if (missing.kind === 'official' && named !== undefined)
    return unusableText(context, named, { option: '--kynml', what: 'a program' });
  if (missing.kind === 'broken') return `${missing.message} Choose another one with \`--python\`.`;
  if (missing.kind === 'modules')
    return `The interpreter ${missing.python} does not have ${inBackticks(missing.missing, 'and')}, so it cannot train. Install what is missing with \`${shownWord(missing.python)} -m pip install torch numpy\`, or choose another interpreter with \`--python\`.`;
  if (missing.kind === 'official' && missing.python !== undefined)
    return `\`kynml\` was not found on PATH, and ${missing.python} does not have it. Install it with \`${shownWord(missing.python)} -m pip install kynml\`, or use \`--compiler builtin\`.`;
  const given = options.get('python');
  if (given === undefined)
    return 'No Python was found in the active environment or on PATH. Install Python with torch and numpy, or name an interpreter with `--python`.';
  return unusableText(context, given, { option: '--python', what: 'an interpreter' });
}

interface ProgramOption {
  readonly option: string;
  readonly what: string;
}

function unusableText(context: CliContext, given: string, { option, what }: ProgramOption): string {
  const name = displayPath(given);
  if (!isPath(given))
    return `${name} was not found on PATH. For ${what} in the working folder, give a path: \`${option} ./${name}\`.`;
  const found = context.host.stat(absolutePath(context, given))?.kind;
  const problem = found === undefined ? 'was not found' : found === 'folder' ? 'is a folder' : 'is not a regular file';
  return `${name} ${problem}. \`${option}\` needs ${what}.`;
}

// A name without a folder is searched on PATH only, like a command in a terminal.
const isPath = (given: string): boolean => /[\\/]/.test(given);

// An absolute path: the tool works in another folder, in which a relative path or a name could lead to a file of the workspace.
function givenProgram(context: CliContext, programs: Programs, given: string): string | undefined {
  if (!isPath(given)) return programs.find(given);
  const path = absolutePath(context, given);
  return context.host.stat(path)?.kind === 'file' ? path : undefined;
}

/** The tool for people: `built-in compiler, /usr/bin/python3`. A program inside of the working folder is relative to it. */
export function toolName(tool: TrainingTool, cwd: string): string {
  const shown = (path: string): string => (isInside(cwd, path) ? relativePath(cwd, path) : path);
  return tool.kind === 'builtin'
    ? `built-in compiler, ${shown(tool.python)}`
    : [shown(tool.program), ...tool.args].join(' ');
}

/** Why the official tool cannot train on a target, as sentences. */
export const noOfficialTarget = (tool: TrainingTool, cwd: string): string =>
  `Only the built-in compiler trains on a target, and the official tool (${toolName(tool, cwd)}) was found. Use \`--compiler builtin\`. Nothing was started.`;
