// `.kynml.json` in the editor: its settings count below those of the editor, and its mistakes are findings.
import { expect, test } from 'vitest';
import { ProjectSettings } from '../../server/src/lsp/workspace/projectSettings';
import { WorkspaceSettings } from '../../server/src/lsp/workspace/workspaceSettings';
import { manifestText, sha256 } from '../cli/cliEnvironment';
import { hostOf } from '../repro/memory';
import { houseSpec } from '../specFixture';
import { startClient, type TestClient } from './client';

const SPEC = `${houseSpec}\nevaluate:\n    metrics = [mape]\n`;
const WORDS = '{"catalog": {"extra": {"metric": ["mape"]}}}';
const trusted = { trusted: true } as const;

const CHANGED = 2;

async function rewrite(client: TestClient, path: string, text: string): Promise<void> {
  client.write(path, text);
  const changes = [{ uri: client.uri(path), type: CHANGED }];
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
}

test('its words are accepted, also after it changed', async () => {
  const client = await startClient({ 'd/a.kyn': SPEC, '.kynml.json': WORDS }, { options: trusted });
  await client.open('d/a.kyn', SPEC);
  expect(await client.codes('d/a.kyn')).not.toContain('unknown-word');
  await rewrite(client, '.kynml.json', '{}');
  expect(await client.codes('d/a.kyn')).toContain('unknown-word');
  await rewrite(client, 'd/.kynml.json', WORDS);
  expect(await client.codes('d/a.kyn')).not.toContain('unknown-word');
});

test('its mistakes are findings at their place, and none of its settings is used', async () => {
  const text = '{"catalog": {"extra": {"metric": ["mape"]}}, "polcy": {}}';
  const client = await startClient({ 'a.kyn': SPEC, '.kynml.json': text }, { options: trusted });
  await client.open('a.kyn', SPEC);
  await client.open('.kynml.json', text);
  expect(await client.codes('a.kyn')).toContain('unknown-word');
  expect(await client.diagnostics('.kynml.json')).toMatchObject([
    { code: 'unknown-field', range: { start: { line: 0, character: 45 } } },
  ]);
});

test('a file that is too large says that none of its settings is used', async () => {
  const text = `{"catalog": {"extra": {"metric": ["mape"]}}}${' '.repeat(65 * 1024)}`;
  const client = await startClient({ 'a.kyn': SPEC, '.kynml.json': text }, { options: trusted });
  await client.open('.kynml.json', text);
  expect(await client.diagnostics('.kynml.json')).toMatchObject([
    { code: 'settings-not-used', message: expect.stringContaining('none of its settings is used') },
  ]);
  await client.open('a.kyn', SPEC);
  expect(await client.codes('a.kyn')).toContain('unknown-word');
});

test('the settings of the editor take precedence', async () => {
  const metrics = { mae: 1, rmse: 2, bleu: 3 };
  const files = {
    'a.kyn': houseSpec,
    'run_manifest.json': manifestText({ config_hash: sha256(houseSpec), metrics }),
    '.kynml.json': '{"runs": {"headlineMetric": "rmse"}}',
  };
  const label = async (settings: unknown): Promise<() => Promise<string | undefined>> => {
    const client = await startClient(files, { options: trusted, settings });
    return async () => (await client.request('kynml/runTree', {}))?.nodes[0]?.groups[0]?.runs[0]?.label;
  };
  await expect.poll(await label({})).toMatch(/^rmse 2/);
  await expect.poll(await label({ runs: { headlineMetric: 'bleu' } })).toMatch(/^bleu 3/);
});

test('its headline metric is that of the runs of its folder, also where another folder is the first', async () => {
  const metrics = { mae: 1, rmse: 2, bleu: 3 };
  const spec = (name: string): string => `# ${name}\n${houseSpec}`;
  const folder = (name: string, headlineMetric: string) => ({
    [`${name}/a.kyn`]: spec(name),
    [`${name}/run_manifest.json`]: manifestText({ config_hash: sha256(spec(name)), metrics }),
    [`${name}/.kynml.json`]: JSON.stringify({ runs: { headlineMetric } }),
  });
  const files = { ...folder('one', 'rmse'), ...folder('two', 'bleu') };
  const client = await startClient(files, { options: { trusted: true }, folders: ['one', 'two'] });
  await client.open('one/a.kyn', spec('one'));
  await client.open('two/a.kyn', spec('two'));
  const labels = async () =>
    (await client.request('kynml/runTree', {}))?.nodes.map(node => node.groups[0]?.runs[0]?.label.split(' · ')[0]);
  await expect.poll(labels).toEqual(['rmse 2', 'bleu 3']);
  const list = await client.request('kynml/runs', {});
  expect(list.map(({ metric }) => metric).sort()).toEqual(['bleu 3', 'rmse 2']);
  const lenses = async (path: string) => (await client.lensTitles(path)).join();
  await expect.poll(() => lenses('one/a.kyn')).toContain('already run: rmse 2');
  await expect.poll(() => lenses('two/a.kyn')).toContain('already run: bleu 3');
  const history = await client.request('kynml/specHistory', { uri: client.uri('two/a.kyn') });
  expect(JSON.stringify(history)).toContain('bleu 3');
});

const COMPARED = {
  'a.json': manifestText({ seed: 1, metrics: { bleu: 1 } }),
  'b.json': manifestText({ seed: 2, metrics: { bleu: 2 } }),
  '.kynml.json': '{"policy": {"seed": "error"}, "runs": {"metricDirections": {"bleu": "higher"}}}',
};

