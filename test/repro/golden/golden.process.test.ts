// Goldens: their names, the comparison of an index with its files, and approving a golden.
import { describe, expect, test } from 'vitest';
import { readArtifact } from '../../../src-shared/artifacts/read';
import type { Host } from '../../../src-shared/host/host';
import type { MemoryFile } from '../../../src-shared/host/memoryHost';
import { approveGolden } from '../../../src-shared/repro/golden/approve';
import { readGoldens } from '../../../src-shared/repro/golden/files';
import { goldenFindings } from '../../../src-shared/repro/golden/findings';
import { goldenName, tupleOf } from '../../../src-shared/repro/golden/name';
import { parseJson } from '../../../src-shared/text/jsonText';
import { nodeHost } from '../../nodeHost';
import { askPython } from '../../python/askPython';
import { hostOf } from '../memory';

const { sha256 } = nodeHost;
const VERSIONS = { torch: '2.5.1', peft: '0.14.0' };
const tuple = (platform: string, versions: Record<string, string> = VERSIONS) => ({
  versions: new Map(Object.entries(versions)),
  platform,
});
const name = (platform: string) => goldenName(tuple(platform), sha256);
const relpathOf = (platform: string) => `tests/golden/determinism/${name(platform)}`;
const entry = (platform: string, more: Record<string, unknown> = {}) => ({
  golden_relpath: relpathOf(platform),
  adapter_sha256: 'a'.repeat(64),
  platform,
  pinned_versions: VERSIONS,
  ...more,
});
const golden = (platform: string, more: Record<string, unknown> = {}) =>
  JSON.stringify({ adapter_sha256: 'a'.repeat(64), platform, pinned_versions: VERSIONS, seed: 42, ...more });
const index = (...goldens: unknown[]) =>
  JSON.stringify({ lock_version: 1, updated_at: '2026-04-22T04:25:32', goldens });

const INDEX = '/w/.determinism/lock.json';
const found = (text: string, files: Record<string, MemoryFile>, place: { path?: string; within?: string } = {}) => {
  const { goldens = [] } = readArtifact(INDEX, text)?.claims ?? {};
  const at = { path: INDEX, ...place };
  return goldenFindings(goldens, readGoldens(goldens, at, hostOf(files)), sha256).map(d => ({
    at: text.slice(d.span.start, d.span.end).slice(0, 40),
    summary: `${d.severity} ${d.code}: ${d.message}`,
  }));
};
const at = (platform: string) => `/w/${relpathOf(platform)}`;

describe('names', () => {
  test('are computed from the sorted versions and the platform', () => {
    expect(goldenName(tuple('linux-x86_64'), sha256)).toBe(
      `tuple-${sha256('peft=0.14.0|torch=2.5.1|platform=linux-x86_64').slice(0, 16)}.json`,
    );
    expect(goldenName(tuple('p', {}), sha256)).toBe(`tuple-${sha256('platform=p').slice(0, 16)}.json`);
    const first = goldenName(tuple('p', { b: '1', a: 'é' }), sha256);
    expect(goldenName(tuple('p', { a: 'é', b: '1' }), sha256)).toBe(first);
  });

  test('equal those that Python computes', context => {
    const tuples = Array.from({ length: 500 }, (_, i) => ({
      platform: `linux-${i % 7}`,
      versions: Object.fromEntries(
        ['torch', 'Torch', 'é', '\u{1f600}', '\uffff', 'a.b', 'a'].slice(i % 7).map((name, j) => [name, `${i}.${j}+é`]),
      ),
    }));
    const script = `
import hashlib
def name(versions, platform):
    parts = [f"{k}={versions[k]}" for k in sorted(versions)] + [f"platform={platform}"]
    return f"tuple-{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:16]}.json"
output = [name(t["versions"], t["platform"]) for t in input]`;
    const answers = askPython<string[]>(context, script, tuples);
    expect(tuples.map(t => goldenName(tuple(t.platform, t.versions), sha256))).toEqual(answers);
    console.log(`${tuples.length} names of goldens compared with Python.`);
  });

  test.each(['{}', '{"platform": "p"}', '{"pinned_versions": {}}', '{"platform": "p", "pinned_versions": {"a": 1}}'])(
    'need versions and platform: %s is incomplete',
    text => {
      expect(tupleOf(parseJson(text).value)).toBeUndefined();
    },
  );
});

