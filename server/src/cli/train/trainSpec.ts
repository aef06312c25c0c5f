// Runs `kyn train`: one run of a spec, on the terminal of the user.
import { join } from '../../../../src-shared/host/paths';
import { MANIFEST } from '../../../../src-shared/repro/history/keepRun';
import { manifestWatch } from '../../../../src-shared/repro/history/manifestWatch';
import { scriptName } from '../../../../src-shared/repro/training/scriptName';
import { relativePath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome } from '../outcome';
import type { ShownProgram } from '../programs';
import { dryRun } from '../targets/dryRun';
import { launcherOf, through } from '../targets/launcher';
import type { Target } from '../targets/target';
import { noOfficialTarget, type ToolChoice, type TrainingTool, toolName } from './chooseTool';
import { type ClaimedFolder, inClaimedFolder } from './inClaimedFolder';
import { SAFE_PATH } from './pythonEnvironment';
import { type RunningPrograms, stopped } from './runningPrograms';
import { NOTHING_STARTED, type TrainingInput, untrainable } from './trainingInput';
import { writeRunScript } from './writeRunScript';
import { writesOutside } from './writesOutside';

/** What is trained, where, and with which tool. */
export interface WantedTraining {
  readonly input: TrainingInput;
  readonly target: Target;
  readonly choosing: Promise<ToolChoice>;
}

/** Trains on this computer or a target that runs like it. The interpreter answers while the spec is compiled. */
export async function trainInput(
  context: CliContext,
  { input, target, choosing }: WantedTraining,
  running: RunningPrograms,
): Promise<Outcome> {
  const path = join(input.folder, scriptName(input.compiler.spec.path));
  const compiled = input.compiler.compile(input.overrides, { folder: input.folder, script: path });
  const choice = await choosing;
  if (running.session.stop.aborted) return stopped(running.session);
  if (!choice.ok) return failure(choice.message);
  const { tool } = choice;
  if (tool.kind === 'official' && target.kind !== 'local') return failure(noOfficialTarget(tool, context.io.cwd));
  if (tool.kind === 'official') {
    if (context.host.stat(input.folder)?.kind !== 'folder')
      return failure(`${context.options.get('out')} does not exist. Create the folder first.`);
    const outside = writesOutside(context, input.folder, compiled);
    if (outside !== undefined) return failure(outside);
    const argv = officialArguments(tool, 'train', input);
    return inClaimedFolder(context, running, input, { ...TRAIN, tool: toolName(tool, context.io.cwd) }, claimed =>
      trainShown(context, input, claimed, tool, argv),
    );
  }
  if (!compiled.ok) return untrainable(context, input.compiler.spec.label, compiled);
  const { script, plan } = compiled;
  const outside = writesOutside(context, input.folder, compiled);
  if (outside !== undefined) return failure(outside);
  const launcher = launcherOf(running.programs, target);
  if (typeof launcher === 'string') return failure(launcher);
  const vector = launcher.vector({ python: tool.python, script: path, folder: input.folder });
  if (context.options.has('dry-run')) return dryRun([vector]);
  const { added } = launcher;
  const about = { ...TRAIN, tool: `kyn ${context.version}`, data: plan.data.csv, ...(added && { target: added }) };
  return inClaimedFolder(context, running, input, about, async claimed => {
    const problem = await prepareScript(context, input, { path, script });
    if (problem !== undefined) return failure(problem);
    return trainShown(context, input, claimed, { ...tool, through: through(launcher) }, vector);
  });
}

/** Writes the script of a training. The result is why the run must not start, as sentences. */
export async function prepareScript(
  { host, io, options }: CliContext,
  { history }: TrainingInput,
  { path, script }: { readonly path: string; readonly script: string },
): Promise<string | undefined> {
  const result = await writeRunScript(host, { path, script, history: options.has('no-history') ? undefined : history });
  const name = relativePath(io.cwd, path);
  if (!result.ok) return `${name} ${result.fault}. ${NOTHING_STARTED} Choose another folder with \`--out\`.`;
  if (result.kept !== undefined)
    io.message(
      `${name} is compiled again. It was not as it was generated, so it is kept as ${relativePath(io.cwd, result.kept)}.`,
    );
  return undefined;
}

const TRAIN = { command: 'train', overwrites: true } as const;

/** How the official tool is called. The path is absolute, because a relative one could be read as an option and the folder may differ. */
export const officialArguments = (
  { program, args }: TrainingTool & { readonly kind: 'official' },
  command: 'train' | 'sweep',
  { compiler, overrides }: TrainingInput,
): readonly [program: string, ...args: string[]] => [
  program,
  ...args,
  command,
  compiler.spec.path,
  ...[...overrides].flatMap(([name, { text }]) => ['--param', `${name}=${text}`]),
];

// `through`: the end of the message that names the tool.
type UsedTool = TrainingTool & { readonly through?: string };

/** Runs a program on the terminal; its exit code is that of the command. */
export async function runShown(
  { io }: CliContext,
  { folder, compiler: { spec } }: TrainingInput,
  { session, begin, started, events }: ClaimedFolder,
  tool: UsedTool,
  [program, ...args]: readonly [program: string, ...args: string[]],
): Promise<Outcome> {
  const problem = await begin(tool.kind === 'builtin');
  if (problem !== undefined) return failure(problem);
  const env = { ...SAFE_PATH, ...(tool.kind === 'builtin' && (await events())) };
  io.message(`training ${spec.label} with ${toolName(tool, io.cwd)}${tool.through ?? ''}`);
  const request: ShownProgram = { program, args, cwd: folder, env, output: 'terminal', started };
  const result = await session.run(request);
  if (!result.ok)
    return session.stop.aborted ? stopped(session) : failure(`${program} could not be run: ${result.detail}.`);
  return outcome(result.code, '');
}

async function trainShown(context: CliContext, input: TrainingInput, ...[claimed, ...run]: Run): Promise<Outcome> {
  const { host, io } = context;
  const path = join(input.folder, MANIFEST);
  const isOlder = host.stat(path) !== undefined;
  const isWritten = manifestWatch(host, path);
  let loading: ReturnType<typeof loadResultText> | undefined;
  const started = (pid: number): void => {
    claimed.started(pid);
    loading = loadResultText();
  };
  const result = await runShown(context, input, { ...claimed, started }, ...run);
  const print = await (loading ?? loadResultText());
  if (result.code !== 0) return result;
  if (!isWritten()) return withoutManifest(relativePath(io.cwd, path), isOlder);
  io.message(print(host, io, path));
  return result;
}

const withoutManifest = (name: string, isOlder: boolean): Outcome =>
  outcome(EXIT_PROBLEMS, '', [
    `The tool ended without an error, but ${name} was not written, so this run has no result.${isOlder ? ' The file is of an earlier run.' : ''}`,
  ]);

type Run = readonly [ClaimedFolder, UsedTool, readonly [program: string, ...args: string[]]];

// Loaded while the tool runs, so that it starts earlier and its end is reported at once.
const loadResultText = async () => (await import('./resultText')).resultText;