async function comparison(options: { readonly trusted: boolean }): Promise<string> {
  const client = await startClient(COMPARED, { options });
  return JSON.stringify(await client.request('kynml/diff', { a: client.uri('a.json'), b: client.uri('b.json') }));
}

test('its policy and its directions of metrics count in comparisons of a trusted workspace only', async () => {
  expect(await comparison({ trusted: true })).toContain('By the policy in the settings: seed counts as');
  expect(await comparison({ trusted: false })).not.toContain('By the policy in the settings');
  expect(await comparison({ trusted: true })).toContain('"better":"b"');
  expect(await comparison({ trusted: false })).toContain('"better":"unknown"');
});

test('its directions of metrics decide which run is better in a trusted workspace only', async () => {
  const direction = async (trust: boolean) => {
    const client = await startClient(COMPARED, { options: { trusted: trust } });
    const table = await client.request('kynml/runTable', {});
    return table?.columns.find(({ key }) => key === 'bleu')?.direction;
  };
  expect(await direction(true)).toBe('higher');
  expect(await direction(false)).toBe('unknown');
});

test('its directions of metrics are in hovers, and decide which metric a list shows, in a trusted workspace only', async () => {
  const text = `${houseSpec}\nevaluate:\n    metrics = [mape]\n`;
  const files = {
    'a.kyn': text,
    'run_manifest.json': manifestText({ metrics: { aaa: 1, mape: 2 } }),
    '.kynml.json': '{"catalog": {"extra": {"metric": ["mape"]}}, "runs": {"metricDirections": {"mape": "lower"}}}',
  };
  for (const trust of [true, false]) {
    const client = await startClient(files, { options: { trusted: trust } });
    await client.open('a.kyn', text);
    const hover = JSON.stringify(await client.hover('a.kyn', text.split('\n').length - 2, 15));
    expect(hover).toContain('Accepted because');
    expect(hover.includes('Lower is better.')).toBe(trust);
    const list = await client.request('kynml/runs', {});
    expect(list.map(({ metric }) => metric)).toEqual([trust ? 'mape 2' : 'aaa 1']);
  }
});

test('a file above the workspace is read only once the workspace is trusted', async () => {
  const start = (trust: boolean) =>
    startClient({ 'd/a.kyn': SPEC, '.kynml.json': WORDS }, { options: { trusted: trust }, folders: ['d'] });
  for (const trust of [false, true]) {
    const client = await start(trust);
    await client.open('d/a.kyn', SPEC);
    expect((await client.codes('d/a.kyn')).includes('unknown-word')).toBe(!trust);
  }
});

test('ignored files are not artifacts, but the settings file always is', async () => {
  const lock = '{"schema_version": "1", "config_hash": 1, "kynml_version": "1", "source_path": "a.kyn"}';
  const settings = '{"artifacts": {"ignore": ["*.json", "old/**"]}, "x": 1}';
  const client = await startClient({ 'd/old/kynml.lock': lock, 'd/.kynml.json': settings }, { options: trusted });
  await client.open('d/old/kynml.lock', lock);
  expect(await client.codes('d/old/kynml.lock')).not.toEqual([]);
  const good = settings.replace(', "x": 1', '');
  await rewrite(client, 'd/.kynml.json', good);
  expect(await client.codes('d/old/kynml.lock')).toEqual([]);
  await client.open('d/.kynml.json', settings);
  expect(await client.codes('d/.kynml.json')).toEqual(['unknown-field']);
});

test('what only an editor sets is known without a search for projects, which takes time in each folder', () => {
  const { settings, stats } = countedSettings();
  expect(settings.ofClient('/w/deep/inside/a.kyn').settings.diagnostics.scope).toBe('workspace');
  expect(stats()).toBe(0);
  expect(settings.of('/w/deep/inside/a.kyn').settings.diagnostics.scope).toBe('workspace');
  expect(stats()).toBeGreaterThan(0);
});

function countedSettings() {
  let count = 0;
  const host = hostOf({ '/w/a.kyn': SPEC });
  const stat = (path: string) => {
    count++;
    return host.stat(path);
  };
  const trust = { folders: ['/w'], trusted: true, isRefused: () => false, folderOf: () => '/w' };
  return { settings: new WorkspaceSettings({ ...host, stat }, trust), stats: () => count };
}

test('the system is not asked for settings of a folder that was listed without any, until it may have changed', () => {
  const files: Record<string, string> = { '/w/.kynml.json': WORDS, '/w/d/a.kyn': SPEC, '/w/d/e/b.kyn': SPEC };
  const asked: string[] = [];
  const memory = hostOf(files);
  const host = {
    ...memory,
    stat: (path: string) => {
      asked.push(path);
      return memory.stat(path);
    },
  };
  const settings = new ProjectSettings(host, { folders: ['/w'], trusted: true, isRefused: () => false });
  for (const folder of ['/w', '/w/d', '/w/d/e']) settings.listed(folder, memory.list(folder));
  expect(settings.of('/w/d/e')?.folder).toBe('/w');
  expect(asked.filter(path => path.startsWith('/w/d/') && path.includes('/.'))).toEqual([]);
  memory.files.set('/w/d/e/.kynml.json', WORDS);
  settings.changed(['/w/d/e/.kynml.json']);
  expect(settings.of('/w/d/e')?.folder).toBe('/w/d/e');
  settings.listed('/w/other', []);
  settings.listed('/w/other', memory.list('/w/d/e'));
  memory.files.set('/w/other/.kynml.json', WORDS);
  expect(settings.of('/w/other')?.folder).toBe('/w/other');
});
