// The run of a command line: a manifest, or an entry of a sweep.
import {
  type Artifact,
  entryPath,
  noEntryText,
  readArtifact,
  readEntries,
} from '../../../../src-shared/artifacts/read';
import { unreadableText } from '../../../../src-shared/artifacts/textFinding';
import { join } from '../../../../src-shared/host/paths';
import { readArtifactText } from '../../../../src-shared/repro/files/readArtifactText';
import { trackedAt } from '../../../../src-shared/runs/trackers/findTracked';
import { trackerKind } from '../../../../src-shared/runs/trackers/trackerKind';
import { withArticle } from '../../../../src-shared/text/withArticle';
import type { CliContext } from '../command';
import { displayName, type Input, readInput, unreadableRun } from '../readInput';
import { followingHost } from '../search/followingHost';

/** A run. `fileHash`: the SHA-256 of its file, if the file contains only this run. */
export interface RunInput {
  readonly artifact: Artifact;
  readonly label: string;
  readonly path: string;
  readonly fileHash?: string;
}

/** What a command expects: the noun with its article, and what to name, as a sentence. */
export interface ExpectedInput {
  readonly noun: string;
  readonly advice: string;
}

const RUN: ExpectedInput = {
  noun: 'a run',
  advice: 'Name a run manifest, or an entry of a sweep such as sweep_results.json#0.',
};

/** Reads a run or another artifact, or returns a sentence that states why it cannot be used. */
export async function readRun(context: CliContext, given: string, expected = RUN): Promise<RunInput | string> {
  const whole = await readInput(context, given, readArtifactText);
  // A file that has such a name is read as a whole.
  const entry = whole.content.ok ? undefined : entryPath(given);
  if (!entry) return runIn(context, whole, expected);
  const file = runIn(context, await readInput(context, entry.file, readArtifactText), expected);
  if (typeof file === 'string') return file;
  const { artifact, label, path } = file;
  const found = readEntries(artifact)[entry.index]?.artifact;
  return found
    ? { artifact: found, label: `${label}#${entry.index}`, path }
    : noEntryText(label, artifact, entry.index);
}

function runIn(context: CliContext, input: Input, { noun, advice }: ExpectedInput): RunInput | string {
  const { host, io } = context;
  const { label, path, content } = input;
  const name = displayName(label);
  const artifact = content.ok ? readArtifact(path ?? '-', content.text) : undefined;
  const other = artifact || path === undefined ? undefined : trackedAt(followingHost(context), path);
  if (other) return `${name} is ${withArticle(trackerKind(other.tracker).title)}, which has no spec. ${advice}`;
  if (!content.ok) return unreadableRun({ host }, input, content.reason);
  if (!artifact) return `${name} is not ${noun}. ${advice}`;
  if (!artifact.root) return `${name} cannot be used: ${artifact.diagnostics.map(unreadableText).join(' ')}`;
  return { artifact, label, path: path ?? join(io.cwd, '-'), fileHash: host.sha256(content.text) };
}
