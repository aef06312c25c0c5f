// CONFIG_HASHes in texts for people: links, hover, and what such texts are not.
import { expect, test } from 'vitest';
import { type DocumentLink, FileChangeType, type Hover } from 'vscode-languageserver';
import { manifestText } from '../cli/cliEnvironment';
import { houseSpec } from '../specFixture';
import { type ClientOptions, startClient, type TestClient } from './client';
import { sha, VSCODE_CLIENT } from './lockFixture';
import { standardRequests } from './standardRequests';

const HASH = sha(houseSpec);
const run = (values: object = {}): string => manifestText({ config_hash: HASH, ...values });
// Their folders say when they were.
const RUNS = {
  'out/2026-04-18/run_manifest.json': run({ metrics: { mae: 13.9 }, seed: 1 }),
  'out/2026-04-17/run_manifest.json': run({ metrics: { mae: 14.5 }, seed: 2 }),
};

/** A client whose workspace was searched, with a Markdown document open. */
async function opened(
  text: string,
  files: Readonly<Record<string, string>> = {},
  options: ClientOptions = VSCODE_CLIENT,
): Promise<TestClient> {
  const client = await startClient(files, options);
  await client.request('kynml/runs', {});
  await client.open('notes.md', text, 'markdown');
  return client;
}

const linksAt = (client: TestClient, uri: string): Promise<DocumentLink[]> =>
  client.connection.sendRequest('textDocument/documentLink', { textDocument: { uri } });
const links = (client: TestClient, path = 'notes.md'): Promise<DocumentLink[]> => linksAt(client, client.uri(path));
const hoverText = (hover: Hover | null): string => (hover?.contents as { value: string } | undefined)?.value ?? '';
const commandOf = ({ target = '' }: DocumentLink) => {
  const [command, args = ''] = target.split('?');
  return [command, JSON.parse(decodeURIComponent(args))];
};

test('the hash of a spec is a link to it, with its runs and the best metric', async () => {
  const client = await opened(`x\nSee ${HASH.slice(0, 12)} and \`${HASH}\`.\n`, { 'h.kyn': houseSpec, ...RUNS });
  const tooltip = 'The current version of h.kyn · 2 runs, best mae 13.90';
  expect(await links(client)).toEqual([
    {
      range: { start: { line: 1, character: 4 }, end: { line: 1, character: 16 } },
      target: client.uri('h.kyn'),
      tooltip,
    },
    {
      range: { start: { line: 1, character: 22 }, end: { line: 1, character: 86 } },
      target: client.uri('h.kyn'),
      tooltip,
    },
  ]);
  const hover = await client.hover('notes.md', 1, 10);
  expect(hover?.range).toEqual({ start: { line: 1, character: 4 }, end: { line: 1, character: 16 } });
  expect(hoverText(hover)).toBe(
    `**CONFIG\\_HASH** of the current version of h.kyn.\n\n\`\`\`text\n${HASH}\n\`\`\`\n\n2 runs, best mae 13.90:\n` +
      `- [out/2026-04-18/run_manifest.json](<${client.uri('out/2026-04-18/run_manifest.json')}>)\n- [out/2026-04-17/run_manifest.json](<${client.uri('out/2026-04-17/run_manifest.json')}>)`,
  );
});

test('other words of hex digits get nothing', async () => {
  const commit = '0123456789abcdef0123456789abcdef01234567';
  const client = await opened(`${commit} ${HASH.slice(0, 11)} x${HASH.slice(0, 12)}\n`, { 'h.kyn': houseSpec });
  expect(await links(client)).toEqual([]);
  expect(await client.hover('notes.md', 0, 3)).toBeNull();
  expect(await client.hover('notes.md', 0, 45)).toBeNull();
});

test('a spec is found by the hash in the editor too, and by that on disk until it is saved', async () => {
  const changed = `${houseSpec}# note\n`;
  const client = await opened(`${HASH}\n${sha(changed)}\n`, { 'h.kyn': houseSpec });
  await client.open('h.kyn', changed);
  expect((await links(client)).map(({ target }) => target)).toEqual([client.uri('h.kyn'), client.uri('h.kyn')]);
});

