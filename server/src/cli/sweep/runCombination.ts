// Runs one combination of a sweep in a clean folder.
import type { Host } from '../../../../src-shared/host/host';
import { basename, join } from '../../../../src-shared/host/paths';
import type { Claim } from '../../../../src-shared/repro/history/claimFolder';
import {
  comboFolder,
  hasSucceeded,
  OUTPUT,
  SCRIPT,
  type SweepEntry,
} from '../../../../src-shared/repro/training/sweepResults';
import { parseJson } from '../../../../src-shared/text/jsonText';
import { shortText } from '../../../../src-shared/text/shortText';
import type { Programs } from '../programs';
import type { Launcher } from '../targets/launcher';
import type { ClaimedFolder } from '../train/inClaimedFolder';
import { OUTPUT_IN_FILE } from '../train/pythonEnvironment';
import { cleanFolder } from './cleanFolder';
import type { DataHashes } from './dataHashes';
import type { SweepRun } from './sweepPlan';

/** Where a combination runs. */
export interface ComboContext {
  readonly host: Host;
  readonly programs: Programs;
  readonly claimed: ClaimedFolder;
  readonly cwd: string;
  /** The folder of the sweep. */
  readonly folder: string;
  readonly python: string;
  readonly launcher: Launcher;
  readonly hashes: Pick<DataHashes, 'argument'>;
}

/** How a combination ended; `reason`: why it failed, for people. Undefined where it was stopped with the sweep, and did not end by itself. */
export type ComboResult =
  | { readonly kind: 'ended'; readonly entry: SweepEntry; readonly reason?: string }
  | { readonly kind: 'not-run'; readonly message: string }
  | undefined;

const MAX_MANIFEST = 16 * 1024 * 1024;

/** Runs a combination. What an earlier run left in its folder is removed first; a folder that another run uses is not touched. `sharesData`: with another one. */
export async function runCombination(context: ComboContext, run: SweepRun, sharesData: boolean): Promise<ComboResult> {
  const data = sharesData && context.launcher.isLocal ? await context.hashes.argument(run.csv) : undefined;
  const folder = join(context.folder, comboFolder(run.index));
  const cleaned = await cleanFolder(context, folder);
  if (typeof cleaned === 'string') return notRun(cleaned);
  try {
    return await runIn(context, { run, folder, data }, cleaned);
  } finally {
    await cleaned.release();
  }
}

const notRun = (message: string): ComboResult => ({ kind: 'not-run', message });

const comboName = basename;

interface Started {
  readonly run: SweepRun;
  readonly folder: string;
  /** The argument with the hash of its data. */
  readonly data: string | undefined;
}

async function runIn(
  { host, claimed, python, launcher }: ComboContext,
  { run, folder, data }: Started,
  claim: Claim,
): Promise<ComboResult> {
  const name = comboName(folder);
  const script = join(folder, SCRIPT);
  const written = await host.writeAtomic(script, run.script);
  if (!written.ok) return notRun(`${name}/${SCRIPT} could not be written: ${written.message}.`);
  const output = join(folder, OUTPUT);
  const part = name.replace('combo-', '');
  const env = { ...OUTPUT_IN_FILE, ...(await claimed.events(part)) };
  const [program, ...args] = launcher.vector({ python, script, folder, part, ...(data !== undefined && { data }) });
  const started = (pid: number): void => {
    claimed.started(pid);
    void claim.add(pid);
  };
  const result = await claimed.session.run({
    ...{ program, args, cwd: folder, env, started },
    output: { file: output },
  });
  if (claimed.session.stop.aborted) return undefined;
  if (!result.ok) return notRun(`${name} could not be run: ${result.detail}.`);
  const manifest = result.code === 0 ? manifestAt(host, join(folder, 'run_manifest.json')) : undefined;
  const entry: SweepEntry = { index: run.index, combo: run.combo, exitCode: result.code, manifest };
  const reason = failureOf(host, entry, output);
  return { kind: 'ended', entry, ...(reason !== undefined && { reason }) };
}

function manifestAt(host: Host, path: string): SweepEntry['manifest'] {
  const read = host.readBytes(path, MAX_MANIFEST);
  const text = read.ok ? host.decodeUtf8(read.bytes) : undefined;
  const root = text === undefined ? undefined : parseJson(text).value;
  return root?.kind === 'object' ? root : undefined;
}

// A line of a script says what happened and what to do.
const LONGEST_REASON = 500;

// The last line that the script printed has the reason.
function failureOf(host: Host, entry: SweepEntry, output: string): string | undefined {
  const { exitCode, manifest } = entry;
  if (hasSucceeded(entry)) return undefined;
  if (exitCode === 0) return `wrote ${manifest ? 'an incomplete' : 'no'} run_manifest.json`;
  const read = host.readBytes(output);
  const lines = (read.ok ? (host.decodeUtf8(read.bytes) ?? '') : '')
    .split(/[\r\n]+/)
    .filter(line => line.trim() !== '');
  const last = lines.findLast(line => line.startsWith('KynMLError')) ?? lines.at(-1);
  return `exit code ${exitCode}${last === undefined ? '' : `: ${shortText(last, LONGEST_REASON)}`}`;
}
