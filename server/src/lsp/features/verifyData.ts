// `kynml/dataToVerify` and `kynml/verifyData`: the files whose hashes an artifact records, and their comparison with these hashes.
import type { RecordedData } from '../../../../src-shared/artifacts/kind';
import { reasonText } from '../../../../src-shared/host/readText';
import { dvcAdvice } from '../../../../src-shared/kyn/data/dvcAdvice';
import type { DataPlan, DataResult, DataVerdict } from '../../../../src-shared/protocol/requests';
import { comparedDataNote } from '../../../../src-shared/repro/data/comparedData';
import { dvcSource, readDvcOutputs } from '../../../../src-shared/repro/data/dvcSource';
import { type LineEnds, recordedLineEnds } from '../../../../src-shared/repro/data/lineEnds';
import { recordedHash } from '../../../../src-shared/repro/data/recordedHash';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { isOutsideWorkspace, recordedData, recordedDataFiles } from '../artifact/recordedDataFiles';
import { pathOf } from '../base/convert';
import { throttleProgress } from '../base/throttleProgress';
import { ownFeature, type RequestControl } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import type { DataRecorder, VerifiedFile } from '../workspace/actionResults';
import type { WorkspaceView } from '../workspace/workspaceView';

/** `kynml/dataToVerify`. */
export const dataToVerify = ownFeature(
  'kynml/dataToVerify',
  { ok: false, reason: 'failed' },
  async (context, { uri }): Promise<DataPlan> => {
    const path = pathOf(uri);
    await context.inventory.demand();
    await context.refreshHistory();
    // The user expects the current state, including files that no event reported.
    context.refreshDataFiles();
    return path === undefined ? { ok: false, reason: 'foreign' } : recordedDataFiles(context, path);
  },
);

interface VerificationJob {
  readonly data: RecordedData;
  readonly path: string;
  readonly recorder: DataRecorder;
}

/** `kynml/verifyData`. The recorded hashes are read again from the artifact, not taken from the client. */
export const verifyData = ownFeature(
  'kynml/verifyData',
  { state: 'failed' },
  async (context, { uri, files, outside }, control): Promise<DataVerdict> => {
    const { workspace } = context;
    const path = pathOf(uri);
    const artifact = path === undefined ? undefined : workspace.artifactAt(path);
    if (path === undefined || !artifact) return { state: 'failed' };
    const recorder = { path, configHash: artifact.claims.configHash };
    const recordedInOrder = recordedData(artifact);
    const jobs = files.flatMap(({ index, recorded, uri: chosen }): VerificationJob[] => {
      const [data, file] = [recordedInOrder[index], pathOf(chosen)];
      // The artifact may have changed since the user chose the files.
      return file === undefined || !data || recordedHash(data) !== recorded ? [] : [{ data, path: file, recorder }];
    });
    if (jobs.length < files.length) return { state: 'failed' };
    const agreed = outside.map(pathOf);
    return verifyAll(context, jobs, {
      ...control,
      mayRead: file => agreed.includes(file) || !isOutsideWorkspace(workspace, file),
    });
  },
);

type Reader = RequestControl & { readonly mayRead: (path: string) => boolean };

async function verifyAll(
  context: FeatureContext,
  jobs: readonly VerificationJob[],
  reader: Reader,
): Promise<DataVerdict> {
  const { workspace } = context;
  const total = jobs.reduce(
    (sum, { path }) => sum + (reader.mayRead(path) ? (workspace.host.stat(path)?.size ?? 0) : 0),
    0,
  );
  const report = throttleProgress(reader.progress);
  const results: DataResult[] = [];
  let before = 0;
  for (const job of jobs) {
    const label = oneLine(workspace.label(job.path));
    const done = before;
    const onBytes = (bytes: number): void => report({ done: done + bytes, total, label });
    const result = await verifyOne(context, job, { ...reader, onBytes });
    if (reader.cancelled.aborted) break;
    before += workspace.host.stat(job.path)?.size ?? 0;
    const name = job.data.name === undefined ? label : oneLine(job.data.name);
    results.push({ name, label, recorded: recordedHash(job.data) ?? '', ...result });
  }
  context.watch(jobs.flatMap(({ path }) => [path, workspace.host.realPath(path) ?? path]));
  // Lenses and findings of the artifact show the result.
  context.refreshClient();
  return reader.cancelled.aborted ? { state: 'cancelled' } : { state: 'done', results };
}

type Outcome = Pick<DataResult, 'actual' | 'reason' | 'note'>;

async function verifyOne(
  { workspace, results: { verifiedData } }: FeatureContext,
  { data, path, recorder }: VerificationJob,
  { cancelled, mayRead, onBytes }: Reader & { readonly onBytes: (bytes: number) => void },
): Promise<Outcome> {
  const unread = (reason: string): Outcome => {
    verifiedData.recordUnread(recorder, data, { path, reason });
    return { reason };
  };
  if (!mayRead(path)) return unread('it is outside of the workspace, and you did not agree to read it');
  const result = await verifiedData.hash(path, { signal: cancelled, progress: onBytes });
  if (result.ok) {
    const lineEnds = lineEndsOf(workspace, { data, path }, result);
    verifiedData.record(recorder, data, { path, ...(lineEnds && { lineEnds }) });
    const compared = { ...(result.isPointer && { isPointer: true as const }), ...(lineEnds && { lineEnds }) };
    const note = comparedDataNote(compared, oneLine(workspace.label(path)));
    return { actual: result.hash, ...(note !== undefined && { note }) };
  }
  switch (result.reason) {
    case 'changing':
      return unread('a program wrote to it while it was read; try again later');
    case 'aborted':
      return { reason: 'it was cancelled' };
    case 'missing':
      return unread(reasonText('missing') + dvcNote(workspace, path));
    default:
      return unread(reasonText(result.reason));
  }
}

// The bytes of a pointer are not those of the data.
function lineEndsOf(
  { host }: WorkspaceView,
  { data, path }: Pick<VerificationJob, 'data' | 'path'>,
  { hash, isPointer }: Pick<VerifiedFile, 'hash' | 'isPointer'>,
): LineEnds | undefined {
  const recorded = recordedHash(data);
  return isPointer || recorded === undefined || hash === recorded ? undefined : recordedLineEnds(host, path, recorded);
}

function dvcNote(workspace: WorkspaceView, path: string): string {
  const dvc = dvcSource(path, {
    mayRead: p => !isOutsideWorkspace(workspace, p),
    isFile: p => workspace.host.stat(p)?.kind === 'file',
    outputs: p => readDvcOutputs(workspace.host, p),
    label: p => workspace.label(p),
  });
  return dvc ? `; ${dvcAdvice(dvc)}` : '';
}