test('a hash does not cover imports, which the hover says', async () => {
  const text = `import "h.kyn"\n${houseSpec}`;
  const client = await opened(sha(text), { 'h.kyn': houseSpec, 'wide.kyn': text });
  expect(hoverText(await client.hover('notes.md', 0, 3))).toContain(
    'of the current version of wide.kyn. It does not cover the files that the spec imports.',
  );
});

test('of several specs with one text, all are named, and the one with the shortest path opens', async () => {
  const client = await opened(HASH, { 'copies/h.kyn': houseSpec, 'h.kyn': houseSpec });
  const [link] = await links(client);
  expect(link?.target).toBe(client.uri('h.kyn'));
  expect(link?.tooltip).toBe('The current version of h.kyn and copies/h.kyn');
});

test('the hash of a run without a spec is a link to the run; one of several runs to their list', async () => {
  const one = await opened(HASH, { 'a.json': run() });
  const [link] = await links(one);
  expect(link?.target).toBe(one.uri('a.json'));
  expect(link?.tooltip).toMatch(/^An unknown spec or version.* · 1 run, mae 0\.5/);
  const several = await opened(HASH, RUNS);
  expect((await links(several)).map(commandOf)).toEqual([['command:kynml.showRuns', ['', HASH]]]);
  const plain = await opened(HASH, RUNS, {});
  expect((await links(plain)).map(({ target }) => target)).toEqual([plain.uri('out/2026-04-18/run_manifest.json')]);
});

test('digits with which several hashes begin are ambiguous: the hover lists them, and there is no link', async () => {
  const start = HASH.slice(0, 12);
  const other = start + '0'.repeat(52);
  const client = await opened(`${start}\n${HASH.slice(0, 20)}\n`, {
    'h.kyn': houseSpec,
    'a.json': run({ config_hash: other }),
  });
  expect((await links(client)).map(({ range }) => range.start.line)).toEqual([1]);
  const text = hoverText(await client.hover('notes.md', 0, 3));
  expect(text).toContain(`**Ambiguous:** 2 CONFIG\\_HASHes begin with \`${start}\`. Write more digits.`);
  expect(text).toContain(`- \`${HASH}\`: the current version of h.kyn\n`);
  expect(text).toMatch(new RegExp(`- \`${other}\`: an unknown spec or version`));
});

test('what a run records is linked only if it has the form of a CONFIG_HASH', async () => {
  const client = await opened('abcdefabcdef\n', { 'a.json': run({ config_hash: 'abcdefabcdef' }) });
  expect(await links(client)).toEqual([]);
});

test('names of files cannot write Markdown', async () => {
  const name = 'a*b*[x](y)/h.kyn';
  const client = await opened(HASH, { [name]: houseSpec });
  expect(hoverText(await client.hover('notes.md', 0, 3))).toContain('a\\*b\\*\\[x\\](y)/h.kyn');
});

test('LaTeX, READMEs and cells of notebooks have links; other plain texts have none', async () => {
  const client = await opened('', { 'h.kyn': houseSpec });
  const documents = [
    [client.uri('paper.tex'), 'latex', 1],
    [client.uri('docs/README.txt'), 'plaintext', 1],
    [client.uri('docs/README'), 'plaintext', 1],
    [client.uri('train.log'), 'plaintext', 0],
    [`vscode-notebook-cell:${client.path('a.ipynb')}#W0sZmlsZQ%3D%3D`, 'markdown', 1],
    [`vscode-notebook-cell:${client.path('a.ipynb')}#W1sZmlsZQ%3D%3D`, 'python', 1],
  ] as const;
  for (const [uri, languageId, count] of documents) {
    const textDocument = { uri, languageId, version: 1, text: `# ${HASH}\n` };
    await client.connection.sendNotification('textDocument/didOpen', { textDocument });
    expect(await linksAt(client, uri), uri).toHaveLength(count);
  }
});

