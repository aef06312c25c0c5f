// Inlay hints: their content, their positions and their settings.
import { expect, it } from 'vitest';
import type { InlayHint } from 'vscode-languageserver';
import { startClient, type TestClient } from './client';

const SPEC = `params:
    hidden = 64
    note = "a text that is longer than a hint should ever be"

model Net:
    input 10
    dense $hidden relu
    dropout 0.5
    batchnorm
    dense 1 linear

export:
    path = $note
`;

async function hints(client: TestClient, from = 0, to = 100): Promise<InlayHint[]> {
  return client.connection.sendRequest('textDocument/inlayHint', {
    textDocument: { uri: client.uri('net.kyn') },
    range: { start: { line: from, character: 0 }, end: { line: to, character: 0 } },
  });
}

async function opened(text = SPEC, settings?: unknown): Promise<TestClient> {
  const client = await startClient({ 'net.kyn': text }, settings ? { settings } : {});
  await client.open('net.kyn', text);
  return client;
}

const short = (h: InlayHint): string => `${h.position.line}:${h.position.character} ${h.label}`;

it('show widths, counts, totals and values, each with its formula', async () => {
  const found = await hints(await opened());
  expect(found.map(short)).toEqual([
    '6:17 = 64',
    '4:10 897 params',
    '6:22 → 64 · 704 params',
    '7:15 → 64',
    '8:13 → 64 · 128 params',
    '9:18 → 1 · 65 params',
    '12:16 = "a text that is longer than a…',
  ]);
  expect(found.map(h => h.tooltip)).toEqual([
    undefined,
    '704 + 128 + 65 = 897 parameters',
    '10 inputs × 64 units + 64 biases = 704 parameters',
    undefined,
    '2 × 64: a scale and a shift for each input = 128 parameters',
    '64 inputs × 1 unit + 1 bias = 65 parameters',
    '"a text that is longer than a hint should ever be"',
  ]);
});

it('are returned only for the requested lines', async () => {
  const client = await opened();
  expect((await hints(client, 7, 9)).map(h => h.position.line)).toEqual([7, 8]);
  const many = `model Net:\n    input 2\n${'    dense 2 relu\n'.repeat(2000)}`;
  const large = await opened(many);
  expect(await hints(large, 1000, 1030)).toHaveLength(30);
  expect((await hints(large, 0, 1))[0]?.tooltip).toBe('the sum of 2000 layers = 12,000 parameters');
});

it.each([
  ['shapes', ['= 64', '897 params', '704 params', '128 params', '65 params', '= "a text that is longer than a…']],
  ['parameterCounts', ['= 64', '897 params', '→ 64', '→ 64', '→ 64', '→ 1', '= "a text that is longer than a…']],
  [
    'modelTotals',
    ['= 64', '→ 64 · 704 params', '→ 64', '→ 64 · 128 params', '→ 1 · 65 params', '= "a text that is longer than a…'],
  ],
  ['paramValues', ['897 params', '→ 64 · 704 params', '→ 64', '→ 64 · 128 params', '→ 1 · 65 params']],
])('without kynml.inlayHints.%s', async (name, labels) => {
  const client = await opened(SPEC, { inlayHints: { [name]: false } });
  await expect.poll(async () => (await hints(client)).map(h => h.label)).toEqual(labels);
  const tooltips = (await hints(client)).filter(h => String(h.tooltip).includes(' unit'));
  expect(tooltips).toHaveLength(name === 'parameterCounts' ? 0 : 2);
});

it('a malformed setting is replaced by its default', async () => {
  const client = await opened(SPEC, { inlayHints: { shapes: 'no', modelTotals: 0 } });
  expect(await hints(client)).toHaveLength(7);
});

it('are refreshed after a change of settings, if the client supports it', async () => {
  const settings = { inlayHints: { shapes: true } };
  const client = await startClient({ 'net.kyn': SPEC }, { settings: () => settings, hintRefresh: true });
  let refreshes = 0;
  client.connection.onRequest('workspace/inlayHint/refresh', () => {
    refreshes++;
    return null;
  });
  await client.open('net.kyn', SPEC);
  await expect.poll(() => refreshes).toBeGreaterThan(0);
  const before = refreshes;
  settings.inlayHints.shapes = false;
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await expect.poll(() => refreshes).toBe(before + 1);
  expect((await hints(client)).map(h => h.label)).not.toContain('→ 64');
});
