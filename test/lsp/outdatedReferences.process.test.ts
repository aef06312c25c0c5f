// References to older versions of a spec: what git and the runs know of them, the finding and its fix.
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { type CodeAction, type DocumentLink, FileChangeType } from 'vscode-languageserver';
import { manifestText } from '../cli/cliEnvironment';
import { houseSpec } from '../specFixture';
import { type ClientOptions, startClient, type TestClient } from './client';
import { sha, VSCODE_CLIENT } from './lockFixture';

const OLD = houseSpec.replace('0.01', '0.02');
const [NOW, BEFORE] = [sha(houseSpec), sha(OLD)];
const ON: ClientOptions = { ...VSCODE_CLIENT, settings: { diagnostics: { outdatedReferences: true } } };

const git = (client: TestClient, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], {
    cwd: client.folder,
    encoding: 'utf8',
  }).trim();

// A busy machine needs longer.
const WAIT = { timeout: 20_000 };

/** A repository with specs that were committed as OLD and have another text now, and a Markdown document. */
async function start(options: ClientOptions = ON, now: Readonly<Record<string, string>> = { 'h.kyn': houseSpec }) {
  const files = Object.fromEntries(Object.keys(now).map(name => [name, OLD]));
  const client = await startClient(files, { ...options, folders: [''] });
  git(client, 'init', '-q');
  git(client, 'add', '.');
  git(client, 'commit', '-qm', 'one');
  for (const [name, text] of Object.entries(now)) client.write(name, text);
  const changes = Object.keys(now).map(name => ({ uri: client.uri(name), type: FileChangeType.Changed }));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  // The history is read.
  await client.request('kynml/madeFrom', { uri: client.uri('h.kyn') });
  await client.open('notes.md', `Trained with ${BEFORE.slice(0, 12)}, now ${NOW}.\n`, 'markdown');
  return client;
}

const links = (client: TestClient): Promise<DocumentLink[]> =>
  client.connection.sendRequest('textDocument/documentLink', { textDocument: { uri: client.uri('notes.md') } });
const titleOf = ({ target = '' }: DocumentLink): string => decodeURIComponent(target.split('?')[0] ?? '');

test('an older version is reported if the setting is on, with a fix of the same number of digits', async () => {
  const client = await start();
  const [found, ...others] = await client.diagnostics('notes.md');
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    code: 'outdated-reference',
    severity: 3,
    range: { start: { line: 0, character: 13 }, end: { line: 0, character: 25 } },
    message: `This CONFIG_HASH is of an older version of h.kyn. The current one is ${NOW.slice(0, 12)}.`,
  });
  const actions = found ? await client.actions('notes.md', found) : [];
  expect(actions.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
    ['Replace with the current CONFIG_HASH of h.kyn', false],
  ]);
  const text = `Trained with ${BEFORE.slice(0, 12)}, now ${NOW}.\n`;
  expect(applied(client, text, actions[0])).toBe(`Trained with ${NOW.slice(0, 12)}, now ${NOW}.\n`);
});

// The edits of an action are in the first line.
function applied(client: TestClient, text: string, action: CodeAction | undefined): string {
  const edits = action?.edit?.changes?.[client.uri('notes.md')] ?? [];
  expect(edits.length).toBeGreaterThan(0);
  return [...edits]
    .sort((a, b) => b.range.start.character - a.range.start.character)
    .reduce(
      (s, { range, newText }) => s.slice(0, range.start.character) + newText + s.slice(range.end.character),
      text,
    );
}

test('a version that was committed since is known, and so is one that only a run recorded', async () => {
  const client = await start();
  const [third, fourth] = [`${houseSpec}# third\n`, `${houseSpec}# fourth\n`];
  await client.change('notes.md', `${NOW}\n${sha(third)}\n`);
  expect(await client.codes('notes.md')).toEqual([]);
  git(client, 'commit', '-qam', 'two');
  client.write('h.kyn', fourth);
  const record = { spec: { config_hash: sha(third), path: 'h.kyn' }, imports: [], overrides: {}, folder: '.' };
  client.write('.kynml/records/a.json', JSON.stringify(record));
  const changes = ['h.kyn', '.git/index', '.kynml/records/a.json'].map(path => ({
    uri: client.uri(path),
    type: FileChangeType.Changed,
  }));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  await expect.poll(() => client.codes('notes.md'), WAIT).toEqual(['outdated-reference', 'outdated-reference']);
  const [, link] = await links(client);
  expect(link?.tooltip).toBe('An older version of h.kyn');
  expect(link && titleOf(link)).toBe('kynml-version:/h (kept by a run).kyn');
});