test('a text is neither a spec nor an artifact: nothing else of this server answers for it', async () => {
  const client = await opened(`${run()}\n`, { 'h.kyn': houseSpec });
  const textDocument = { uri: client.uri('notes.md') };
  const position = { line: 0, character: 0 };
  const range = { start: position, end: position };
  const more = { textDocument, position, range, positions: [position], context: { diagnostics: [] }, options: {} };
  const asked = Object.keys(standardRequests(client)).filter(m =>
    /^textDocument\/(?!hover|documentLink|.*\/delta)/.test(m),
  );
  expect(asked.length).toBeGreaterThan(15);
  for (const method of asked) {
    const answer = await client.connection.sendRequest(method, { ...more, newName: 'a', ch: '\n' }).catch(() => null);
    expect(JSON.stringify(answer), method).toMatch(/^(null|\[\]|\{"data":\[\]\}|\{"kind":"full","items":\[\]\})$/);
  }
});

test('the edits of a text cause no notification and no request of findings', async () => {
  const client = await opened('', { 'h.kyn': houseSpec }, { ...VSCODE_CLIENT, prose: true });
  await client.codes('notes.md');
  const before = [client.changed.length, client.refreshes];
  await client.change('notes.md', `${HASH}\n`);
  await client.save('notes.md', `${HASH}\n`);
  const changes = [{ uri: client.uri('notes.md'), type: FileChangeType.Changed }];
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  expect(await links(client)).toHaveLength(1);
  expect(await client.codes('notes.md')).toEqual([]);
  expect([client.changed.length, client.refreshes]).toEqual(before);
});

test('a thousand hashes of a text have links', async () => {
  const client = await opened(`${HASH}\n`.repeat(1001), { 'h.kyn': houseSpec });
  expect(await links(client)).toHaveLength(1000);
});

const PROSE = [
  'textDocument/codeAction',
  'textDocument/diagnostic',
  'textDocument/didChange',
  'textDocument/didClose',
  'textDocument/didOpen',
  'textDocument/didSave',
  'textDocument/documentLink',
  'textDocument/hover',
];

test('texts are registered only for the features that they need, and only with a client that supports that', async () => {
  const client = await startClient({}, { ...VSCODE_CLIENT, prose: true });
  await client.request('kynml/runs', {});
  const registered = client.registered.filter(r => r.method.startsWith('textDocument/'));
  expect(registered.map(r => r.method).sort()).toEqual(PROSE);
  for (const { registerOptions } of registered)
    expect(registerOptions).toMatchObject({
      documentSelector: expect.arrayContaining([
        { language: 'markdown', scheme: 'file' },
        { language: 'latex', scheme: 'file' },
        { language: 'markdown', scheme: 'vscode-notebook-cell' },
      ]),
    });
  const plain = await startClient({}, { ...VSCODE_CLIENT, scripts: true });
  await plain.request('kynml/runs', {});
  expect(JSON.stringify(plain.registered)).not.toContain('markdown');
});

test('an editor asks for links again when what is known about an open text changed', async () => {
  const client = await opened(HASH, { 'h.kyn': houseSpec }, { ...VSCODE_CLIENT, prose: true });
  const count = (): number => client.registered.filter(r => r.method === 'textDocument/documentLink').length;
  const changed = async (path: string, content: string): Promise<void> => {
    client.write(path, content);
    const changes = [{ uri: client.uri(path), type: FileChangeType.Created }];
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await client.request('kynml/runs', {});
  };
  await changed('first.kyn', 'x');
  // At the start, and for the text.
  const before = 2;
  await expect.poll(count).toBe(before);
  await changed('other.kyn', 'y');
  expect(count()).toBe(before);
  await changed('out/run_manifest.json', run());
  await expect.poll(count).toBe(before + 1);
  // There is never more than one provider of links.
  expect(client.unregistered.filter(method => method === 'textDocument/documentLink')).toHaveLength(before);
  await changed('note.kyn', `${houseSpec}# note\n`);
  await client.change('notes.md', sha(`${houseSpec}# note\n`));
  expect(await links(client)).toMatchObject([{ target: client.uri('note.kyn') }]);
});