describe('of an index', () => {
  test('that matches its goldens: no findings', () => {
    const files = { [at('p')]: golden('p'), [at('q')]: golden('q') };
    expect(found(index(entry('p'), entry('q')), files)).toEqual([]);
    expect(found(index(), {})).toEqual([]);
  });

  test.each<[string, Record<string, MemoryFile>, string]>([
    ['a golden that is missing', {}, `error golden-missing: ${relpathOf('p')} does not exist in the repository`],
    [
      'a golden next to the missing one',
      { [at('q')]: golden('q') },
      `error golden-missing: ${relpathOf('p')} does not exist in the repository`,
    ],
    [
      'a golden that is a folder',
      { [`${at('p')}/x`]: '' },
      'info golden-unverified: The golden cannot be read: it is a folder.',
    ],
    [
      'a golden that may not be read',
      { [at('p')]: { unreadable: 'denied' } },
      'info golden-unverified: The golden cannot be read: permission denied.',
    ],
    [
      'a golden that is not JSON',
      { [at('p')]: 'x' },
      `error golden-differs: ${name('p')} cannot be read as a golden: it is not a JSON object. Generate`,
    ],
    [
      'a golden that is a list',
      { [at('p')]: '[]' },
      `error golden-differs: ${name('p')} cannot be read as a golden: it is not a JSON object. Generate`,
    ],
    [
      'a golden that is not UTF-8',
      { [at('p')]: new Uint8Array([255]) },
      `error golden-differs: ${name('p')} cannot be read as a golden: it is not UTF-8 text. Generate`,
    ],
    [
      'a golden that is large',
      { [at('p')]: ' '.repeat(1024 * 1024 + 1) },
      `error golden-differs: ${name('p')} cannot be read as a golden: it is larger than 1 MiB. Generate`,
    ],
    [
      'a golden with another adapter',
      { [at('p')]: golden('p', { adapter_sha256: 'b'.repeat(64) }) },
      `error golden-differs: The index approves adapter aaaaaaaaaaaa, but ${name('p')} contains bbbbbbbbbbbb`,
    ],
    [
      'a golden without an adapter',
      { [at('p')]: golden('p', { adapter_sha256: null }) },
      `error golden-differs: The index approves adapter aaaaaaaaaaaa, but ${name('p')} does not contain one. Generate the golden again with DLM's script.`,
    ],
    [
      'a golden without a platform',
      { [at('p')]: golden('p', { platform: undefined }) },
      `warning golden-differs: ${name('p')} does not have the same \`platform\` as the index. Generate the golden again`,
    ],
  ])('%s is reported', (_, files, start) => {
    const [first, ...more] = found(index(entry('p')), files);
    expect(first?.summary.slice(0, start.length)).toBe(start);
    expect(more).toEqual([]);
  });

  test('a difference is reported at its field', () => {
    const other = golden('q', { pinned_versions: { torch: '9' }, adapter_sha256: 'b'.repeat(64) });
    expect(found(index(entry('p')), { [at('p')]: other }).map(f => [f.at, f.summary.split(':')[0]])).toEqual([
      [JSON.stringify('a'.repeat(64)).slice(0, 40), 'error golden-differs'],
      ['"p"', 'warning golden-differs'],
      [JSON.stringify(VERSIONS).slice(0, 40), 'warning golden-differs'],
      [JSON.stringify(relpathOf('p')).slice(0, 40), 'warning golden-name'],
    ]);
  });

  test('a wrong file name is reported, also for a missing golden', () => {
    const relpath = 'tests/golden/determinism/tuple-0123456789abcdef.json';
    const odd = index(entry('p', { golden_relpath: relpath }));
    const message = `the name must be ${goldenName(tuple('p'), sha256)}`;
    expect(found(odd, { [`/w/${relpath}`]: golden('p') }).map(f => f.summary)).toEqual([
      expect.stringContaining(message),
    ]);
    expect(found(odd, {}).map(f => f.summary)).toEqual([
      expect.stringContaining('golden-missing'),
      expect.stringContaining(message),
    ]);
  });

  test('with an unknown location or outside the folder: goldens are not read', () => {
    const unread = (place: { path?: string; within?: string }) => {
      const touched: string[] = [];
      const host: Host = {
        ...hostOf({ [at('p')]: golden('p') }),
        readBytes: path => {
          touched.push(path);
          return { ok: false, reason: 'missing' };
        },
        list: path => {
          touched.push(path);
          return [];
        },
        readFolder: path => {
          touched.push(path);
          return { ok: false, reason: 'missing' };
        },
      };
      const { goldens = [] } = readArtifact(INDEX, index(entry('p'), entry('q')))?.claims ?? {};
      const files = readGoldens(goldens, { path: INDEX, ...place }, host);
      expect(touched).toEqual([]);
      return goldenFindings(goldens, files, sha256).map(d => `${d.severity} ${d.code}: ${d.message}`);
    };
    expect(unread({ path: '/w/other.json' })).toEqual([
      'info golden-unverified: The goldens were not read: the index is not at .determinism/lock.json of a repository, so their location is unknown.',
    ]);
    expect(unread({ within: '/w/.determinism' })).toEqual([
      'info golden-unverified: The goldens were not read: the repository of the index is outside the workspace folder. Open the whole repository.',
    ]);
  });

  test.each(['tests', 'golden', 'determinism'])('a symbolic link at %s is not followed', part => {
    const host = hostOf({ [at('p')]: golden('p') });
    const entries = (path: string) =>
      host.list(path).map(e => (e.name === part ? { ...e, kind: 'other' as const } : e));
    const linked: Host = { ...host, list: entries, readFolder: path => ({ ok: true, entries: entries(path) }) };
    const { goldens = [] } = readArtifact(INDEX, index(entry('p')))?.claims ?? {};
    const [one] = goldenFindings(goldens, readGoldens(goldens, { path: INDEX }, linked), sha256);
    expect(one?.message).toBe(
      'The golden was not read: it is behind a symbolic link, and links are not followed. Replace the link with the file.',
    );
  });

  test.each(['tests', 'tests/golden', 'tests/golden/determinism'])(
    'goldens below the unreadable folder %s are reported once, as not read',
    folder => {
      const files = { [`/w/${folder}`]: { unreadable: 'denied' } as const, [at('p')]: golden('p') };
      expect(found(index(entry('p'), entry('q')), files).map(f => f.summary)).toEqual([
        `info golden-unverified: The goldens were not read: the folder ${folder} cannot be read (permission denied).`,
      ]);
    },
  );

  test('goldens whose folder is a file are missing', () => {
    expect(found(index(entry('p')), { '/w/tests': 'x' }).map(f => f.summary)).toEqual([
      expect.stringContaining('error golden-missing'),
    ]);
  });

  test('each golden that cannot be read is reported, also for the same reason', () => {
    const denied = { unreadable: 'denied' } as const;
    const message = 'info golden-unverified: The golden cannot be read: permission denied.';
    const both = found(index(entry('p'), entry('q')), { [at('p')]: denied, [at('q')]: denied });
    expect(both.map(f => [f.at, f.summary])).toEqual(
      ['p', 'q'].map(platform => [JSON.stringify(relpathOf(platform)).slice(0, 40), message]),
    );
  });

  test('a path that is not a golden path is never read', () => {
    const text = index(entry('p', { golden_relpath: '../../etc/passwd' }));
    expect(found(text, {})).toEqual([]);
    expect(readArtifact(INDEX, text)?.diagnostics.map(d => d.code)).toEqual(['wrong-field']);
  });
});