test('a client that cannot pull gets the findings when the text changes and when it is closed', async () => {
  const client = await start({ ...ON, pull: false });
  const published = () => client.published.get(client.uri('notes.md'))?.map(({ code }) => code);
  await expect.poll(published, WAIT).toEqual(['outdated-reference']);
  await client.change('notes.md', `${BEFORE}\n${BEFORE}\n`);
  await expect.poll(published, WAIT).toEqual(['outdated-reference', 'outdated-reference']);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: client.uri('notes.md') } });
  await expect.poll(published, WAIT).toEqual([]);
});

test('the setting is off by default', async () => {
  const client = await start(VSCODE_CLIENT);
  expect(await client.codes('notes.md')).toEqual([]);
});

test('a version without runs opens as a document, and the hover names its commit and the current hash', async () => {
  const client = await start();
  const commit = git(client, 'rev-parse', 'HEAD');
  const [link, current] = await links(client);
  expect(current?.target).toBe(client.uri('h.kyn'));
  expect(link && titleOf(link)).toBe(`kynml-version:/h (commit ${commit.slice(0, 12)}).kyn`);
  const query = JSON.parse(decodeURIComponent(link?.target?.split('?')[1] ?? ''));
  expect(await client.request('kynml/tracedText', query)).toEqual({ ok: true, text: OLD });
  const hover = JSON.stringify((await client.hover('notes.md', 0, 15))?.contents);
  expect(hover).toMatch(`of an older version of h.kyn (commit ${commit.slice(0, 8)}, `);
  expect(hover).toContain(`The current one of h.kyn is \`${NOW.slice(0, 12)}\`.`);
  expect(hover).toContain('No runs.');
});

test('a version with runs opens these, and its best metric is named', async () => {
  const client = await start();
  const write = async (path: string, values: object): Promise<void> => {
    client.write(path, manifestText({ config_hash: BEFORE, ...values }));
    const changes = [{ uri: client.uri(path), type: FileChangeType.Created }];
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await client.request('kynml/runs', {});
  };
  await write('a.json', { metrics: { mae: 13.9 }, seed: 1 });
  expect((await links(client))[0]?.target).toBe(client.uri('a.json'));
  await write('b.json', { metrics: { mae: 14.5 }, seed: 2 });
  const [link] = await links(client);
  expect(link?.target).toMatch(/^command:kynml\.showRuns\?/);
  expect(link?.tooltip).toMatch(/^An older version of h\.kyn \(commit .* · 2 runs, best mae 13\.90$/);
});

test('where another spec still has the text, the hash is current', async () => {
  const client = await start(ON, { 'h.kyn': houseSpec, 'kept.kyn': OLD });
  expect(await client.codes('notes.md')).toEqual([]);
  expect((await links(client))[0]?.target).toBe(client.uri('kept.kyn'));
});

test('each spec that had the text has a fix of its own', async () => {
  const other = `${houseSpec}# other\n`;
  const client = await start(ON, { 'a.kyn': other, 'h.kyn': houseSpec });
  const [found] = await client.diagnostics('notes.md');
  expect(found?.message).toMatch(
    /^This CONFIG_HASH is of an older version of [ah]\.kyn and [ah]\.kyn\. The current ones are [0-9a-f]{12} and [0-9a-f]{12}\.$/,
  );
  const titles = found ? (await client.actions('notes.md', found)).map(({ title }) => title).sort() : [];
  expect(titles).toEqual(['a', 'h'].map(name => `Replace with the current CONFIG_HASH of ${name}.kyn`));
});

test('a spec that is not in the workspace anymore has no current version', async () => {
  const client = await start(ON, { 'h.kyn': OLD });
  git(client, 'rm', '-q', 'h.kyn');
  const changes = [{ uri: client.uri('h.kyn'), type: FileChangeType.Deleted }];
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  await client.request('kynml/runs', {});
  expect(await client.codes('notes.md')).toEqual([]);
  const hover = JSON.stringify((await client.hover('notes.md', 0, 15))?.contents);
  expect(hover).toContain('of an older version of h.kyn');
  expect(hover).toContain('h.kyn is not in the workspace.');
});

test('without trust git is not read, so an older version is unknown', async () => {
  const client = await start({ ...ON, options: { commands: true } });
  expect(await client.codes('notes.md')).toEqual([]);
  expect((await links(client)).map(({ target }) => target)).toEqual([client.uri('h.kyn')]);
});
