// No answer of the language server shows a secret or a control character: every feature, on documents with canaries, at many places.
import { expect, test } from 'vitest';
import { features } from '../../server/src/lsp/features';
import { codeActions } from '../../server/src/lsp/features/codeActions';
import { startClient, type TestClient } from '../lsp/client';
import {
  artifactSample,
  BY_FORM,
  BY_NAME,
  CONTROLS,
  expectHidden,
  expectNoSecret,
  leakStep,
  SPEC,
  SPECS,
  sampleOf,
} from './canary';

// Data that a client applies, opens or sends back, but does not display.
const EXACT = ['after', 'arguments', 'before', 'data', 'filterText', 'newText', 'target', 'targetUri', 'text', 'uri'];

const shown = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer ?? null), (key, value) => (EXACT.includes(key) ? undefined : value));

function newTexts(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, v]) => (key === 'newText' ? [String(v)] : newTexts(v)));
}

interface Place {
  readonly uri: string;
  readonly other: string;
  readonly line: number;
  readonly character: number;
}

// The parameters of every request at once; each feature reads its own.
function parametersFor(client: TestClient, { uri, other, line, character }: Place): object {
  const position = { line, character };
  const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
  const item = { uri, name: 'x', kind: 5, range, selectionRange: { start: position, end: position } };
  return {
    ...{
      textDocument: { uri },
      uri,
      position,
      positions: [position],
      ranges: [range],
      item,
      a: uri,
      b: other,
      query: '',
    },
    range: line === 0 ? range : { start: position, end: position },
    context: { diagnostics: [], triggerKind: 1, includeDeclaration: true },
    options: { tabSize: 4, insertSpaces: true },
    ...{ ch: '\n', newName: 'renamed', previousResultId: '', mode: 'create', label: 'x', kind: 1 },
    ...{
      folder: client.uri(''),
      python: '',
      data: { seed: '1' },
      relpath: 'tests/x.json',
      adapter: uri,
      time: '',
      replace: false,
    },
    ...{ files: [{ name: 'x', uri }], outside: [], documents: [], extra: [uri] },
  };
}

async function askEverything(client: TestClient, place: Place): Promise<void> {
  for (const { method } of features) {
    const answer = await client.connection
      .sendRequest(method, parametersFor(client, place))
      .catch((error: Error) => ({ message: error.message }));
    const where = `${method} at ${place.line}:${place.character} of ${place.uri}`;
    expectHidden(shown(answer), where);
    // The edits of code actions must be exact, but leave out what does not change. Their other characters are those of the file.
    if (method === codeActions.method) expectNoSecret(newTexts(answer), where);
  }
}

async function start(): Promise<{ client: TestClient; sent: unknown[] }> {
  const client = await startClient({}, { options: { commands: true, trusted: true }, data: true });
  const sent: unknown[] = [];
  client.connection.onNotification((method, params) => void sent.push({ method, params }));
  return { client, sent };
}

test('in specs', { timeout: 120_000 }, async () => {
  const { client, sent } = await start();
  const specs = [SPEC, ...sampleOf(SPECS.slice(1), 4 * leakStep + 1)];
  expect(specs.length).toBeGreaterThan(4);
  for (const [i, text] of specs.entries()) {
    client.write(`s${i}.kyn`, text);
    await client.open(`s${i}.kyn`, text);
    const place = { uri: client.uri(`s${i}.kyn`), other: client.uri('s0.kyn') };
    const lines = text.split('\n').length;
    for (let line = 0; line < lines; line += 3)
      await askEverything(client, { ...place, line, character: (line * 7) % 30 });
  }
  expectHidden(sent, 'notifications');
});

test('in artifacts of each kind', { timeout: 120_000 }, async () => {
  const { client, sent } = await start();
  client.write('s.kyn', SPEC);
  for (const [i, { name, a, b }] of artifactSample().entries()) {
    const [left, right] = [`a${i}/${name}`, `b${i}/${name}`];
    client.write(left, a);
    client.write(right, b);
    await client.open(left, a);
    for (const line of [0, 3])
      await askEverything(client, { uri: client.uri(left), other: client.uri(right), line, character: 6 });
  }
  expectHidden(sent, 'notifications');
});

test('an exception is logged without what it quotes', async () => {
  const { guard } = await import('../../server/src/lsp/base/guard');
  const logged: string[] = [];
  await guard({ error: message => void logged.push(message) }, 'x', undefined, () => {
    throw new Error(`cannot read "DB_PASSWORD=${BY_NAME}" ${BY_FORM}${CONTROLS}`);
  });
  expect(logged).toHaveLength(1);
  expectHidden(logged, 'the log');
});

test('edits, locations and texts for files stay exact, all other text is for people', async () => {
  const { toClient } = await import('../../server/src/lsp/base/toClient');
  const canary = BY_FORM + CONTROLS;
  const answer = toClient({ newText: canary, uri: canary, tokens: [1, 2], label: [canary], deep: { message: canary } });
  expect(answer).toMatchObject({ newText: canary, uri: canary, tokens: [1, 2] });
  expectHidden([answer.label, answer.deep.message], 'an answer');
});
