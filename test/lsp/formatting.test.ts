// Formatting of a spec, of a selection and while typing; folding.
import { describe, expect, it } from 'vitest';
import type { CodeAction, FoldingRange, TextEdit } from 'vscode-languageserver';
import { startClient, type TestClient } from './client';
import { applied, cursor, placeOf } from './cursor';

const MESSY = `# head
params:
  a   =  1 # one


# about the data
dataset D:
    target="y"   # the target
    # where from
    source=csv( "d.csv" , )

  # the end

# about the training

train:
    split   = 1
`;

async function opened(text: string, settings?: unknown): Promise<TestClient> {
  const client = await startClient(
    { 'net.kyn': text },
    { options: { commands: true }, ...(settings ? { settings } : {}) },
  );
  await client.open('net.kyn', text);
  return client;
}

const document = (client: TestClient) => ({ textDocument: { uri: client.uri('net.kyn') } });
const options = { tabSize: 4, insertSpaces: true };

async function formatted(text: string): Promise<string> {
  const client = await opened(text);
  return applied(
    text,
    await client.connection.sendRequest('textDocument/formatting', { ...document(client), options }),
  );
}

/** Formats from the start of the first text to the start of the second. */
async function selected(text: string, from: string, to = from): Promise<string> {
  const client = await opened(text);
  const range = { start: placeOf(text, from), end: placeOf(text, to) };
  const edits: TextEdit[] = await client.connection.sendRequest('textDocument/rangeFormatting', {
    ...document(client),
    range,
    options,
  });
  return applied(text, edits);
}

async function typed(marked: string, ch: string): Promise<string> {
  const { text, position } = cursor(marked);
  const client = await opened(text);
  const edits: TextEdit[] = await client.connection.sendRequest('textDocument/onTypeFormatting', {
    ...document(client),
    position,
    ch,
    options,
  });
  return applied(text, edits);
}

describe('a selection', () => {
  const neatData = MESSY.replace(
    '    target="y"   # the target\n    # where from\n    source=csv( "d.csv" , )\n\n  # the end\n',
    '    # where from\n    source = csv("d.csv")\n    target = "y"  # the target\n    # the end\n',
  );

  it('formats exactly the blocks that it touches, each whole', async () => {
    expect(await selected(MESSY, 'csv(')).toBe(neatData);
    expect(await selected(MESSY, 'dataset')).toBe(neatData);
    expect(await selected(MESSY, 'params', '# one')).toBe(MESSY.replace('  a   =  1 # one', '    a = 1  # one'));
    expect(await selected(MESSY, '# where', 'train:')).toBe(neatData.replace('split   = 1', 'split = 1'));
  });

  it('between blocks touches none of them', async () => {
    expect(await selected(MESSY, '# about the training')).toBe(MESSY);
    expect(await selected(MESSY, '# head')).toBe(MESSY);
  });

  it('of imports formats these', async () => {
    expect(await selected('import   "a.kyn"   # why\nimport  "b.kyn"\n', '"a')).toBe(
      'import "a.kyn"  # why\nimport  "b.kyn"\n',
    );
  });

  it('keeps the line ends and the text after the last line', async () => {
    const text = 'params:\r\n  a=1\r\n\r\n\r\ntrain:\r\n  b =2';
    expect(await selected(text, 'a=')).toBe('params:\r\n    a = 1\r\n\r\n\r\ntrain:\r\n  b =2');
    expect(await selected(text, 'b =')).toBe('params:\r\n  a=1\r\n\r\n\r\ntrain:\r\n    b = 2');
  });

  it('of a spec with syntax errors changes nothing', async () => {
    const broken = `${MESSY}    epochs 3\n`;
    expect(await selected(broken, 'csv(')).toBe(broken);
  });

  it('of each block in turn gives the same bodies as formatting the whole spec', async () => {
    let text = MESSY;
    for (const header of ['params:', 'dataset', 'train:']) text = await selected(text, header);
    const bodies = (t: string) => t.split('\n').filter(line => line.trim() !== '');
    expect(bodies(text)).toEqual(bodies(await formatted(MESSY)));
  });
});

describe('kynml.format.dropDefaults', () => {
  const text = 'dataset D:\n    target = "y"\n    split = 0.8\n    shuffle = true  # says so\n';
  const dropped = 'dataset D:\n    target = "y"\n    shuffle = true  # says so\n';

  it('removes default values, except lines with a comment', async () => {
    expect(await formatted(text)).toBe(text);
    const client = await opened(text, { format: { dropDefaults: true } });
    const ask = async (method: string, more = {}): Promise<string> =>
      applied(text, await client.connection.sendRequest(method, { ...document(client), options, ...more }));
    await expect.poll(() => ask('textDocument/formatting')).toBe(dropped);
    const at = { line: 0, character: 0 };
    expect(await ask('textDocument/rangeFormatting', { range: { start: at, end: at } })).toBe(dropped);
  });
});

