// The runs of a command line: in named files, in their entries, and in folders.
import { entryPath, noEntryText, readArtifact } from '../../../../src-shared/artifacts/read';
import { join } from '../../../../src-shared/host/paths';
import { readArtifactText } from '../../../../src-shared/repro/files/readArtifactText';
import { isVerifiable, type RunOfFile, runsOf } from '../../../../src-shared/runs/verify/verifyRun';
import { unreadableFile } from '../check/unreadableFile';
import type { UsesKynml } from '../check/usesKynml';
import type { CliContext } from '../command';
import { displayName, type Input, readTarget, unreadableMessage } from '../readInput';
import type { FoundTarget } from '../search/findTargets';
import { targetOf } from '../target';

/** A run with its name for people. */
export interface LabelledRun extends RunOfFile {
  readonly label: string;
}

/** The runs of a file, or why it cannot be verified, as a sentence. */
export type RunsResult =
  | { readonly runs: readonly LabelledRun[]; readonly problem?: undefined }
  | { readonly problem: string };

const NONE: RunsResult = { runs: [] };

/** The runs of a file. A file in a folder that is not a run has none; a named one is a problem. */
export async function runsIn(context: CliContext, target: FoundTarget, usesKynml: UsesKynml): Promise<RunsResult> {
  const whole = await readTarget(context, target, readArtifactText);
  // A file that has such a name is read as a whole.
  const entry = target.named && !whole.content.ok ? entryPath(target.label) : undefined;
  if (entry) return entryOf(context, entry);
  if (!whole.content.ok) return unreadable(context, target, usesKynml, whole.content.reason);
  const found = runsOfInput(context, whole);
  if (target.named) return found;
  if (found.problem !== undefined) return NONE;
  const isCertain = found.runs.some(run => run.artifact.detectedBy !== 'name');
  return isCertain || (found.runs.length > 0 && (await usesKynml())) ? found : NONE;
}

async function unreadable(
  context: CliContext,
  target: FoundTarget,
  usesKynml: UsesKynml,
  reason: Extract<Input['content'], { ok: false }>['reason'],
): Promise<RunsResult> {
  if (target.named) return { problem: unreadableMessage(target.label, reason) };
  const reported = await unreadableFile({ host: context.host, usesKynml }, { ...target, kind: undefined }, reason);
  if (!reported) return NONE;
  return { problem: 'message' in reported ? reported.message : unreadableMessage(target.label, reason) };
}

function runsOfInput({ host, io }: CliContext, { label, path, content }: Input): RunsResult {
  if (!content.ok) return { problem: unreadableMessage(label, content.reason) };
  const artifact = readArtifact(path ?? '-', content.text);
  if (!artifact || !isVerifiable(artifact))
    return { problem: `${displayName(label)} is not a run. Name a run manifest, a sweep, or a folder with runs.` };
  const file = { artifact, path: path ?? join(io.cwd, '-'), fileHash: host.sha256(content.text) };
  return {
    runs: runsOf(file).map(run => ({ ...run, label: run.entry === undefined ? label : `${label}#${run.entry}` })),
  };
}

async function entryOf(
  context: CliContext,
  { file, index }: { readonly file: string; readonly index: number },
): Promise<RunsResult> {
  const input = await readTarget(context, targetOf(context, file), readArtifactText);
  const found = runsOfInput(context, input);
  if (found.problem !== undefined) return found;
  const entry = found.runs.find(run => run.entry === index);
  if (entry) return { runs: [entry] };
  const artifact = input.content.ok ? readArtifact(input.path ?? '-', input.content.text) : undefined;
  return artifact ? { problem: noEntryText(displayName(file), artifact, index) } : found;
}