test('the fix of the order sorts all goldens', () => {
  const sorted = [entry('p'), entry('q'), entry('r')].sort((a, b) => (a.golden_relpath < b.golden_relpath ? -1 : 1));
  const text = index(...[...sorted].reverse());
  const [finding] = readArtifact(INDEX, text)?.diagnostics ?? [];
  const edits = [...(finding?.fixes[0]?.edits ?? [])].sort((a, b) => b.span.start - a.span.start);
  const fixed = edits.reduce((t, e) => t.slice(0, e.span.start) + e.text + t.slice(e.span.end), text);
  expect(finding?.code).toBe('golden-order');
  expect(JSON.parse(fixed)).toEqual(JSON.parse(index(...sorted)));
  expect(readArtifact(INDEX, fixed)?.diagnostics).toEqual([]);
});

describe('approving', () => {
  const approve = (text: string | undefined, platform: string, adapter: string) =>
    approveGolden(
      text === undefined ? undefined : parseJson(text).value,
      { ...tuple(platform), adapterSha256: adapter.repeat(64) },
      { sha256, now: '2026-05-01T00:00:00' },
    );

  test('writes an index like DLM', () => {
    const { change, relpath, before, text } = approve(undefined, 'darwin-arm64', 'a');
    expect([change, before]).toEqual(['added', undefined]);
    expect(text).toBe(`{
  "goldens": [
    {
      "adapter_sha256": "${'a'.repeat(64)}",
      "golden_relpath": "${relpath}",
      "pinned_versions": {
        "peft": "0.14.0",
        "torch": "2.5.1"
      },
      "platform": "darwin-arm64"
    }
  ],
  "lock_version": 1,
  "updated_at": "2026-05-01T00:00:00"
}
`);
    expect(readArtifact(INDEX, text)?.diagnostics).toEqual([]);
  });

  test('adds or replaces an entry, returns the previous adapter and sorts', () => {
    const one = approve(undefined, 'p', 'a').text;
    const two = approve(one, 'q', 'b');
    expect([two.change, two.before]).toEqual(['added', undefined]);
    const three = approve(two.text, 'p', 'c');
    expect([three.change, three.before]).toEqual(['replaced', 'a'.repeat(64)]);
    expect(approve(three.text, 'p', 'c').change).toBe('unchanged');
    const { goldens } = JSON.parse(three.text);
    const paths = goldens.map((g: { golden_relpath: string }) => g.golden_relpath);
    expect(paths).toEqual([...paths].sort());
    expect(paths).toHaveLength(2);
    expect(readArtifact(INDEX, three.text)?.diagnostics).toEqual([]);
  });

  test('keeps the last of duplicate entries', () => {
    const twice = index(entry('p'), entry('q'), entry('p', { adapter_sha256: 'd'.repeat(64) }));
    expect(approve(twice, 'p', 'e').before).toBe('d'.repeat(64));
    expect(JSON.parse(approve(twice, 'r', 'e').text).goldens).toHaveLength(3);
  });
});