describe('typing', () => {
  const newLines: [string, string][] = [
    ['train:\n$0', 'train:\n    '],
    ['model Net:   # why\n  $0', 'model Net:   # why\n    '],
    ['train:\n\t$0', 'train:\n    '],
    ['train:\n    epochs = 3\n$0', 'train:\n    epochs = 3\n    '],
    ['train:\n    # note\n$0\n', 'train:\n    # note\n    \n'],
    ['train:\r\n$0', 'train:\r\n    '],
    // An empty line ends the body.
    ['train:\n    epochs = 3\n    \n    $0', 'train:\n    epochs = 3\n    \n'],
    ['train:\n\n    $0', 'train:\n\n'],
    ['import "a.kyn"\n    $0', 'import "a.kyn"\n'],
    ['# note\n  $0', '# note\n'],
    // A line with text keeps its indentation.
    ['train:\n$0params:\n', 'train:\nparams:\n'],
    ['train:\n  $0epochs = 3\n', 'train:\n  epochs = 3\n'],
    ['$0', ''],
  ];
  it.each(newLines)('a new line: %j', async (marked, expected) => {
    expect(await typed(marked, '\n')).toBe(expected);
  });

  it.each([
    ['params:\n    a = 1\n    train:$0\n', 'params:\n    a = 1\ntrain:\n'],
    ['\tmodel Net:$0', 'model Net:'],
    ['    # note:$0', '    # note:'],
    ['train:\n    optimizer = adam:$0', 'train:\n    optimizer = adam:'],
  ])('a colon moves only a header to column 1: %j', async (marked, expected) => {
    expect(await typed(marked, ':')).toBe(expected);
  });
});

describe('a locked spec', () => {
  async function actions(text: string, locked: string, only?: string[]): Promise<CodeAction[]> {
    const client = await opened(text);
    const uri = client.uri('net.kyn');
    client.write('net.kyn', locked);
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
    await client.request('kynml/writeLock', { uri, mode: 'create' });
    const at = { line: 0, character: 0 };
    return client.connection.sendRequest('textDocument/codeAction', {
      ...document(client),
      range: { start: at, end: at },
      context: { diagnostics: [], ...(only && { only }) },
    });
  }

  it('is formatted and locked again by one source action', async () => {
    const action = (await actions(MESSY, MESSY, ['source'])).find(a => a.title === 'Format and regenerate lock');
    expect(action?.kind).toBe('source.formatAndLock.kynml');
    expect(action?.command?.command).toBe('kynml.regenerateLock');
    expect(applied(MESSY, Object.values(action?.edit?.changes ?? {}).flat())).toBe(await formatted(MESSY));
    expect((await actions(MESSY, MESSY)).map(a => a.title)).not.toContain('Format and regenerate lock');
  });

  it('is not offered the action when it drifted: the lock would include other changes', async () => {
    const client = await startClient({ 'net.kyn': MESSY }, { options: { commands: true } });
    await client.open('net.kyn', MESSY);
    await client.request('kynml/writeLock', { uri: client.uri('net.kyn'), mode: 'create' });
    await client.change('net.kyn', `${MESSY}    epochs = 1\n`);
    const at = { line: 0, character: 0 };
    const found: CodeAction[] = await client.connection.sendRequest('textDocument/codeAction', {
      ...document(client),
      range: { start: at, end: at },
      context: { diagnostics: [], only: ['source'] },
    });
    expect(found.map(a => a.title)).not.toContain('Format and regenerate lock');
  });

  it('is not offered the action when nothing would change or the spec has syntax errors', async () => {
    for (const text of ['params:\n    a = 1\n', `${MESSY}    epochs 3\n`])
      expect((await actions(text, text, ['source'])).map(a => a.title)).not.toContain('Format and regenerate lock');
  });
});

describe('folding', () => {
  const folds = async (text: string): Promise<string[]> => {
    const client = await opened(text);
    const found: FoldingRange[] = await client.connection.sendRequest('textDocument/foldingRange', document(client));
    return found.map(f => `${f.startLine}-${f.endLine}${f.kind ? ` ${f.kind}` : ''}`);
  };

  it('consecutive imports fold, a single one does not', async () => {
    expect(await folds('import "a"\n\nimport "b"\n# why\nimport "c"\n\ntrain:\n    epochs = 1\n')).toEqual([
      '0-4 imports',
      '6-7',
    ]);
    expect(await folds('import "a"\n\ntrain:\n    epochs = 1\n\nimport "b"\n')).toEqual(['2-3']);
  });

  it('follows its block', async () => {
    const client = await opened('train:\n    epochs = 1\n');
    await client.connection.sendRequest('textDocument/foldingRange', document(client));
    await client.change('net.kyn', '\n\ntrain:\n    epochs = 1\n');
    expect(await client.connection.sendRequest('textDocument/foldingRange', document(client))).toEqual([
      { startLine: 2, endLine: 3 },
    ]);
  });
});
