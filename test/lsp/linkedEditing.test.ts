// Linked editing of names.
import { expect, it } from 'vitest';
import type { LinkedEditingRanges } from 'vscode-languageserver';
import { startClient } from './client';
import { cursor } from './cursor';

async function linked(marked: string, files: Record<string, string> = {}): Promise<string[] | null> {
  const { text, position } = cursor(marked);
  const client = await startClient({ 'net.kyn': text, ...files });
  await client.open('net.kyn', text);
  const found: LinkedEditingRanges | null = await client.connection.sendRequest('textDocument/linkedEditingRange', {
    textDocument: { uri: client.uri('net.kyn') },
    position,
  });
  expect(found === null || new RegExp(`^(?:${found.wordPattern})$`).test('a_B1')).toBe(true);
  return found?.ranges.map(({ start, end }) => `${start.line}:${start.character}-${end.character}`) ?? null;
}

const TRAIN = 'train:\n    model = Net\n    optimizer = adam(lr=$lr)\n';

it('links the header and the uses of a model or dataset', async () => {
  expect(await linked(`model N$0et:\n    input 2\n\n${TRAIN}`)).toEqual(['0:6-9', '4:12-15']);
  expect(await linked('dataset D$0:\n\ntrain:\n    data = D\n')).toEqual(['0:8-9', '3:11-12']);
});

it('links the declaration, the axis and every use of a param without its $', async () => {
  const text = 'params:\n    $0lr = 0.1\n\nsweep:\n    lr = [1, 2]\n\ntrain:\n    optimizer = adam(lr=$lr)\n';
  expect(await linked(text)).toEqual(['1:4-6', '4:4-6', '7:25-27']);
});

it('is not offered at a use or an axis, where typing selects another name', async () => {
  const text =
    'params:\n    lr = 0.1\n\nsweep:\n    lr = [1, 2]\n\ntrain:\n    model = Net\n    optimizer = adam(lr=$lr)\n';
  const marked = (part: string): string => `${text.replace(part, () => `${part}$0`)}\nmodel Net:\n    input 2\n`;
  for (const part of ['lr=$lr', 'model = Net', 'sweep:\n    lr']) expect(await linked(marked(part))).toBeNull();
});

it('is not offered without exactly one declaration and a use', async () => {
  expect(await linked(TRAIN.replace('Net', 'N$0et'))).toBeNull();
  expect(await linked(`model N$0et:\n\nmodel Net:\n\n${TRAIN}`)).toBeNull();
  expect(await linked('model N$0et:\n    input 2\n')).toBeNull();
  expect(await linked('model Net:\n    inp$0ut 2\n')).toBeNull();
});

it('is not offered when another file uses the name', async () => {
  const lib = 'model Net:\n    input 2\n    dense $lr relu\n';
  expect(
    await linked(`model N$0et:\n    input 2\n\n${TRAIN}`, { 'main.kyn': `import "net.kyn"\n\n${TRAIN}` }),
  ).toBeNull();
  expect(
    await linked('import "lib.kyn"\n\nparams:\n    l$0r = 1\n\ntrain:\n    epochs = $lr\n', { 'lib.kyn': lib }),
  ).toBeNull();
  // An unrelated declaration with the same name does not matter.
  expect(await linked(`model N$0et:\n    input 2\n\n${TRAIN}`, { 'other.kyn': lib })).toHaveLength(2);
});
