// The temporary folder in which a run is trained again, and what runs in it.
import { join } from '../../../../src-shared/host/paths';
import { readBeginning, readText } from '../../../../src-shared/host/readText';
import type { TrainResult } from '../../../../src-shared/repro/reproduce/reproduce';
import { plainLine } from '../../../../src-shared/text/plainLine';
import type { CliContext } from '../command';
import type { ProgramSession } from '../programs';
import { OUTPUT_IN_FILE } from '../train/pythonEnvironment';
import type { RunningPrograms } from '../train/runningPrograms';

/** The folder. */
export interface TrainingFolder {
  readonly path: string;
  /** Writes data into the folder and returns its path; undefined where that fails. */
  save(bytes: Uint8Array): Promise<string | undefined>;
  train(script: string, python: string): Promise<TrainResult>;
  remove(): Promise<void>;
}

/** Creates the folder, or returns a sentence that states why it cannot be created. */
export async function trainingFolder(
  context: CliContext,
  { programs, session }: RunningPrograms,
): Promise<TrainingFolder | string> {
  const created = await programs.createTemporaryFolder('kyn-reproduce-');
  if (!created.ok) return `A temporary folder could not be created: ${created.message}.`;
  const { path } = created;
  return {
    path,
    async save(bytes) {
      const file = join(path, 'data.csv');
      return (await programs.writeNewFile(file, bytes)).ok ? file : undefined;
    },
    train: (script, python) => trainIn(context, session, { folder: path, script, python }),
    async remove() {
      const removed = await programs.removeFolder(path);
      if (!removed.ok) context.io.message(`the temporary folder ${path} could not be removed: ${removed.message}`);
    },
  };
}

async function trainIn(
  { host }: CliContext,
  session: ProgramSession,
  { folder, script, python }: { readonly folder: string; readonly script: string; readonly python: string },
): Promise<TrainResult> {
  const [file, log] = [join(folder, 'train.py'), join(folder, 'training.log')];
  const written = await host.writeAtomic(file, script);
  if (!written.ok) return failed(`The script could not be written to ${folder}: ${written.message}.`);
  // Without the variable, a script writes no events.
  const env = { ...OUTPUT_IN_FILE, KYNML_EVENTS: '' };
  const result = await session.run({ program: python, args: [file], cwd: folder, env, output: { file: log } });
  if (!result.ok) return failed(`The interpreter ${python} could not be run: ${result.detail}.`);
  if (result.code !== 0) return failed(`The training failed (exit code ${result.code}). ${lastLine(host, log)}`.trim());
  const manifest = readText(host, join(folder, 'run_manifest.json'));
  return manifest.ok ? { ok: true, manifest: manifest.text } : failed('The new run did not write run_manifest.json.');
}

const failed = (message: string): TrainResult => ({ ok: false, message });

const MAX_LOG = 16 * 1024 * 1024;

// The script ends with one line that states what is wrong.
function lastLine(host: CliContext['host'], log: string): string {
  const read = readBeginning(host, log, MAX_LOG);
  return read.ok ? plainLine(read.text.trim().split('\n').at(-1) ?? '', 400) : '';
}
