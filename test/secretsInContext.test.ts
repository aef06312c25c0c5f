// Secrets that only their neighbours show: lines and arguments in a list, JSON inside of strings, YAML, names with several meanings.
import { describe, expect, test } from 'vitest';
import { markSecrets, secretsOf } from '../src-shared/artifacts/secrets/secrets';
import { type JsonNode, parseJson } from '../src-shared/text/jsonText';
import { FORMS } from '../src-shared/text/secretForms';
import { withoutSecretForms } from '../src-shared/text/secretText';
import { SECRET_FORMS } from './secretSample';

const secretsIn = (text: string): string[] =>
  secretsOf(markSecrets(parseJson(text).value as JsonNode)).map(s => `${s.key}: ${s.text}`);

const BEGIN = `-----BEGIN RSA PRIVATE ${'KEY'}-----`;
const END = `-----END RSA PRIVATE ${'KEY'}-----`;

describe('the items of a list are read together', () => {
  test.each([
    [
      [BEGIN, 'MIIE', 'abc', END, 'after'],
      [BEGIN, 'MIIE', 'abc', END],
    ],
    [
      ['before', BEGIN, 'MIIE', 'abc'],
      [BEGIN, 'MIIE', 'abc'],
    ],
    [[`${BEGIN}\nMIIE\n${END}`, 'after'], [`${BEGIN}\nMIIE\n${END}`]],
    [
      ['PuTTY-User-Key-File-2: ssh-rsa', 'MIIE', 'Private-MAC: 00', 'x'],
      ['PuTTY-User-Key-File-2: ssh-rsa', 'MIIE', 'Private-MAC: 00'],
    ],
  ])('a private key as the list of lines %j', (items, expected) =>
    expect(secretsIn(JSON.stringify({ k: items }))).toEqual(expected.map(line => `k: ${line}`)),
  );

  test.each([[['-----BEGIN CERTIFICATE-----', 'MIIE', 'abc']], [['a', `-----BEGIN PUBLIC ${'KEY'}-----`, 'MIIE']]])(
    '%j is not secret',
    items => expect(secretsIn(JSON.stringify({ k: items }))).toEqual([]),
  );

  test.each([
    [['train.py', '--api-key', 'hunter2', 'x'], ['hunter2']],
    [['train.py', '--password', 'correct horse', '--lr', '0.1'], ['correct horse']],
    [['curl', '-u', 'bob:hunter2', 'https://example.com'], ['bob:hunter2']],
    [['redis-cli', '-a', 'hunter2', 'ping'], ['hunter2']],
    [['mysql', '-u', 'root', '-phunter2'], ['-phunter2']],
  ])('the password of the command %j', (items, expected) =>
    expect(secretsIn(JSON.stringify({ argv: items }))).toEqual(expected.map(text => `argv: ${text}`)),
  );

  test.each([
    [['train.py', '--max-tokens', '4096']],
    [['train.py', '--password', null, 'hunter2']],
    [['train.py', '--api-key', '$API_KEY', '--password', '--user', 'me']],
    [['--lr', 'api_key', 'password']],
    [['docker', 'run', '-u', '1000:1000']],
  ])('no false alarm in the command %j', items => expect(secretsIn(JSON.stringify({ argv: items }))).toEqual([]));
});

test('a string in a string ends with its own quote', () => {
  const text = JSON.stringify(JSON.stringify(JSON.stringify({ password: 'one "two" three', b: 'visible' })));
  const shown = withoutSecretForms(text);
  expect(shown).toContain('visible');
  expect(shown).not.toMatch(/one|two|three/);
});

test('a string in a string that is not closed ends with the outer one', () =>
  expect(withoutSecretForms(String.raw`"{\\\"password\\\": \\\"hunter2", "b": "visible"`)).toBe(
    String.raw`"{\\\"password\\\": \\\"(hidden)", "b": "visible"`,
  ));

const MIXED = 'Zq7Xw9Kp4Vb2Nt6M';

