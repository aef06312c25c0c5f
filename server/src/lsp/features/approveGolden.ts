// `kynml/goldens`, `kynml/hashAdapter`, `kynml/planGolden` and `kynml/writeGolden`: approving the adapter of a golden, dry run first.
import { isStill, reasonText, type TextResult } from '../../../../src-shared/host/readText';
import type {
  AdapterHashed,
  GoldenItem,
  GoldenPlan,
  GoldenWritten,
} from '../../../../src-shared/protocol/goldenRequests';
import {
  type ApprovableGolden,
  type ApprovalPlan,
  findGoldens,
  planApproval,
} from '../../../../src-shared/repro/golden/planApproval';
import { isHash } from '../../../../src-shared/text/hashForm';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { approvalFiles } from '../artifact/approvalFiles';
import { pathOf, uriOf } from '../base/convert';
import { throttleProgress } from '../base/throttleProgress';
import { ownFeature } from '../protocol/feature';
import type { WorkspaceView } from '../workspace/workspaceView';

const FAILED = { ok: false as const, message: 'The golden could not be approved. See the output channel KynML.' };
const NO_TRUST = 'Approving a golden writes to the files that its index names, which requires a trusted workspace.';

/** `kynml/goldens`. */
export const goldens = ownFeature('kynml/goldens', FAILED, ({ workspace }, { uri }) => {
  const path = pathOf(uri);
  const found =
    path === undefined ? 'A golden must be a file on this machine.' : findGoldens(approvalFiles(workspace), path);
  return typeof found === 'string' ? failed(found) : { ok: true, goldens: found.map(itemOf) };
});

/** `kynml/hashAdapter`. The user chose the file, so it may be outside of the workspace. */
export const hashAdapter = ownFeature(
  'kynml/hashAdapter',
  FAILED,
  async ({ workspace }, { uri }, { cancelled, progress }): Promise<AdapterHashed> => {
    const path = pathOf(uri);
    if (path === undefined) return failed('An adapter must be a file on this machine.');
    if (!workspace.trusted) return failed(NO_TRUST);
    const total = workspace.host.stat(path)?.size ?? 0;
    const label = oneLine(workspace.label(path));
    const report = throttleProgress(progress);
    const hashed = await workspace.host.hashFile(path, {
      signal: cancelled,
      progress: done => report({ done, total, label }),
    });
    if (hashed.ok) return { ok: true, sha256: hashed.hash };
    if (hashed.reason === 'aborted') return { ...failed('Hashing was cancelled.'), cancelled: true };
    return failed(`${label} could not be read: ${reasonText(hashed.reason)}.`);
  },
);

/** `kynml/planGolden`. */
export const planGolden = ownFeature('kynml/planGolden', FAILED, ({ workspace }, approval): GoldenPlan => {
  const time = new Date().toISOString().slice(0, 19);
  const planned = planFor(workspace, { ...approval, time });
  if (typeof planned === 'string') return failed(planned);
  const { change, indexBefore, text, remarks, index, held } = planned;
  const shown = { before: indexBefore, after: text, remarks, ...(held !== undefined && { held }) };
  return { ok: true, change, time, ...shown, indexUri: uriOf(index) };
});

/** `kynml/writeGolden`. Plans again and writes only if the result is the text that was shown. */
export const writeGolden = ownFeature(
  'kynml/writeGolden',
  FAILED,
  async ({ workspace, filesWritten }, { text, held, ...approval }): Promise<GoldenWritten> => {
    const planned = planFor(workspace, approval);
    if (typeof planned === 'string') return failed(planned);
    if (planned.text !== text || planned.held !== held)
      return failed('The index or the golden changed since it was shown, so nothing was written.');
    const written = await workspace.host.writeAtomic(planned.index, text, isStill(workspace.host, indexRead(planned)));
    if (!written.ok)
      return failed(
        `${workspace.label(planned.index)} could not be written: ${written.message}. The file was not changed.`,
      );
    filesWritten([planned.index]);
    return { ok: true };
  },
);

interface Approval {
  readonly uri: string;
  readonly relpath: string;
  readonly adapter: string;
  readonly time: string;
}

function planFor(workspace: WorkspaceView, { uri, relpath, adapter, time }: Approval): ApprovalPlan | string {
  const path = pathOf(uri);
  if (!workspace.trusted) return NO_TRUST;
  const found =
    path === undefined ? 'A golden must be a file on this machine.' : findGoldens(approvalFiles(workspace), path);
  if (typeof found === 'string') return found;
  const golden = found.find(one => one.relpath === relpath);
  if (!golden) return `${relpath} can no longer be approved. Open the golden again.`;
  return isHash(adapter)
    ? planApproval(approvalFiles(workspace), golden, { adapter, time })
    : 'An adapter must be given by its SHA-256: 64 lower-case hex digits.';
}

// What the plan saw; an empty index is not valid, so it is never planned for.
const indexRead = ({ indexBefore: text }: ApprovalPlan): TextResult =>
  text === '' ? { ok: false, reason: 'missing' } : { ok: true, text };

const failed = (message: string): { ok: false; message: string } => ({ ok: false, message });

function itemOf({ relpath, tuple, held, approved, isMissing }: ApprovableGolden): GoldenItem {
  return {
    relpath,
    platform: oneLine(tuple.platform),
    versions: [...tuple.versions].map(([name, version]) => oneLine(`${name} ${version}`)),
    ...(isMissing && { isMissing: true as const }),
    ...(held !== undefined && { held }),
    ...(approved !== undefined && { approved }),
  };
}
