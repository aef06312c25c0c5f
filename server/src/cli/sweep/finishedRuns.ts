// What an earlier part of a sweep has left in its folder, and whether it can be continued.
import { jsonByteOrderMark } from '../../../../src-shared/artifacts/findings/jsonByteOrderMark';
import { lfsPointerFile } from '../../../../src-shared/artifacts/findings/lfsPointerFile';
import { mergeConflict } from '../../../../src-shared/artifacts/findings/mergeConflict';
import { readArtifact } from '../../../../src-shared/artifacts/read';
import { valueIdentity } from '../../../../src-shared/artifacts/valueIdentity';
import type { Host } from '../../../../src-shared/host/host';
import { isAbsent } from '../../../../src-shared/host/linkFailure';
import { join } from '../../../../src-shared/host/paths';
import { readText, reasonText } from '../../../../src-shared/host/readText';
import { temporaryKind } from '../../../../src-shared/host/temporaryName';
import { CLAIM } from '../../../../src-shared/repro/history/claimFolder';
import { RESULTS } from '../../../../src-shared/repro/history/keepRun';
import {
  comboFolder,
  hasSucceeded,
  isComboFolder,
  readResults,
  SCRIPT,
  type SweepEntry,
} from '../../../../src-shared/repro/training/sweepResults';
import { stringMember } from '../../../../src-shared/text/jsonText';
import { isOfRun } from './isOfRun';
import type { SweepRun } from './sweepPlan';
import { unlistedRuns } from './unlistedRuns';

/** The entries of the combinations that ended (`unlisted`: those that the results do not have yet), or why the sweep is not started, as sentences. */
export type FinishedRuns =
  | { readonly ok: true; readonly entries: readonly SweepEntry[]; readonly unlisted: readonly SweepEntry[] }
  | { readonly ok: false; readonly message: string };

/** The folder of a sweep. `label`: the start of the names of its files for people; `hasImports`: whether its spec imports others. */
export interface SweepPlace {
  readonly folder: string;
  readonly label: string;
  readonly hasImports: boolean;
}

/** Checks a folder in which a new sweep is to start. */
export function emptySweepFolder(host: Host, { folder, label }: SweepPlace): FinishedRuns {
  const names = [RESULTS, ...host.list(folder).flatMap(({ name }) => (isComboFolder(name) ? [name] : []))];
  const found = names.find(name => host.stat(join(folder, name)) ?? host.linkTarget(join(folder, name)));
  if (found === undefined) return { ok: true, entries: [], unlisted: [] };
  return refused(
    `${label}${found} exists, so a sweep has already run there. Continue it with \`--resume\`, or choose another folder with \`--out\`.`,
  );
}

/** Reads what ended in a folder, and compares it with the runs as they are now: a sweep with two specs or two data files would not be one sweep. */
export async function finishedRuns(
  host: Host,
  { folder, label, hasImports }: SweepPlace,
  runs: readonly SweepRun[],
): Promise<FinishedRuns> {
  if (host.linkTarget(join(folder, RESULTS)) !== undefined)
    return refused(`${label}${RESULTS} is a link, and links are not followed there. Remove it. ${OTHER_FOLDER}`);
  const text = readText(host, join(folder, RESULTS));
  if (!text.ok && !isAbsent(text.reason))
    return refused(`${label}${RESULTS} cannot be read: ${reasonText(text.reason)}.`);
  const entries = text.ok ? readResults(text.text) : [];
  if (!entries) return refused(unreadableText(label, join(folder, RESULTS), text.ok ? text.text : ''));
  const foreign = entries.find(({ index, combo }) => !isSame(runs[index], combo));
  if (foreign)
    return refused(
      `${label}${RESULTS} has other values for ${comboFolder(foreign.index)} than the sweep now. ${RESTORE}`,
    );
  const byIndex = new Map(entries.map(entry => [entry.index, entry]));
  for (const run of runs) {
    const problem = folderProblem(host, join(folder, comboFolder(run.index)), run, byIndex.get(run.index));
    if (problem !== undefined) return refused(`${label}${comboFolder(run.index)} ${problem}`);
  }
  const succeeded = entries.filter(hasSucceeded);
  const other = succeeded.find(entry => !isOfEntry(runs[entry.index], entry));
  if (other)
    return refused(
      `${label}${RESULTS} has a result for ${comboFolder(other.index)} that another spec, other values of params or another version of kyn made. ${RESTORE}`,
    );
  // A script that exists is that of its run.
  const unknown = hasImports ? succeeded.find(({ index }) => !host.stat(scriptPath(folder, index))) : undefined;
  if (unknown) {
    const name = `${comboFolder(unknown.index)}/${SCRIPT}`;
    return refused(
      `${label}${RESULTS} has a result for ${comboFolder(unknown.index)}, but ${label}${name} does not exist, so whether the imports were the same is unknown. Restore ${name}, or start a new sweep in another folder with \`--out\`.`,
    );
  }
  const changed = await changedData(host, runs, succeeded);
  if (changed !== undefined) return refused(changed);
  const unlisted = await unlistedRuns(
    host,
    folder,
    runs.filter(({ index }) => !byIndex.has(index)),
  );
  return { ok: true, entries, unlisted };
}

