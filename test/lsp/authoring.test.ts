// Editing features of specs, through the protocol.

import { describe, expect, it } from 'vitest';
import type {
  CompletionItem,
  DocumentLink,
  DocumentSymbol,
  InlayHint,
  Location,
  SelectionRange,
  SemanticTokens,
  SignatureHelp,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { startClient, type TestClient } from './client';

const SPEC = `params:
    hidden = 64
    lr = 0.01

sweep:
    lr = [0.1, 0.01]

dataset Houses:
    source = csv("data/houses.csv")
    target = "price"

model Net:
    input 10
    dense $hidden relu
    dropout 0.5
    batchnorm
    dense 1 linear

train:
    model = Net
    data = Houses
    loss = mse
    optimizer = adam(lr=$lr)
    epochs = 3
`;

async function opened(text = SPEC, files: Record<string, string> = {}, data = false): Promise<TestClient> {
  const client = await startClient({ 'net.kyn': text, ...files }, { options: { commands: true }, data });
  await client.open('net.kyn', text);
  return client;
}

/** Position of `$0` in a text, and the text without it. */
function cursor(marked: string): { text: string; position: { line: number; character: number } } {
  const before = marked.slice(0, marked.indexOf('$0')).split('\n');
  return {
    text: marked.replace('$0', ''),
    position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
  };
}

const at = (client: TestClient, position: { line: number; character: number }) => ({
  textDocument: { uri: client.uri('net.kyn') },
  position,
});

async function labels(marked: string): Promise<string[]> {
  const { text, position } = cursor(marked);
  const client = await opened(text);
  const items: CompletionItem[] = await client.connection.sendRequest('textDocument/completion', at(client, position));
  return items.map(i => i.label);
}

describe('completion', () => {
  it('offers the missing blocks', async () => {
    expect(await labels(`${SPEC}$0`)).toEqual(['dataset', 'model', 'evaluate', 'export', 'import']);
  });
  it('offers the missing keys', async () => {
    expect(await labels('export:\n    format = onnx\n    $0\n')).toEqual(['path', 'input_shape', 'opset']);
  });
  it('offers words, names and params by position', async () => {
    expect(await labels('params:\n    l = mse\n\ntrain:\n    loss = $0\n')).toEqual([
      'mse',
      'bce',
      'cross_entropy',
      'nll',
      '$l',
    ]);
    expect(await labels(SPEC.replace('model = Net', 'model = $0'))).toContain('Net');
    expect(await labels(SPEC.replace('dense $hidden relu', 'dense $hidden $0'))).toContain('softmax');
    expect(await labels('evaluate:\n    metrics = [mae, $0]\n')).toContain('rmse');
    expect(await labels(SPEC.replace('lr=$lr', () => 'lr=$$0'))).toEqual(['$hidden', '$lr']);
    expect(await labels(SPEC.replace('    input 10\n', '    input 10\n    $0\n'))).toEqual([
      'dense',
      'dropout',
      'batchnorm',
    ]);
  });
  it('corrects the indentation of the line by an edit next to that of the key', async () => {
    const { text, position } = cursor('export:\n  pa$0\n');
    const client = await opened(text);
    const items: CompletionItem[] = await client.connection.sendRequest(
      'textDocument/completion',
      at(client, position),
    );
    expect(items.find(i => i.label === 'path')).toMatchObject({
      textEdit: { range: { start: { line: 1, character: 2 }, end: { line: 1, character: 4 } } },
      additionalTextEdits: [
        { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 2 } }, newText: '    ' },
      ],
    });
  });
  it('offers nothing in strings and comments', async () => {
    expect(await labels('dataset D:\n    target = "$0"\n')).toEqual([]);
    expect(await labels('dataset D:\n    # $0\n')).toEqual([]);
  });
});

describe('names', () => {
  const base = `model Net:\n    input 2\n    dense 1 linear\n`;
  const main = `import "base.kyn"\n\ntrain:\n    model = N$0et\n`;

  it('have a definition across imports, and an import leads to its file', async () => {
    const { text, position } = cursor(main);
    const client = await opened(text, { 'base.kyn': base });
    const found: Location[] = await client.connection.sendRequest('textDocument/definition', at(client, position));
    expect(found).toEqual([
      { uri: client.uri('base.kyn'), range: { start: { line: 0, character: 6 }, end: { line: 0, character: 9 } } },
    ]);
    const file: Location[] = await client.connection.sendRequest(
      'textDocument/definition',
      at(client, { line: 0, character: 10 }),
    );
    expect(file[0]?.uri).toBe(client.uri('base.kyn'));
  });

  it('are renamed in all files that use them', async () => {
    const { text, position } = cursor(main);
    const client = await opened(text, { 'base.kyn': base });
    const edit: WorkspaceEdit = await client.connection.sendRequest('textDocument/rename', {
      ...at(client, position),
      newName: 'Mlp',
    });
    expect(Object.keys(edit.changes ?? {}).sort()).toEqual([client.uri('base.kyn'), client.uri('net.kyn')]);
  });

  it('of params are renamed in the sweep axis and in every $name', async () => {
    const client = await opened();
    const edit: WorkspaceEdit = await client.connection.sendRequest('textDocument/rename', {
      ...at(client, { line: 2, character: 5 }),
      newName: 'rate',
    });
    expect(edit.changes?.[client.uri('net.kyn')]?.map(e => [e.range.start.line, e.range.start.character])).toEqual([
      [2, 4],
      [5, 4],
      [22, 25],
    ]);
  });

  it('that conflict or are invalid are rejected with the reason', async () => {
    const client = await opened();
    const ask = (newName: string) =>
      client.connection.sendRequest('textDocument/rename', { ...at(client, { line: 2, character: 5 }), newName });
    await expect(ask('hidden')).rejects.toThrow('The param `hidden` already exists');
    await expect(ask('1x')).rejects.toThrow('`1x` is not a valid name');
    await expect(ask('true')).rejects.toThrow('`true` is not a valid name, because it is a Boolean');
    await expect(ask('False')).rejects.toThrow('`False` is not a valid name');
    await expect(ask('')).rejects.toThrow('A name must not be empty');
  });
});

