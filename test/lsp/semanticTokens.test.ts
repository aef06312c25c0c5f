// Semantic tokens: full, of a range, and deltas.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { tokenEdits } from '../../server/src/lsp/base/tokenEdits';
import { startClient, type TestClient } from './client';

const SPEC = `params:
    lr = 0.01

model Net:
    input 4
    dense 1 linear

train:
    model = Net
    optimizer = adam(lr=$lr)
    data = Other
`;

const document = (client: TestClient, path = 'net.kyn') => ({ textDocument: { uri: client.uri(path) } });
const full = (client: TestClient, path?: string): Promise<SemanticTokens> =>
  client.connection.sendRequest('textDocument/semanticTokens/full', document(client, path));
const delta = (client: TestClient, previousResultId: string): Promise<SemanticTokens | SemanticTokensDelta> =>
  client.connection.sendRequest('textDocument/semanticTokens/full/delta', { ...document(client), previousResultId });
const apply = (data: readonly number[], { edits }: SemanticTokensDelta): number[] =>
  edits.reduceRight(
    (all, { start, deleteCount, data: put = [] }) => [
      ...all.slice(0, start),
      ...put,
      ...all.slice(start + deleteCount),
    ],
    [...data],
  );
const isDelta = (answer: SemanticTokens | SemanticTokensDelta): answer is SemanticTokensDelta => 'edits' in answer;

async function opened(text = SPEC): Promise<TestClient> {
  const client = await startClient({ 'net.kyn': text });
  await client.open('net.kyn', text);
  return client;
}

it('names have line, column, length, type and modifier; undeclared names are omitted', async () => {
  const { data } = await full(await opened());
  expect(data).toEqual([1, 4, 2, 2, 1, 2, 6, 3, 0, 1, 5, 12, 3, 0, 0, 1, 25, 2, 2, 0]);
});

it('a byte order mark in the text shifts the first line', async () => {
  const client = await opened(`\ufeffmodel Net:\n    input 4\n`);
  expect((await full(client)).data).toEqual([0, 7, 3, 0, 1]);
});

it.each([
  ['a line above', `# more\n${SPEC}`],
  ['a name', SPEC.replaceAll('Net', 'Mlp2')],
  ['a name that becomes unknown', SPEC.replace('lr = 0.01', 'rate = 0.01')],
  ['nothing', SPEC],
  ['everything', ''],
  ['lines below', `${SPEC}\nmodel Other:\n    input 2\n    dense $lr relu\n`],
])('the delta is equivalent to a full answer: %s', async (_, text) => {
  const client = await opened();
  const before = await full(client);
  await client.change('net.kyn', text);
  const answer = await delta(client, before.resultId ?? '');
  const now = await full(client);
  if (!isDelta(answer)) throw new Error('no delta');
  expect(apply(before.data, answer)).toEqual(now.data);
  expect(answer.edits.length).toBeLessThanOrEqual(1);
  expect(answer.resultId).not.toBe(before.resultId);
});

it('a new line above changes one token', async () => {
  const text = Array.from({ length: 500 }, (_, i) => `model M${i}:\n    input 2\n\n`).join('');
  const client = await opened(text);
  const before = await full(client);
  await client.change('net.kyn', `\n${text}`);
  const answer = await delta(client, before.resultId ?? '');
  expect(isDelta(answer) && answer.edits).toEqual([{ start: 0, deleteCount: 5, data: [1, 6, 2, 0, 1] }]);
});

it('an outdated id is answered in full, also after the document was closed', async () => {
  const client = await opened();
  const first = await full(client);
  await full(client);
  expect(isDelta(await delta(client, first.resultId ?? ''))).toBe(false);
  const last = await full(client);
  await client.connection.sendNotification('textDocument/didClose', document(client));
  await client.open('net.kyn', SPEC);
  const answer = await delta(client, last.resultId ?? '');
  expect(isDelta(answer)).toBe(false);
  expect(answer).toMatchObject({ data: first.data });
});

it('the edits between any two answers transform one into the other', () => {
  const tokens = fc.array(fc.array(fc.nat(2), { minLength: 5, maxLength: 5 }), { maxLength: 6 }).map(t => t.flat());
  fc.assert(
    fc.property(tokens, tokens, (before, after) => {
      const edits = tokenEdits(before, after);
      expect(apply(before, { edits })).toEqual(after);
      for (const e of edits) expect([e.start % 5, e.deleteCount % 5, e.data.length % 5]).toEqual([0, 0, 0]);
      expect(edits.length > 0).toBe(JSON.stringify(before) !== JSON.stringify(after));
    }),
  );
});
