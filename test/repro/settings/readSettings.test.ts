// Finding and reading `.kynml.json`.
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fieldTable } from '../../../src-shared/artifacts/fieldTable';
import { sharedSettings } from '../../../src-shared/artifacts/kinds/sharedSettings';
import { readArtifact } from '../../../src-shared/artifacts/read';
import { closedLists, words } from '../../../src-shared/kyn/catalogue';
import { settingsSearch } from '../../../src-shared/repro/settings/findSettings';
import { readSettings, refusedSettings } from '../../../src-shared/repro/settings/readSettings';
import { nodeHost } from '../../nodeHost';
import { hostOf } from '../memory';

const MAE = '{"runs": {"headlineMetric": "mae"}}';

test('the nearest file in a folder or above it, up to the top of the repository', () => {
  const find = settingsSearch(
    hostOf({
      '/.kynml.json': '{}',
      '/w/a/.kynml.json': '{}',
      '/w/a/b/c/x.kyn': '',
      '/w/repository/.git/HEAD': '',
      '/w/repository/sub/x.kyn': '',
    }),
  );
  expect(find('/w/a/b/c')).toBe('/w/a/.kynml.json');
  expect(find('/w/a')).toBe('/w/a/.kynml.json');
  expect(find('/w')).toBeUndefined();
  expect(find('/w/repository/sub')).toBeUndefined();
});

test('no file where other users may have put it: a shared folder that is not inside of a work tree', () => {
  const found = (folder: string, files: Record<string, string>) => {
    const host = hostOf(files);
    const stat: typeof host.stat = path => {
      const info = host.stat(path);
      return info && (path === '/tmp' || path === '/w/open' ? { ...info, isShared: true } : info);
    };
    return settingsSearch({ ...host, stat })(folder);
  };
  const planted = { '/tmp/.kynml.json': '{}', '/tmp/x/a.kyn': '' };
  expect(found('/tmp/x', planted)).toBeUndefined();
  expect(found('/tmp', planted)).toBeUndefined();
  expect(found('/tmp/x', { ...planted, '/tmp/.git/HEAD': '' })).toBeUndefined();
  expect(found('/tmp/x', { ...planted, '/tmp/x/.kynml.json': '{}' })).toBe('/tmp/x/.kynml.json');
  const tree = { '/w/.git/HEAD': '', '/w/.kynml.json': '{}', '/w/open/a/x.kyn': '' };
  expect(found('/w/open/a', tree)).toBe('/w/.kynml.json');
});

test('a folder for all users is shared, and one that this user opened is not', () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const shared = (mode: number) => {
    chmodSync(folder, mode);
    return nodeHost.stat(folder)?.isShared;
  };
  expect([0o755, 0o777, 0o1777].map(shared)).toEqual([undefined, undefined, true]);
});

test('each folder is searched once', () => {
  const host = hostOf({ '/w/a/b/x': '' });
  const asked: string[] = [];
  const stat: typeof host.stat = path => {
    asked.push(path);
    return host.stat(path);
  };
  const find = settingsSearch({ ...host, stat });
  find('/w/a/b');
  const before = asked.length;
  find('/w/a/b');
  find('/w/a');
  expect(asked).toHaveLength(before);
});

test('whether others may write to a folder is asked only where settings were found', () => {
  const asked: string[] = [];
  const search = (files: Record<string, string>) => {
    const host = hostOf(files);
    const stat: typeof host.stat = path => {
      if (host.stat(path)?.kind === 'folder') asked.push(path);
      return host.stat(path);
    };
    return settingsSearch({ ...host, stat })('/w/a');
  };
  expect(search({ '/w/a/x.kyn': '' })).toBeUndefined();
  expect(asked).toEqual([]);
  expect(search({ '/w/a/x.kyn': '', '/w/.kynml.json': MAE })).toBe('/w/.kynml.json');
  expect(asked).toEqual(['/w', '/w/a']);
});

test.each([
  [MAE, 'mae'],
  [`\ufeff${MAE}`, undefined],
  ['{"runs": {"headlineMetric": 3}}', undefined],
  ['{"runs": {"headline": "mae"}}', undefined],
  ['{"policy": {"sead": "info"}}', undefined],
  ['{"runs": ', undefined],
  ['[]', undefined],
])('%s', (text, headline) => {
  const read = readSettings(hostOf({ '/w/.kynml.json': text }), '/w/.kynml.json');
  expect(read.ok ? read.settings.headlineMetric : undefined).toBe(headline);
  if (!read.ok) expect(read.problem).toBe('has errors');
});