test.each([
  ['pass', 'hunter2'],
  ['pw', 'hunter2!'],
  ['pat', MIXED],
  ['pat', 'abcdefghij2klmnopqrstuvwxyz'.repeat(2)],
  ['jwt', MIXED],
  ['totp', 'JBSWY3DPEHPK3PXP'],
  ['creds', 'letmein'],
  ['passwort', 'geheim'],
  ['apisecret', 'letmein'],
  ['db/password', 'letmein'],
  ['x:password', 'letmein'],
  ['db[password]', 'letmein'],
])('the value of %s is hidden: %s', (key, value) => {
  expect(secretsIn(JSON.stringify({ [key]: value }))).toEqual([`${key}: ${value}`]);
  expect(secretsIn(JSON.stringify({ note: value }))).toEqual([]);
  if (!/[/:[]/.test(key))
    expect(withoutSecretForms(`f(a=1, ${key}="${value}", b=2)`)).toBe(`f(a=1, ${key}="(hidden)", b=2)`);
});

test.each([
  'phase1',
  'pass-2',
  'float32',
  'v1.2.3',
  '2026-01-01',
  '12.5ms',
  'second',
  'run_12.json',
  'f(x1, y2)',
  '1 of 20',
])('pass: %j is visible', value => {
  for (const key of ['pass', 'pw', 'pat']) {
    expect(secretsIn(JSON.stringify({ [key]: value }))).toEqual([]);
    expect(withoutSecretForms(`${key}="${value}"`)).toBe(`${key}="${value}"`);
    expect(withoutSecretForms(`${key}: ${value}`)).toBe(`${key}: ${value}`);
  }
});

test.each(['train_2024_part_01', 'data/*.csv', '^run_(\\d{1,4})$', 'houses-v2-large-64'])(
  'pat: %j is visible',
  value => {
    expect(secretsIn(JSON.stringify({ pat: value }))).toEqual([]);
    expect(withoutSecretForms(`pat="${value}"`)).toBe(`pat="${value}"`);
  },
);

test('each secret of a line is hidden, also next to one that is masked', () => {
  const line = `early_stop = f(pass="${MIXED}", n=3, token="${MIXED}", db_password="****", pw='${MIXED}', password="***")`;
  expect(withoutSecretForms(line)).toBe(
    'early_stop = f(pass="(hidden)", n=3, token="(hidden)", db_password="****", pw=\'(hidden)\', password="***")',
  );
});

test('each line of a YAML block is hidden', () => {
  const text = `db:\n  password: |\n    one two\n    ${MIXED}\nport: 1\napi_key: >-  \r\n  three\r\nn: 2`;
  expect(withoutSecretForms(text)).toBe(
    'db:\n  password: |\n    (hidden)\nport: 1\napi_key: >-  \r\n  (hidden)\r\nn: 2',
  );
  expect(withoutSecretForms('lr: |\n  one two\nn: 2')).toBe('lr: |\n  one two\nn: 2');
});

test('next to the name of a user a plain word is a password', () => {
  expect(secretsIn('{"auth": {"user": "bob", "pass": "letmein"}}')).toEqual(['pass: letmein']);
  expect(secretsIn('{"credentials": {"pass": "letmein"}}')).toEqual(['pass: letmein']);
  expect(secretsIn('{"user": 12, "pass": "second"}')).toEqual([]);
  expect(secretsIn('{"user": "bob", "pass": 1130, "fail": 2}')).toEqual([]);
});

test('the quick test of each form finds what the form finds, whatever is around it', () => {
  const long = 'data/district_0/houses.csv';
  const keyed = [`auth = "${'aB3'.repeat(8)}"`, `Fernet(${' '.repeat(4)}key = b"${'aB3-'.repeat(11).slice(0, 43)}="`];
  const texts = [...Object.values(SECRET_FORMS).map(({ text }) => text), ...keyed];
  const around = (text: string) => [
    text,
    `${'word '.repeat(60)}${text} after`,
    `${long} ${text} ${long}`,
    `${`${long} `.repeat(20)}${text}`,
    `${long}\n${long}:${text}`,
  ];
  const missed = texts
    .flatMap(around)
    .flatMap(text => FORMS.filter(({ hint, pattern }) => text.search(pattern()) >= 0 && !hint(text)).map(() => text));
  expect(missed).toEqual([]);
  const matched = FORMS.filter(({ pattern }) => keyed.every(text => text.search(pattern()) >= 0));
  expect(matched).not.toEqual([]);
});

test('no form of a secret matches an empty text, which would be found without end', () => {
  expect(FORMS.length).toBeGreaterThan(3);
  const patterns = FORMS.map(({ pattern }) => pattern());
  expect(patterns.filter(({ source, flags }) => new RegExp(`^(?:${source})$`, flags).test(''))).toEqual([]);
});
