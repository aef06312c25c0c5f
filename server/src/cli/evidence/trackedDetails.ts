// What a run of another tracker recorded, for documents: its settings, versions, metrics and digests.
import type { DigestedFile, RunDetails } from '../../../../src-shared/evidence/evidence';
import type { Digest, TrackedRun } from '../../../../src-shared/runs/trackers/trackedRun';
import { jsonObject, jsonString } from '../../../../src-shared/text/makeJson';

/** The details of a run. */
export function trackedDetails(run: TrackedRun): RunDetails {
  const { config, environment, metrics, partial, notes } = run;
  const doubts = [...metrics].flatMap(([name, { doubt }]) => (doubt === undefined ? [] : [`${name}: ${doubt}`]));
  return {
    seed: undefined,
    params: undefined,
    combo: undefined,
    device: undefined,
    env: jsonObject([...environment].map(([name, version]) => [name, jsonString(version ?? null)])),
    metrics: new Map([...metrics].map(([key, { last }]) => [key, { key, node: last.value }])),
    ...(config && { config: jsonObject(config) }),
    ...(partial !== undefined && { partial }),
    files: filesOf(run),
    notes: [...notes, ...doubts, ...codeNotes(run)],
  };
}

// A commit says little about code that was changed afterwards.
function codeNotes({ code: { commit, isDirty } }: TrackedRun): string[] {
  if (commit === undefined || isDirty === false) return [];
  return [isDirty ? 'The code had uncommitted changes.' : 'It is not known whether the code had uncommitted changes.'];
}

const filesOf = ({ code, data, outputs }: TrackedRun): DigestedFile[] => [
  ...commitOf(code.commit),
  ...code.files.flatMap(digest => fileOf('script', digest)),
  ...data.flatMap(digest => fileOf('data', digest)),
  ...outputs.flatMap(digest => fileOf('output', digest)),
];

// Another text is a name that someone gave to a version.
const commitOf = (commit = ''): DigestedFile[] =>
  /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)
    ? [{ role: 'commit', name: 'commit', algorithm: 'gitCommit', digest: commit }]
    : [];

// Other programs cannot compute the digest of a sample, of a changed text or of a folder.
const fileOf = (role: DigestedFile['role'], { name, kind, value, files }: Digest): DigestedFile[] => {
  const isKnown =
    (kind === 'sha256' && /^[0-9a-f]{64}$/.test(value)) || (kind === 'md5' && /^[0-9a-f]{32}$/.test(value));
  return isKnown && files === undefined ? [{ role, name, algorithm: kind, digest: value }] : [];
};