describe('document features', () => {
  it('outline', async () => {
    const client = await opened();
    const symbols: DocumentSymbol[] = await client.connection.sendRequest('textDocument/documentSymbol', {
      textDocument: { uri: client.uri('net.kyn') },
    });
    expect(symbols.map(s => [s.name, s.children?.length])).toEqual([
      ['params', 2],
      ['sweep', 1],
      ['Houses', 2],
      ['Net', 5],
      ['train', 5],
    ]);
  });

  it('inlay hints show widths, parameter counts, totals and values', async () => {
    const client = await opened();
    const range = { start: { line: 0, character: 0 }, end: { line: 40, character: 0 } };
    const hints: InlayHint[] = await client.connection.sendRequest('textDocument/inlayHint', {
      textDocument: { uri: client.uri('net.kyn') },
      range,
    });
    expect(hints.map(h => [h.position.line, h.label])).toEqual([
      [13, '= 64'],
      [11, '897 params'],
      [13, '→ 64 · 704 params'],
      [14, '→ 64'],
      [15, '→ 64 · 128 params'],
      [16, '→ 1 · 65 params'],
      [22, '= 0.01'],
    ]);
  });

  it('links lead to existing files only', async () => {
    const client = await opened(SPEC, { 'data/houses.csv': 'a,price\n' }, true);
    const ask = (): Promise<DocumentLink[]> =>
      client.connection.sendRequest('textDocument/documentLink', { textDocument: { uri: client.uri('net.kyn') } });
    expect((await ask()).map(l => l.target)).toEqual([client.uri('data/houses.csv')]);
    await client.change('net.kyn', SPEC.replace('houses.csv', 'gone.csv'));
    expect(await ask()).toEqual([]);
  });

  it('folds blocks and runs of comments', async () => {
    const client = await opened('# one\n# two\nparams:\n    a = 1\n    b = 2\n\n# lone\ntrain:\n    epochs = 1\n');
    const folds: { startLine: number; endLine: number }[] = await client.connection.sendRequest(
      'textDocument/foldingRange',
      { textDocument: { uri: client.uri('net.kyn') } },
    );
    expect(folds.map(f => [f.startLine, f.endLine])).toEqual([
      [0, 1],
      [2, 4],
      [7, 8],
    ]);
  });

  it('selection expands from word to file', async () => {
    const client = await opened();
    const [range]: SelectionRange[] = await client.connection.sendRequest('textDocument/selectionRange', {
      textDocument: { uri: client.uri('net.kyn') },
      positions: [{ line: 22, character: 26 }],
    });
    const lines: string[] = [];
    for (let r: SelectionRange | undefined = range; r; r = r.parent)
      lines.push(`${r.range.start.line}:${r.range.start.character}-${r.range.end.line}:${r.range.end.character}`);
    expect(lines).toEqual(['22:24-22:27', '22:16-22:28', '22:4-22:28', '18:0-23:14', '0:0-24:0']);
  });

  it('semantic tokens show the kind of each name', async () => {
    const client = await opened();
    const tokens: SemanticTokens = await client.connection.sendRequest('textDocument/semanticTokens/full', {
      textDocument: { uri: client.uri('net.kyn') },
    });
    expect(tokens.data.length / 5).toBe(9);
    expect(tokens.data.slice(0, 5)).toEqual([1, 4, 6, 2, 1]);
  });

  it('signature help supports layers and calls', async () => {
    const client = await opened();
    const ask = (line: number, character: number): Promise<SignatureHelp | null> =>
      client.connection.sendRequest('textDocument/signatureHelp', at(client, { line, character }));
    expect(await ask(13, 18)).toMatchObject({
      signatures: [{ label: 'dense <units> <activation>' }],
      activeParameter: 1,
    });
    expect(await ask(22, 21)).toMatchObject({ signatures: [{ label: 'adam(lr=0.001)' }], activeParameter: 0 });
    expect(await ask(19, 5)).toBeNull();
  });
});

describe('formatting', () => {
  async function formatted(text: string): Promise<string> {
    const client = await opened(text);
    const edits: TextEdit[] = await client.connection.sendRequest('textDocument/formatting', {
      textDocument: { uri: client.uri('net.kyn') },
      options: { tabSize: 4, insertSpaces: true },
    });
    const [edit] = edits;
    if (!edit) return text;
    const lines = text.split('\n');
    const offset = ({ line, character }: { line: number; character: number }) =>
      lines.slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character;
    return text.slice(0, offset(edit.range.start)) + edit.newText + text.slice(offset(edit.range.end));
  }

  it('sorts keys, normalizes blanks and keeps every comment at its line', async () => {
    const messy =
      '# head\nparams:\n  a   =  1 # one\n\n\n# about the data\ndataset D:\n    target="y"   # the target\n    # where from\n    source=csv( "d.csv" , )\n\n    # the end\nimport "x.kyn"\n';
    expect(await formatted(messy)).toBe(
      '# head\nparams:\n    a = 1  # one\n\n# about the data\ndataset D:\n    # where from\n    source = csv("d.csv")\n    target = "y"  # the target\n    # the end\n\nimport "x.kyn"\n',
    );
  });

  it('does not change a spec with syntax errors', async () => {
    expect(await formatted('train\n    epochs   = 3\n')).toBe('train\n    epochs   = 3\n');
  });
});
