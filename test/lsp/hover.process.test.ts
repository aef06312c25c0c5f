// Hover, completion items and signature help, through the protocol.
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { CompletionItem, CompletionList, Hover, MarkupContent, SignatureHelp } from 'vscode-languageserver';
import { systemClock } from '../../server/src/lsp/base/systemClock';
import { type ClientOptions, startClient, type TestClient } from './client';
import { lockFor, sha, VSCODE_CLIENT } from './lockFixture';

const SPEC = `import "base.kyn"

params:
    lr = 0.01

train:
    model = Net
    loss = mse
    optimizer = adam(lr=$lr)
`;
const BASE = 'model Net:\n    input 2\n    dense 1 linear\n';

async function opened(text = SPEC, choice: ClientOptions = {}): Promise<TestClient> {
  const client = await startClient({ 'net.kyn': text, 'base.kyn': BASE }, choice);
  await client.open('net.kyn', text);
  return client;
}

const textOf = (hover: Hover | null): string => (hover ? (hover.contents as MarkupContent).value : '');

async function items(client: TestClient, line: number, character: number): Promise<CompletionItem[]> {
  const found: CompletionItem[] | CompletionList = await client.connection.sendRequest('textDocument/completion', {
    textDocument: { uri: client.uri('net.kyn') },
    position: { line, character },
  });
  return Array.isArray(found) ? found : found.items;
}

describe('hover', () => {
  it('explains the element under the cursor, with its range', async () => {
    const client = await opened();
    const param = await client.hover('net.kyn', 8, 25);
    expect(textOf(param)).toContain('**`$lr`** = `0.01`');
    expect(param?.range).toEqual({ start: { line: 8, character: 24 }, end: { line: 8, character: 27 } });
    expect(textOf(await client.hover('net.kyn', 6, 13))).toContain(
      '**`Net`** · model, imported from `base.kyn`, line 1',
    );
    expect(await client.hover('net.kyn', 6, 2)).toBeNull();
    expect(await client.hover('net.kyn', 1, 0)).toBeNull();
  });

  it('shows settings in the reasons of the tier as code', async () => {
    const client = await opened('train:\n    seed = 1\n    deterministic = true\n');
    expect(textOf(await client.hover('net.kyn', 0, 6))).toContain(
      'Repeatability: **advisory**: `device` is not set, so `auto` applies',
    );
  });

  it('on the first line shows the hash first, then the element, then what the hash covers', async () => {
    const client = await opened();
    const onWord = textOf(await client.hover('net.kyn', 0, 9));
    expect(onWord.split('\n\n---\n\n').map(part => part.split('\n')[0])).toEqual([
      '**CONFIG_HASH**',
      '**`base.kyn`** · import',
      expect.stringMatching(/^CONFIG_HASH is the SHA-256/),
    ]);
    expect(onWord).toContain('- `base.kyn`: model `Net`');
    const blank = await client.hover('net.kyn', 0, 6);
    expect(textOf(blank)).toMatch(/^\*\*CONFIG_HASH\*\*/);
    expect(blank?.range?.end).toEqual({ line: 0, character: 17 });
  });
});

