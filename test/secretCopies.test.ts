// A secret that only its name shows is hidden everywhere in its file: in the command line next to the variable, in lists and in longer texts.
import { expect, test } from 'vitest';
import { markSecrets, secretsOf } from '../src-shared/artifacts/secrets/secrets';
import { type JsonNode, parseJson } from '../src-shared/text/jsonText';
import { kyn, manifestText } from './cli/cliEnvironment';

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

test('no output shows the copies', async () => {
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
