// A secret that a line end breaks is hidden as a whole: a wrapped key, a string in parts.
import { expect, test } from 'vitest';
import { markSecrets, secretsOf } from '../src-shared/artifacts/secrets/secrets';
import { analyze } from '../src-shared/kyn/analyze';
import { parse } from '../src-shared/kyn/syntax/parse';
import { readYaml } from '../src-shared/runs/trackers/values/readYaml';
import { type JsonNode, parseJson } from '../src-shared/text/jsonText';
import { withoutSecretForms } from '../src-shared/text/secretText';

// Made-up tokens, concatenated so that scanners do not report them.
const JWT = `ey${'J'}hbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey${'J'}zdWIiOiIxNDU4MjU1OTUyIiwibmFtZSI6IngiLCJpYXQiOjI1NTQ4OTI4ODB9.em4wgkHHIXbzptUwOTcSjr5QN8R22wYMh3xvEFPj0TQ`;
const GITHUB = `github${'_pat_'}11Zq7Xw9Kp4Vb2Nt6MZq7X_kefhIZDhwQNkn8UEn0JCtLKFbX0F8RlVfLADLH65mqd9VVMdZM5XYkefhI`;
const BASE64 =
  '2Xr7Q+ee0JPrW8IoG6JqoNJuoEOslqSl6W+YbTbYjkHJ0+ssnYkgfsDYenmpzIl+ozmJ30/frtrWLPWoCsb2eV5jAzB4P4XNexjojlGibpmlU16MrEpBY6hGllAcw0boVHbiPk0Aq0=';
const PRIVATE = `MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw${BASE64}`;

const TOKENS: readonly (readonly [token: string, before: string])[] = [
  [JWT, ''],
  [JWT, 'Authorization: Bearer '],
  [GITHUB, 'use '],
  [BASE64, 'api_key: '],
  [PRIVATE, ''],
];
const WIDTHS = [38, 40, 64, 76];
const JOINTS = ['\n', '\r\n', '\n    ', '\n# ', '\\\n', '"\n    "', '" +\n  "', "' \\\n    '", '\\n', '\\\\r\\\\n'];

const wrapped = (token: string, width: number, joint: string): string =>
  (token.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(joint);

const cases = TOKENS.flatMap(([token, before]) =>
  WIDTHS.flatMap(width => JOINTS.map(joint => ({ token, width, joint, text: before + wrapped(token, width, joint) }))),
);

// A part that shows eight characters of a token.
function partShown(shown: string, token: string): string | undefined {
  for (let at = 0; at + 8 <= token.length; at++)
    if (shown.includes(token.slice(at, at + 8))) return token.slice(at, at + 8);
  return undefined;
}

test.each(cases)('$text', ({ token, text }) => {
  for (const whole of [text, `see ${text} and more`, `x: 1\n"${text}"\ny`, JSON.stringify({ note: text })])
    expect(partShown(withoutSecretForms(whole), token), whole).toBeUndefined();
  const root = parseJson(JSON.stringify({ notes: ['x', text] })).value as JsonNode;
  expect(secretsOf(markSecrets(root)).map(s => s.text)).toEqual([text]);
});

test('in the comments of a spec', () => {
  const text = `# ${wrapped(JWT, 64, '\n# ')}\nparams:\n    lr = 0.1\n`;
  const spans = analyze({ tree: parse(text) }).diagnostics.filter(d => d.code === 'secret-in-spec');
  expect(spans.map(d => text.slice(d.span.start, d.span.end))).toEqual([wrapped(JWT, 64, '\n# ')]);
});

test('in a string of three quotes, also inside of JSON', () => {
  const text = `API_KEY = """\n${wrapped(BASE64, 76, '\n')}\n"""`;
  for (const whole of [text, JSON.stringify({ a: text }), JSON.stringify(JSON.stringify({ a: text }))])
    expect(partShown(withoutSecretForms(whole), BASE64)).toBeUndefined();
});

// The parts of a folded text may be short, and may have empty lines between them.
const folded = (width: number, joint: string) => (indicator: string) =>
  `note: ${indicator}\n  ${wrapped(GITHUB, width, joint)}\nlr: 0.1\n`;
const FOLDED = ['>', '>-', '|2+'].flatMap(i => [
  folded(14, '\n  ')(i),
  folded(30, '\n\n  ')(i),
  folded(18, '\r\n  ')(i),
]);
test.each(FOLDED)('in a text of YAML with one word in each line: %j', text => {
  for (const whole of [text, JSON.stringify({ a: text })]) {
    expect(partShown(withoutSecretForms(whole), GITHUB)).toBeUndefined();
    expect(withoutSecretForms(whole)).toContain('lr: 0.1');
  }
  const root = readYaml(text) as JsonNode;
  expect(secretsOf(markSecrets(root)).map(s => s.key)).toEqual(['note']);
});

test.each(['>\n  relu\n  gelu_new\n  ResNet50v2\n', '>-\n  use sk-learn and\n  task-1234567890abcdef\n', '"a\n  b"'])(
  'ordinary words in such a text remain: %j',
  text => {
    expect(withoutSecretForms(`note: ${text}`)).toBe(`note: ${text}`);
    expect(secretsOf(markSecrets(readYaml(`note: ${text}`) as JsonNode))).toEqual([]);
  },
);

test.each([
  ['a word', 'model'],
  ['a name', 'ResNet50'],
  ['a path', 'runs/2024/model.bin'],
  ['an assignment', 'run_id=AbC123xYz9Qw'],
  ['a hash', '9f8e7d6c5b4a32109f8e7d6c5b4a32109f8e7d6c'],
  ['a date', '2024-01-01T00:00:00'],
  ['a number', '0.1234'],
  ['the next setting', 'epochs: 12'],
])('%s in the next line remains', (_, line) => {
  for (const text of [`use ${GITHUB}\n${line}`, `api_key: ${BASE64}\n${line}\n`])
    expect(withoutSecretForms(text)).toContain(`(hidden)\n${line}`);
});

test.each([
  ['hashes', `${'9f8e7d6c'.repeat(8)}\n${'7d6c5b4a'.repeat(8)}`],
  ['a public key', `-----BEGIN PUBLIC KEY-----\n${wrapped(BASE64, 64, '\n')}\n-----END PUBLIC KEY-----`],
  ['an image', `iVBORw0KGgo${wrapped(BASE64, 76, '\n')}`],
  ['names', 'facebook/wav2vec2-large-960h-lv60-self\nQwen2.5-7B-Instruct-GPTQ-Int4'],
])('%s in several lines are not secret', (_, text) => expect(withoutSecretForms(text)).toBe(text));
