// Finding and reading `.kynml.json`.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fieldTable } from '../../../src-shared/artifacts/fieldTable';
import { sharedSettings } from '../../../src-shared/artifacts/kinds/sharedSettings';
import { closedLists, words } from '../../../src-shared/kyn/catalogue';
import { settingsSearch } from '../../../src-shared/repro/settings/findSettings';
import { readSettings } from '../../../src-shared/repro/settings/readSettings';
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
  expect(find('/w')).toBe('/.kynml.json');
  expect(find('/w/repository/sub')).toBeUndefined();
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
