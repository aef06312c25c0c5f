// The advice of a finding about a golden works: where it says to approve, the golden can be approved and the finding is gone; elsewhere approving is
// not advised, so that no one is asked to approve again and again.
import { describe, expect, test } from 'vitest';
import { readArtifact } from '../../../src-shared/artifacts/read';
import { readGoldens } from '../../../src-shared/repro/golden/files';
import { goldenFindings } from '../../../src-shared/repro/golden/findings';
import { goldenName } from '../../../src-shared/repro/golden/name';
import { findGoldens, planApproval } from '../../../src-shared/repro/golden/planApproval';
import { nodeHost } from '../../nodeHost';
import { hostOf } from '../memory';

const { sha256 } = nodeHost;
const PLATFORM = 'linux-x86_64';
const VERSIONS = { peft: '0.14.0', torch: '2.5.1' };
const NAME = goldenName({ platform: PLATFORM, versions: new Map(Object.entries(VERSIONS)) }, sha256);
const RELPATH = `tests/golden/determinism/${NAME}`;
const INDEX = '/w/.determinism/lock.json';
const [A, B] = ['a', 'b'].map(digit => digit.repeat(64));
const CONTENT = { adapter_sha256: A, platform: PLATFORM, pinned_versions: VERSIONS };

const index = (entry: object = {}) =>
  JSON.stringify({
    goldens: [{ ...CONTENT, golden_relpath: RELPATH, ...entry }],
    lock_version: 1,
    updated_at: '2026-04-22T04:25:32',
  });

function repository(golden: Parameters<typeof hostOf>[0][string] | undefined, text = index()) {
  const host = hostOf({ [INDEX]: text, ...(golden !== undefined && { [`/w/${RELPATH}`]: golden }) });
  const files = { host, label: (path: string) => path.slice(3), isUnsaved: () => false };
  const findings = () => {
    const read = host.readBytes(INDEX, 100_000);
    const now = read.ok ? (host.decodeUtf8(read.bytes) ?? '') : '';
    const goldens = readArtifact(INDEX, now)?.claims.goldens ?? [];
    return goldenFindings(goldens, readGoldens(goldens, { path: INDEX }, host), sha256);
  };
  const approve = async () => {
    const [found] = findGoldens(files, INDEX);
    if (typeof found !== 'object' || found.held === undefined) throw new Error(`It cannot be approved: ${found}`);
    const plan = planApproval(files, found, { adapter: found.held, time: '2026-05-01T00:00:00' });
    if (typeof plan === 'string') throw new Error(plan);
    await host.writeAtomic(INDEX, plan.text);
    return plan;
  };
  return { files, findings, approve };
}

describe('where the advice is to approve, approving removes the finding', () => {
  test.each([
    ['another adapter', JSON.stringify({ ...CONTENT, adapter_sha256: B }), index()],
    ['another platform in the index', JSON.stringify(CONTENT), index({ platform: 'darwin-arm64' })],
    ['other versions in the index', JSON.stringify(CONTENT), index({ pinned_versions: { torch: '2.0.0' } })],
  ])('%s', async (_, golden, text) => {
    const { findings, approve } = repository(golden, text);
    expect(findings().map(d => d.message)).toEqual([expect.stringMatching(/[Aa]pprove/)]);
    await approve();
    expect(findings()).toEqual([]);
    expect((await approve()).change).toBe('unchanged');
  });
});

describe('where approving does not help, the advice is another', () => {
  test.each([
    ['a golden without an adapter', JSON.stringify({ ...CONTENT, adapter_sha256: null })],
    ['a golden under a wrong name', JSON.stringify({ ...CONTENT, platform: 'darwin-arm64' })],
    ['a golden without its platform', JSON.stringify({ ...CONTENT, platform: undefined })],
    ['a golden that is not JSON', '{'],
    ['a missing golden', undefined],
  ])('%s', (_, golden) => {
    const messages = repository(golden)
      .findings()
      .map(d => d.message);
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) expect(message).not.toMatch(/[Aa]pprove the golden again|, or approve/);
  });
});

test('a golden that cannot be read is not approved as if it were missing', () => {
  const { files } = repository({ unreadable: 'denied' });
  expect(findGoldens(files, INDEX)).toBe(
    `${RELPATH} cannot be approved. The golden cannot be read: permission denied.`,
  );
});

test('a missing golden can be approved, with the remark that its file is missing', () => {
  const { files } = repository(undefined);
  const [found] = findGoldens(files, INDEX);
  if (typeof found !== 'object') throw new Error(found);
  expect(found.isMissing).toBe(true);
  expect(planApproval(files, found, { adapter: String(B), time: '2026-05-01T00:00:00' })).toMatchObject({
    remarks: [`${RELPATH} does not exist, so the entry cannot be verified until DLM's script writes it.`],
  });
});
