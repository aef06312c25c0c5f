// The temporary folder in which a run is trained again, and what runs in it.
import { join } from '../../../../src-shared/host/paths';
import { readBeginning, readText } from '../../../../src-shared/host/readText';
import type { OfficialTraining } from '../../../../src-shared/repro/reproduce/officialTraining';
import type { TrainResult } from '../../../../src-shared/repro/reproduce/trainer';
import { plainLine } from '../../../../src-shared/text/plainLine';
import type { CliContext } from '../command';
import type { ShownProgram } from '../programs';
import type { OfficialTool } from '../train/chooseTool';
import { OUTPUT_IN_FILE } from '../train/pythonEnvironment';
import type { RunningPrograms } from '../train/runningPrograms';

/** The folder. */
export interface TrainingFolder {
  readonly path: string;
  /** Writes data into the folder and returns its path; undefined where that fails. */
  save(bytes: Uint8Array): Promise<string | undefined>;
  /** Runs a script of the built-in compiler. */
  runScript(script: string, python: string): Promise<TrainResult>;
  /** Trains with the official tool. */
  runOfficial(training: OfficialTraining, tool: OfficialTool): Promise<TrainResult>;
  remove(): Promise<void>;
}

/** Creates the folder, or returns a sentence that states why it cannot be created. */
export async function trainingFolder(context: CliContext, running: RunningPrograms): Promise<TrainingFolder | string> {
  const { programs } = running;
  const created = await programs.createTemporaryFolder('kyn-reproduce-');
  if (!created.ok) return `A temporary folder could not be created: ${created.message}.`;
  const { path } = created;
  const place = { context, running, folder: path };
  return {
    path,
    async save(bytes) {
      const file = join(path, 'data.csv');
      return (await programs.writeNewFile(file, bytes)).ok ? file : undefined;
    },
    async runScript(script, python) {
      const file = join(path, 'train.py');
      const written = await context.host.writeAtomic(file, script);
      if (!written.ok) return failed(`The script could not be written to ${path}: ${written.message}.`);
      return runIn(place, { program: python, args: [file], cwd: path });
    },
    async runOfficial(training, { program, args }) {
      const problem = await writeFiles(place, training);
      if (problem !== undefined) return failed(problem);
      const params = training.overrides.flatMap(([name, text]) => ['--param', `${name}=${text}`]);
      const spec = join(path, training.spec);
      return runIn(place, { program, args: [...args, 'train', spec, ...params], cwd: join(path, training.cwd) });
    },
    async remove() {
      const removed = await created.remove();
      if (!removed.ok) context.io.message(`the temporary folder ${path} could not be removed: ${removed.message}`);
    },
  };
}

interface Place {
  readonly context: CliContext;
  readonly running: RunningPrograms;
  readonly folder: string;
}

// The data is copied: the tool may write to its path. The result is why the files could not be written, as a sentence.
async function writeFiles(
  { context: { host }, running: { programs }, folder }: Place,
  { files, data, cwd }: OfficialTraining,
): Promise<string | undefined> {
  const made = await programs.makeFolder(join(folder, cwd));
  if (!made.ok) return `${join(folder, cwd)} could not be created: ${made.message}.`;
  for (const [path, text] of files) {
    const written = await host.writeAtomic(join(folder, path), text);
    if (!written.ok) return `${path} could not be written to ${folder}: ${written.message}.`;
  }
  const copied = data && (await programs.copyNewFile(data.from, join(folder, data.to)));
  return copied?.ok === false ? `The data could not be copied to ${folder}: ${copied.message}.` : undefined;
}

async function runIn(
  { context: { host }, running: { session }, folder }: Place,
  { program, args, cwd }: Pick<ShownProgram, 'program' | 'args' | 'cwd'>,
): Promise<TrainResult> {
  const log = join(folder, 'training.log');
  // Without the variable, a script writes no events.
  const env = { ...OUTPUT_IN_FILE, KYNML_EVENTS: '' };
  const result = await session.run({ program, args, cwd, env, output: { file: log } });
  if (!result.ok) return failed(`${program} could not be run: ${result.detail}.`);
  if (result.code !== 0) return failed(`The training failed (exit code ${result.code}). ${lastLine(host, log)}`.trim());
  const manifest = readText(host, join(cwd, 'run_manifest.json'));
  return manifest.ok ? { ok: true, manifest: manifest.text } : failed('The new run did not write run_manifest.json.');
}

const failed = (message: string): TrainResult => ({ ok: false, message });

const MAX_LOG = 16 * 1024 * 1024;

// A training ends with one line that states what is wrong.
function lastLine(host: CliContext['host'], log: string): string {
  const read = readBeginning(host, log, MAX_LOG);
  return read.ok ? plainLine(read.text.trim().split('\n').at(-1) ?? '', 400) : '';
}