// What made good results unreadable can be undone, and its message says how.
const FAULTS: ReadonlySet<string> = new Set([mergeConflict.code, jsonByteOrderMark.code, lfsPointerFile.code]);

function unreadableText(label: string, path: string, text: string): string {
  const fault = readArtifact(path, text)?.diagnostics.find(d => FAULTS.has(d.code));
  return fault
    ? `${label}${RESULTS} cannot be used. ${fault.message}`
    : `${label}${RESULTS} was not written by \`kyn sweep\`, or is damaged. ${OTHER_FOLDER}`;
}

const refused = (message: string): FinishedRuns => ({ ok: false, message: `${message} Nothing was started.` });
const OTHER_FOLDER = 'Choose another folder with `--out`.';
const RESTORE = 'Restore what changed, or start a new sweep in another folder with `--out`.';

const isSame = (run: SweepRun | undefined, combo: SweepRun['combo']): boolean =>
  run !== undefined && valueIdentity(run.combo) === valueIdentity(combo);

// The script shows more, but its folder may be missing: git often ignores it while the results are committed.
const isOfEntry = (run: SweepRun | undefined, { manifest }: SweepEntry): boolean =>
  run !== undefined && manifest !== undefined && isOfRun(manifest, run);

const scriptPath = (folder: string, index: number): string => join(join(folder, comboFolder(index)), SCRIPT);

// Why the folder of a combination is not one of this sweep. It is removed before its run starts again, so it must have been made by this tool.
function folderProblem(host: Host, folder: string, run: SweepRun, entry: SweepEntry | undefined): string | undefined {
  if (host.linkTarget(folder) !== undefined) return `is a link. Remove it. ${OTHER_FOLDER}`;
  const read = host.readFolder(folder);
  if (!read.ok) return isAbsent(read.reason) ? undefined : `cannot be read: ${reasonText(read.reason)}.`;
  const script = readText(host, join(folder, SCRIPT));
  if (script.ok)
    return script.text === run.script
      ? undefined
      : `has another script than the spec gives now: the script itself, the spec, an import, the place of its data or the version of kyn changed. ${RESTORE}`;
  // kyn was killed when it had claimed the folder, or was about to write the script.
  const others = read.entries.filter(({ name }) => name !== CLAIM && !temporaryKind(name));
  return others.length === 0 || (entry && hasSucceeded(entry)) ? undefined : `has no ${SCRIPT}. ${OTHER_FOLDER}`;
}

// Each data file is hashed once, and only if a finished run recorded the hash of its data.
async function changedData(
  host: Host,
  runs: readonly SweepRun[],
  finished: readonly SweepEntry[],
): Promise<string | undefined> {
  const recorded = new Map<string, Set<string>>();
  for (const { index, manifest } of finished) {
    const hash = stringMember(manifest, 'data_hash');
    const csv = runs[index]?.csv;
    if (hash !== undefined && csv !== undefined) recorded.set(csv, (recorded.get(csv) ?? new Set()).add(hash));
  }
  for (const [csv, hashes] of recorded) {
    const current = await host.hashFile(csv);
    if (!current.ok)
      return `${csv} cannot be read: ${reasonText(current.reason === 'aborted' ? 'unreadable' : current.reason)}.`;
    if (hashes.size > 1 || !hashes.has(current.hash))
      return `${csv} changed since the first combinations were trained, so the rest would not be comparable. Restore the data, or start a new sweep in another folder with \`--out\`.`;
  }
  return undefined;
}
