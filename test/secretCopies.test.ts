// A secret that only its name shows is hidden everywhere in its file: in the command line next to the variable, in lists and in longer texts.
import { expect, test } from 'vitest';
import { markSecrets, secretsOf } from '../src-shared/artifacts/secrets/secrets';
import { type JsonNode, parseJson } from '../src-shared/text/jsonText';
import { kyn, manifestText } from './cli/cliEnvironment';
import { startClient } from './lsp/client';

const treeOf = (value: object): JsonNode => markSecrets(parseJson(JSON.stringify(value)).value as JsonNode);
const secretsIn = (value: object): string[] => secretsOf(treeOf(value)).map(s => s.text);

test.each(['vermilion-heron-lacquer', 'hunter2secret', 'correct horse battery'])('%s', secret => {
  const texts = [secret, `psql -W ${secret} -h db`, `x${secret}x`];
  expect(
    secretsIn({ cmd: texts[1], env: { db_password: secret }, more: [{ a: texts[0] }, texts[2], 'other'] }),
  ).toEqual([texts[1], secret, texts[0], texts[2]]);
});

test.each([
  ['a short word', 'admin'],
  ['a word', 'production'],
  ['a number', '12345678'],
  ['a hash', '0123456789abcdef'.repeat(4)],
  ['a short hash', '0123456789abcdef'],
  ['an id', '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed'],
])('%s may be something else elsewhere', (_, text) => {
  expect(secretsIn({ db_password: text, config_hash: text, list: [text] })).toEqual([text]);
});

test('without a secret the tree is the same object', () => {
  const root = parseJson('{"a": ["b"]}').value as JsonNode;
  expect(markSecrets(root)).toBe(root);
});

test('of many secrets only the first ones are searched elsewhere', () => {
  const names = Array.from({ length: 300 }, (_, i) => `vermilion-heron-lacquer-${String(i).padStart(3, '0')}`);
  const found = secretsIn({ ...Object.fromEntries(names.map((name, i) => [`password${i}`, name])), list: names });
  expect(found).toEqual([...names, ...names.slice(0, 10)]);
});

test('no output shows the copies in an artifact', async () => {
  const secret = 'vermilion-heron-lacquer';
  const run = (more: string) => {
    const manifest = JSON.parse(manifestText());
    const env = { ...manifest.env, db_password: secret + more, cmd: `psql -W ${secret}${more}` };
    return JSON.stringify({ ...manifest, env, params: { note: secret + more } });
  };
  const files = { '/w/a.json': run(''), '/w/b.json': run('q') };
  for (const argv of [
    ...['text', 'json', 'markdown'].map(format => ['diff', 'a.json', 'b.json', '--format', format]),
    ...['text', 'json', 'sarif', 'github'].map(format => ['check', '.', '--format', format]),
    ...['table', 'json', 'csv'].map(format => ['runs', '.', '--columns', 'env.cmd,params.note', '--format', format]),
    ['textconv', 'a.json'],
  ]) {
    const { stdout, stderr } = await kyn({ files }, ...argv);
    expect(stdout.length, argv.join(' ')).toBeGreaterThan(20);
    expect(stdout + stderr, argv.join(' ')).not.toContain('vermilion');
  }
});

const SECRET = 'vermilion-heron-lacquer';
const spec = (secret: string): string => `# old: ${secret}
params:
    api_key = "${secret}"
    note = "x ${secret} y"
    lr = 0.1
sweep:
    note = ["${secret}", "b"]
dataset D:
    source  = csv("${secret}/rows.csv")
    target = $note
model M:
    input 3
    dense 1 $note
train:
    model = M
    data = D
    loss = $note
    optimizer = adam(lr=$note)
    epochs = "${secret}"
`;

test('no output shows the copies in a spec', async () => {
  const files = { '/w/a.kyn': spec(SECRET), '/w/b.kyn': spec(`${SECRET}q`) };
  for (const argv of [
    ...['text', 'json', 'markdown'].map(format => ['diff', 'a.kyn', 'b.kyn', '--format', format]),
    ...['text', 'json', 'sarif', 'github'].map(format => ['check', '.', '--format', format]),
    ['fmt', 'a.kyn', '--diff'],
    ['compile', 'a.kyn'],
  ]) {
    const { stdout, stderr } = await kyn({ files }, ...argv);
    expect((stdout + stderr).length, argv.join(' ')).toBeGreaterThan(20);
    expect(stdout + stderr, argv.join(' ')).not.toContain('vermilion');
  }
});

test('no answer of the server about a spec shows them', async () => {
  const client = await startClient({});
  const text = spec(SECRET);
  await client.open('a.kyn', text);
  const textDocument = { uri: client.uri('a.kyn') };
  const answers: unknown[] = [];
  for (const [line, written] of text.split('\n').entries())
    for (let character = 0; character <= written.length; character += 6)
      for (const method of ['hover', 'completion', 'signatureHelp'])
        answers.push(
          await client.connection.sendRequest(`textDocument/${method}`, {
            textDocument,
            position: { line, character },
          }),
        );
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  for (const method of ['inlayHint', 'documentSymbol', 'codeLens', 'diagnostic'])
    answers.push(await client.connection.sendRequest(`textDocument/${method}`, { textDocument, range }));
  const shown = JSON.stringify(answers, (key, value) =>
    ['newText', 'filterText', 'arguments', 'data'].includes(key) ? undefined : value,
  );
  expect(shown).toContain('x (hidden) y');
  expect(shown).not.toContain('vermilion');
});