test('a file that is too large, a folder and bytes that are not text are refused', () => {
  const problem = (content: string | Uint8Array): string | undefined => {
    const read = readSettings(hostOf({ '/w/.kynml.json': content }), '/w/.kynml.json');
    return read.ok ? undefined : read.problem;
  };
  expect(problem(`{"a": "${'x'.repeat(64 * 1024)}"}`)).toBe('is larger than 64 KiB');
  expect(problem(Uint8Array.of(0xff, 0xfe, 0x41))).toMatch(/^cannot be read: /);
  const folder = readSettings(hostOf({ '/w/.kynml.json/x': '' }), '/w/.kynml.json');
  expect(folder.ok ? '' : folder.problem).toMatch(/^cannot be read: .*folder/);
});

test('a link that leads out of the folder and its repository is not followed', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kyn-settings-')));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'project/.git'), { recursive: true });
  mkdirSync(join(folder, 'project/sub'));
  writeFileSync(join(folder, 'other.json'), MAE);
  writeFileSync(join(folder, 'project/shared.json'), MAE);
  symlinkSync('../other.json', join(folder, 'project/.kynml.json'));
  symlinkSync('../shared.json', join(folder, 'project/sub/.kynml.json'));
  const out = readSettings(nodeHost, join(folder, 'project/.kynml.json'));
  expect(out).toEqual({ ok: false, problem: 'is a link that leads out of its folder and repository' });
  expect(readSettings(nodeHost, join(folder, 'project/sub/.kynml.json')).ok).toBe(true);
});

test('the categories of words are those of the catalogue', () => {
  const named = fieldTable(sharedSettings).flatMap(({ path }) => /^catalog\.extra\.(\w+)$/.exec(path)?.[1] ?? []);
  const open = Object.keys(words).filter(list => !([...closedLists] as string[]).includes(list));
  expect(named.sort()).toEqual(open.sort());
});

test('a file that is too large, or a link that leads out, has a finding, other files have none', () => {
  const large = hostOf({ '/w/.kynml.json': ' '.repeat(65 * 1024), '/w/other.json': ' '.repeat(65 * 1024) });
  const at = { start: 0, end: 1 };
  expect(refusedSettings(large, '/w/.kynml.json', at)).toMatchObject([
    {
      code: 'settings-not-used',
      severity: 'error',
      message: expect.stringContaining('is larger than 64 KiB, so none'),
    },
  ]);
  expect(refusedSettings(large, '/w/other.json', at)).toEqual([]);
  expect(refusedSettings(hostOf({ '/w/.kynml.json': '{}' }), '/w/.kynml.json', at)).toEqual([]);
});

test.each([
  [
    'a list',
    { catalog: { extra: { metric: Array.from({ length: 1001 }, (_, i) => `m${i}`) } } },
    'more than 1,000 entries',
  ],
  ['a word', { catalog: { extra: { loss: ['x'.repeat(201)] } } }, 'more than 200 characters'],
  [
    'directions',
    { runs: { metricDirections: Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`m${i}`, 'lower'])) } },
    'more than 1,000 entries',
  ],
  ['the name of a metric', { runs: { metricDirections: { ['x'.repeat(201)]: 'lower' } } }, 'more than 200 characters'],
  [
    'the patterns of files',
    { artifacts: { ignore: Array(101).fill('a') } },
    '`artifacts.ignore` has more than 100 entries',
  ],
  [
    'a pattern of files',
    { artifacts: { ignore: ['a'.repeat(1001), 'b'] } },
    'A pattern in `artifacts.ignore` has more than 1,000',
  ],
  ['all patterns of files', { artifacts: { ignore: Array(3).fill('a'.repeat(700)) } }, 'more than 2,000 characters'],
])('%s beyond its limit has a finding, and the file is not used', (_, settings, expected) => {
  const text = JSON.stringify(settings);
  const artifact = readArtifact('.kynml.json', text);
  expect(artifact?.diagnostics).toMatchObject([
    { code: 'beyond-limit', severity: 'error', message: expect.stringContaining(expected) },
  ]);
  expect(readSettings(hostOf({ '/w/.kynml.json': text }), '/w/.kynml.json')).toEqual({
    ok: false,
    problem: 'has errors',
  });
});

test.each(['[', 'runs/{a,b', 'a]', 'a/[z-a]'])('the pattern %j, which matches nothing, is an error', pattern => {
  const text = JSON.stringify({ artifacts: { ignore: [' old/**', pattern] } });
  expect(readArtifact('.kynml.json', text)?.diagnostics).toMatchObject([
    {
      code: 'wrong-field',
      severity: 'error',
      message: expect.stringContaining('`artifacts.ignore.1` must be a valid pattern'),
    },
  ]);
});
