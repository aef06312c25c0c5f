// `kynml/dataToVerify` and `kynml/verifyData`: where the data lies whose hashes an artifact records, and reading it to compare.
import type { RecordedData } from '../../../../src-shared/artifacts/kind';
import { reasonText } from '../../../../src-shared/host/readText';
import type { DataPlan, DataResult, DataVerdict } from '../../../../src-shared/protocol/requests';
import { recordedHash } from '../../../../src-shared/repro/data/recordedHash';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { isOutside, recordedData, recordedDataFiles } from '../artifact/recordedDataFiles';
import { pathOf } from '../base/convert';
import { everyPercent } from '../base/everyPercent';
import { type Call, ownFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import type { Recorder } from '../workspace/verifiedData';

/** `kynml/dataToVerify`. */
export const dataToVerify = ownFeature(
  'kynml/dataToVerify',
  { ok: false, reason: 'failed' },
  async (context, { uri }): Promise<DataPlan> => {
    const path = pathOf(uri);
    await context.inventory.ready;
    await context.refreshHistory();
    // The user asks now: a file that just came back must be seen, though nobody has told of it yet.
    if (context.workspace.dataFiles.refresh(true)) context.refresh();
    return path === undefined ? { ok: false, reason: 'foreign' } : recordedDataFiles(context, path);
  },
);

interface Job {
  readonly data: RecordedData;
  readonly path: string;
  readonly recorder: Recorder;
}

/** `kynml/verifyData`. What is recorded counts, not what a client says of it. */
export const verifyData = ownFeature(
  'kynml/verifyData',
  { state: 'failed' },
  async (context, { uri, files, outside }, call): Promise<DataVerdict> => {
    const { workspace } = context;
    const path = pathOf(uri);
    const artifact = path === undefined ? undefined : workspace.artifactAt(path);
    if (path === undefined || !artifact) return { state: 'failed' };
    const recorder = { path, configHash: artifact.claims.configHash };
    const jobs = recordedData(artifact).flatMap((data): Job[] => {
      const chosen = files.find(file => file.name === (data.name ?? ''));
      const file = chosen && pathOf(chosen.uri);
      return file === undefined || recordedHash(data) === undefined ? [] : [{ data, path: file, recorder }];
    });
    const agreed = outside.map(pathOf);
    return readAll(context, jobs, { ...call, mayRead: file => agreed.includes(file) || !isOutside(workspace, file) });
  },
);

type Reader = Call & { readonly mayRead: (path: string) => boolean };

async function readAll(context: FeatureContext, jobs: readonly Job[], reader: Reader): Promise<DataVerdict> {
  const { workspace } = context;
  const total = jobs.reduce(
    (sum, { path }) => sum + (reader.mayRead(path) ? (workspace.host.stat(path)?.size ?? 0) : 0),
    0,
  );
  const results: DataResult[] = [];
  let before = 0;
  for (const job of jobs) {
    const label = oneLine(workspace.label(job.path));
    const tell = everyPercent(total, done => reader.progress({ done, total, label }));
    const result = await readOne(context, job, { ...reader, tell: bytes => tell(before + bytes) });
    if (reader.cancelled.aborted) break;
    before += workspace.host.stat(job.path)?.size ?? 0;
    const name = job.data.name === undefined ? label : oneLine(job.data.name);
    results.push({ name, label, recorded: recordedHash(job.data) ?? '', ...result });
  }
  context.watch(jobs.map(({ path }) => path));
  // Lens and findings of the artifact tell what is known now.
  context.refresh();
  return reader.cancelled.aborted ? { state: 'cancelled' } : { state: 'done', results };
}

type Outcome = Pick<DataResult, 'actual' | 'reason'>;

async function readOne(
  { workspace: { readData } }: FeatureContext,
  { data, path, recorder }: Job,
  { cancelled, mayRead, tell }: Reader & { readonly tell: (bytes: number) => void },
): Promise<Outcome> {
  if (!mayRead(path)) return { reason: 'it lies outside of the workspace, and you did not agree to read it' };
  const result = await readData.hash(path, { signal: cancelled, progress: tell });
  if (result.ok) {
    readData.assign(recorder, data, path);
    return { actual: result.hash };
  }
  switch (result.reason) {
    case 'changing':
      return { reason: 'something wrote it while it was read; try again when nothing does' };
    case 'aborted':
      return { reason: 'you cancelled' };
    default:
      return { reason: reasonText(result.reason) };
  }
}
