// Which tool trains: the official one where it is installed, otherwise the built-in compiler with an interpreter that has torch and numpy.
import { pythonModules } from '../../../../src-shared/repro/programs/pythonModules';
import { inBackticks } from '../../../../src-shared/text/inBackticks';
import { absolutePath, displayPath } from '../cliPaths';
import type { CliContext } from '../command';
import type { Programs } from '../programs';
import type { RunningPrograms } from './runningPrograms';

/** A tool. `official`: a program with the arguments before its command. `builtin`: the interpreter that runs our script. */
export type TrainingTool =
  | { readonly kind: 'official'; readonly program: string; readonly args: readonly string[] }
  | { readonly kind: 'builtin'; readonly python: string };

/** The tool, or why none can train, as a sentence. */
export type ToolChoice =
  | { readonly ok: true; readonly tool: TrainingTool }
  | { readonly ok: false; readonly message: string };

const OFFICIAL_MODULE = 'kynml.cli';
const NEEDED = ['torch', 'numpy'] as const;

/** Chooses the tool. Starts the interpreter once, unless `kynml` is on PATH; a request to stop ends it. */
export async function chooseTool(context: CliContext, { programs, session }: RunningPrograms): Promise<ToolChoice> {
  const { options, io } = context;
  const compiler = options.get('compiler') ?? 'auto';
  // An interpreter that the user names is the one that runs.
  const installed = compiler === 'builtin' || options.has('python') ? undefined : programs.find('kynml');
  if (installed !== undefined) return chosen({ kind: 'official', program: installed, args: [] });
  const python = interpreter(context, programs);
  if (!python.ok) return python;
  const wanted = compiler === 'builtin' ? NEEDED : [OFFICIAL_MODULE, ...NEEDED];
  const modules = await pythonModules(context.host, python.path, wanted, { folder: io.cwd, signal: session.stop });
  if (typeof modules === 'string') return failed(`${modules} Choose another one with \`--python\`.`);
  if (modules.has(OFFICIAL_MODULE))
    return chosen({ kind: 'official', program: python.path, args: ['-m', OFFICIAL_MODULE] });
  if (compiler === 'official')
    return failed(
      `\`kynml\` was not found on PATH, and ${python.path} does not have it. Install it with \`${quoted(python.path)} -m pip install kynml\`, or use \`--compiler builtin\`.`,
    );
  const missing = NEEDED.filter(name => !modules.has(name));
  if (missing.length === 0) return chosen({ kind: 'builtin', python: python.path });
  return failed(
    `The interpreter ${python.path} does not have ${inBackticks(missing, 'and')}, so it cannot train. Install what is missing with \`${quoted(python.path)} -m pip install ${NEEDED.join(' ')}\`, or choose another interpreter with \`--python\`.`,
  );
}

const chosen = (tool: TrainingTool): ToolChoice => ({ ok: true, tool });
const failed = (message: string): ToolChoice => ({ ok: false, message });

// A command to copy into a terminal.
const quoted = (path: string): string => (/^[\w./:@+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`);

type Interpreter = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly message: string };

function interpreter(context: CliContext, programs: Programs): Interpreter {
  const given = context.options.get('python');
  const path = given === undefined ? context.io.python() : givenInterpreter(context, programs, given);
  if (path !== undefined) return { ok: true, path };
  return given === undefined
    ? {
        ok: false,
        message:
          'No Python was found in the active environment or on PATH. Install Python with torch and numpy, or name an interpreter with `--python`.',
      }
    : { ok: false, message: `${displayPath(given)} was not found. \`--python\` needs an interpreter.` };
}

function givenInterpreter(context: CliContext, programs: Programs, given: string): string | undefined {
  if (!/[\\/]/.test(given)) return programs.find(given);
  const path = absolutePath(context, given);
  return context.host.stat(path)?.kind === 'file' ? path : undefined;
}

/** The tool for people: `built-in compiler, /usr/bin/python3`. */
export const toolName = (tool: TrainingTool): string =>
  tool.kind === 'builtin' ? `built-in compiler, ${tool.python}` : [tool.program, ...tool.args].join(' ');