describe('hover on the hash', () => {
  const hashAt = async (client: TestClient, path = 'net.kyn'): Promise<string> =>
    textOf(await client.hover(path, 0, 0));
  /** The lines between the hash and the rest. */
  const facts = async (client: TestClient, path?: string): Promise<string[]> => {
    const [before = ''] = (await hashAt(client, path)).split('\n\n---\n\n');
    return before.split('```').at(-1)?.trim().split('  \n') ?? [];
  };
  // The day is that of the user's zone, which is another one in most of them.
  const COMMITTED = '2026-01-01T05:00:00+14:00';
  const commit = (client: TestClient): string => {
    const git = (...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], {
        cwd: client.folder,
        encoding: 'utf8',
        env: { ...process.env, GIT_COMMITTER_DATE: COMMITTED },
      });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'one');
    return git('rev-parse', 'HEAD').slice(0, 12);
  };
  const withoutDate = (client: TestClient): void => {
    const git = (args: readonly string[], input = ''): string =>
      execFileSync('git', args, { cwd: client.folder, encoding: 'utf8', input });
    const text = git(['cat-file', 'commit', 'HEAD']).replace(/> \d+ [+-]\d+$/gm, '> x');
    git(['update-ref', 'HEAD', git(['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'], text).trim()]);
  };

  it('has the full hash and a link that copies it, only in VS Code', async () => {
    const inVscode = await opened(SPEC, VSCODE_CLIENT);
    const uri = encodeURIComponent(JSON.stringify([inVscode.uri('net.kyn')]));
    expect(await hashAt(inVscode)).toContain(
      `**CONFIG_HASH** · [Copy](command:kynml.copyConfigHash?${uri} "Copy the full hash")\n\n\`\`\`text\n${sha(SPEC)}\n`,
    );
    expect(await hashAt(await opened())).toMatch(/^\*\*CONFIG_HASH\*\*\n/);
  });

  it('states that the text is not saved', async () => {
    const client = await opened();
    await client.change('net.kyn', `${SPEC}\n`);
    expect(await hashAt(client)).toMatch(/^\*\*CONFIG_HASH\*\* of the unsaved text\n/);
  });

  it('has the commit, the lock and the tier, in this order', async () => {
    const client = await startClient(
      { 'net.kyn': SPEC, 'base.kyn': BASE, 'kynml.lock': lockFor(SPEC) },
      { ...VSCODE_CLIENT, folders: [] },
    );
    const hash = commit(client);
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: client.uri(''), name: 'w' }], removed: [] },
    });
    await client.open('net.kyn', SPEC);
    await expect
      .poll(() => facts(client))
      .toEqual([
        `Commit: \`${hash}\`, ${systemClock.day(Date.parse(COMMITTED))}`,
        `Lock: [kynml.lock](<${client.uri('kynml.lock')}>), matches`,
        'Repeatability: **advisory**: `seed` is not set',
      ]);
    await client.change('net.kyn', `${SPEC}\n`);
    const args = encodeURIComponent(JSON.stringify([client.uri('net.kyn'), 'lock']));
    const explain = `[Explain](command:kynml.explainHash?${args} "Show the settings that changed")`;
    expect((await facts(client)).slice(0, 2)).toEqual([
      'Commit: not found in git',
      `Lock: [kynml.lock](<${client.uri('kynml.lock')}>), **drifted**; it contains \`${sha(SPEC)}\` · ${explain}`,
    ]);
  });

  it('names the committed file where that is another one with the same text', async () => {
    const files = { 'net.kyn': SPEC, 'base.kyn': BASE };
    const client = await startClient(files, { ...VSCODE_CLIENT, folders: [] });
    const hash = commit(client);
    client.write('copy/net.kyn', SPEC);
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: client.uri(''), name: 'w' }], removed: [] },
    });
    await client.open('copy/net.kyn', SPEC);
    const day = systemClock.day(Date.parse(COMMITTED));
    const first = async () => (await facts(client, 'copy/net.kyn'))[0];
    await expect.poll(first).toBe(`Commit: \`${hash}\`, ${day}, as net.kyn`);
  });

  it('has no day where the commit has no valid date', async () => {
    const client = await startClient({ 'net.kyn': SPEC }, { ...VSCODE_CLIENT, folders: [] });
    commit(client);
    withoutDate(client);
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: client.uri(''), name: 'w' }], removed: [] },
    });
    await client.open('net.kyn', SPEC);
    await expect.poll(async () => (await facts(client))[0]).toMatch(/^Commit: `[0-9a-f]{12}`$/);
  });

  it('claims nothing about commits where git was not read', async () => {
    const client = await opened();
    expect(await facts(client)).toEqual([
      'Lock: This spec does not have a lock. Create one to detect changes.',
      'Repeatability: **advisory**: `seed` is not set',
    ]);
  });
});

describe('completion', () => {
  it('has text, detail, order and preselection in each item', async () => {
    const client = await opened();
    const found = await items(client, 7, 11);
    expect(found[0]).toMatchObject({
      label: 'mse',
      detail: 'loss',
      documentation: { kind: 'markdown', value: expect.stringContaining('Mean squared error') },
      sortText: '000000',
    });
    await client.change('net.kyn', 'train:\n    optimizer = adam()\n');
    expect(await items(client, 1, 21)).toMatchObject([{ label: 'lr=', insertTextFormat: 2 }]);
    await client.change('net.kyn', 'evaluate:\n    metrics = []\n');
    expect((await items(client, 1, 15))[0]).toMatchObject({ label: 'mae', commitCharacters: [',', ']'] });
    await client.change('net.kyn', 'train:\n    \n');
    expect((await items(client, 1, 4))[0]).toMatchObject({ label: 'model', preselect: true, detail: 'required' });
  });

  it('inserts plain text for a client without snippets', async () => {
    const text = 'model Net:\n    input 2\n\n';
    const plain = await items(await opened(text, { snippets: false }), 3, 0);
    const train = plain.find(i => i.label === 'train');
    expect(train).toMatchObject({
      insertTextFormat: 1,
      textEdit: { newText: expect.stringContaining('    loss = mse\n') },
    });
    const rich = await items(await opened(text), 3, 0);
    expect(rich.find(i => i.label === 'train')).toMatchObject({
      insertTextFormat: 2,
      textEdit: { newText: expect.stringContaining('loss = ${3|mse,bce,cross_entropy,nll|}') },
    });
  });

  it('resolves the documentation of long lists of names on request', async () => {
    const many = Array.from({ length: 150 }, (_, i) => `model M${i}:\n    input ${i + 1}\n`).join('');
    const client = await opened(`train:\n    model = \n\n${many}`);
    const found = await items(client, 1, 12);
    const item = found.find(i => i.label === 'M149');
    expect(found).toHaveLength(150);
    expect(item?.documentation).toBeUndefined();
    const resolved: CompletionItem = await client.connection.sendRequest('completionItem/resolve', item);
    expect((resolved.documentation as MarkupContent).value).toContain('input 150  → 150');
  });
});

describe('signature help', () => {
  it('has texts, and no active parameter after the last one', async () => {
    const client = await opened('train:\n    optimizer = adam(lr=0.1, )\n');
    const ask = (character: number): Promise<SignatureHelp | null> =>
      client.connection.sendRequest('textDocument/signatureHelp', {
        textDocument: { uri: client.uri('net.kyn') },
        position: { line: 1, character },
      });
    const help = await ask(24);
    expect(help?.activeParameter).toBe(0);
    expect(help?.signatures[0]?.parameters?.[0]?.documentation).toMatchObject({
      kind: 'markdown',
      value: expect.stringContaining('Learning rate'),
    });
    expect((await ask(29))?.activeParameter).toBe(1);
    expect(await ask(30)).toBeNull();
  });
});
