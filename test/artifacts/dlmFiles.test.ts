// Files of DLM as its trainer writes and reads them: rejected values, the words of the trainer, temporary files.
import { describe, expect, test } from 'vitest';
import { mayBeArtifact } from '../../src-shared/artifacts/detect';
import { readArtifact } from '../../src-shared/artifacts/read';

// As the trainer writes it.
const LOCK = {
  base_model_revision: 'rev1',
  base_model_sha256: null,
  created_at: '2026-04-19T17:30:00.123456Z',
  cuda_version: null,
  determinism_class: 'best-effort',
  determinism_flags: {},
  dlm_id: '01HRZYQ2X0MB5K4VN7E9DNT5GH',
  dlm_sha256: 'a'.repeat(64),
  hardware_tier: 'cpu',
  last_run_id: 1,
  license_acceptance: null,
  lock_version: 1,
  pinned_versions: { sway: '0.3.0', torch: '2.5.1' },
  rocm_version: null,
  seed: 42,
  world_size: 1,
};
const findingsOf = (text: string, name = 'dlm.lock') =>
  (readArtifact(name, text)?.diagnostics ?? []).map(d => `${d.code} ${text.slice(d.span.start, d.span.end).slice(0, 20)}`);

test('a lock of the trainer has no findings', () => {
  expect(findingsOf(JSON.stringify(LOCK))).toEqual([]);
  expect(findingsOf(JSON.stringify({ ...LOCK, created_at: '2026-04-19T17:30:00.123456+00:00' }))).toEqual([]);
});

test('an index of goldens has a time without offset and microseconds', () => {
  const text = JSON.stringify({ goldens: [], lock_version: 1, updated_at: '2026-04-22T04:25:32' });
  expect(findingsOf(text, '.determinism/lock.json')).toEqual([]);
});

describe('what Python rejects is an error at its place', () => {
  test.each([
    [{ dlm_id: '\ud83d' }, ['python-rejects "\\ud83d"']],
    [{ pinned_versions: { '\udc00': '1' } }, ['python-rejects "\\udc00"']],
    [{ pinned_versions: { torch: 'a\ud800' } }, ['python-rejects "a\\ud800"']],
    [{ determinism_flags: { '\udc00': 1 } }, ['python-rejects "\\udc00"']],
    [{ determinism_flags: { a: ['\udc00', { '\udc00': 1 }] } }, []],
    [{ dlm_id: '😀' }, []],
  ])('%j', (more, expected) => {
    expect(findingsOf(JSON.stringify({ ...LOCK, ...more }))).toEqual(expected);
  });

  test.each([
    [4300, []],
    [4301, [`python-rejects ${'9'.repeat(20)}`]],
  ])('an integer of %i digits', (digits, expected) => {
    const long = '9'.repeat(digits);
    expect(findingsOf(JSON.stringify(LOCK).replace('42', long))).toEqual(expected);
    expect(findingsOf(JSON.stringify(LOCK).replace('42', `-${long}`))).toHaveLength(expected.length);
    expect(findingsOf(JSON.stringify(LOCK).replace('_flags":{}', `_flags":{"a":[${long}]}`))).toEqual(expected);
    expect(findingsOf(JSON.stringify(LOCK).replace('_flags":{}', `_flags":{"a":${long}.0}`))).toEqual([]);
  });

  test('in an index of goldens too', () => {
    const golden = {
      golden_relpath: `tests/golden/determinism/tuple-${'a'.repeat(16)}.json`,
      adapter_sha256: 'a'.repeat(64),
      platform: 'p\ud800',
      pinned_versions: {},
    };
    const text = JSON.stringify({ goldens: [golden], lock_version: 1, updated_at: '2026-04-22T04:25:32' });
    expect(findingsOf(text, '.determinism/lock.json')).toEqual(['python-rejects "p\\ud800"']);
  });
});

test.each([
  ['strict', 'strong'],
  ['best_effort', 'best-effort'],
  ['loose', 'advisory'],
])('the word %s of the trainer is %s in a lock', (word, meant) => {
  const [finding] = readArtifact('dlm.lock', JSON.stringify({ ...LOCK, determinism_class: word }))?.diagnostics ?? [];
  expect(finding).toMatchObject({ severity: 'error', message: expect.stringContaining(`(did you mean \`${meant}\`?)`) });
});

test.each([
  ['gpu', ''],
  ['GPU', ''],
  ['npu', ''],
  ['CPU', ' (did you mean `cpu`?)'],
  ['cpuu', ' (did you mean `cpu`?)'],
])('the hardware %s has the hint "%s"', (word, hint) => {
  const [finding] = readArtifact('dlm.lock', JSON.stringify({ ...LOCK, hardware_tier: word }))?.diagnostics ?? [];
  expect(finding?.message).toBe(
    `\`hardware_tier\` must be one of \`cuda-sm80+\`, \`cuda-sm<80\`, \`mps\`, \`cpu\`, \`rocm\`${hint}, not "${word}".`,
  );
});

describe('a temporary file of DLM', () => {
  const text = JSON.stringify({ ...LOCK, dlm_id: '' });
  test.each(['dlm.lock.tmp.123.0a1b2c3d', '/s/manifest.json.tmp.1.ffffffff', '.determinism/lock.json.tmp.7.00000000'])(
    '%s is not an artifact',
    path => {
      expect([mayBeArtifact(path, text), readArtifact(path, text)]).toEqual([false, undefined]);
    },
  );

  test.each(['dlm.lock', 'dlm.lock.tmp.json', 'x.tmp.1.0a1b2c3d.json', 'dlm.lock.tmp.a.0a1b2c3d', 'dlm.lock.tmp.1.0A1B2C3D'])(
    '%s is one',
    path => expect(readArtifact(path, text)?.kind.id).toBe('dlm-lock'),
  );
});
