// Texts, names and members that look like secrets and are none.
import { expect, test } from 'vitest';
import { maskUnread } from '../src-shared/artifacts/secrets/maskUnread';
import { markSecrets, secretsOf } from '../src-shared/artifacts/secrets/secrets';
import { type JsonNode, parseJson } from '../src-shared/text/jsonText';
import { withoutSecretForms } from '../src-shared/text/secretText';
import { LOOK_ALIKE_MEMBERS, LOOK_ALIKES } from './secretLookAlikes';

const secretsIn = (text: string): string[] =>
  secretsOf(markSecrets(parseJson(text).value as JsonNode)).map(s => s.text);

// A made-up secret without the prefix of a service.
const PW = 'Zq7TrbWk9xLma8';

test.each(LOOK_ALIKES)('%s is not a secret', text => {
  expect(withoutSecretForms(text)).toBe(text);
  expect(withoutSecretForms(`see ${text} and more`)).toBe(`see ${text} and more`);
  expect(secretsIn(JSON.stringify({ notes: ['x', text] }))).toEqual([]);
});

// What may follow a name without being a part of it, in messages, paths and code.
const CARRIERS: readonly ((name: string) => string)[] = [
  name => `File not found: ${name}.`,
  name => `${name}/m.pt`,
  name => `../${name}`,
  name => `${name}, and`,
  name => `${name}: x`,
  name => `x=${name}=y`,
  name => `csv("${name}.csv")`,
];
const NAMES = LOOK_ALIKES.filter(text => /^[\w.-]+$/.test(text));

test.each(NAMES)('the name %s is not a secret in a message, in a path and in code', name => {
  expect(NAMES.length).toBeGreaterThan(30);
  for (const carrier of CARRIERS) expect(withoutSecretForms(carrier(name))).toBe(carrier(name));
});

test('a path after a prefix of a service does not hide the name', () => {
  const text = `sk-learn-pipeline-v2-final/${PW}${PW}.pt`;
  expect(withoutSecretForms(text)).toBe(text);
});

test.each(['secret_key', 'access_key', 'master_key', 'service_key'])(
  '%s has a secret value that is not a word',
  key => {
    for (const value of ['hunter2hunter', PW]) expect(secretsIn(JSON.stringify({ [key]: value }))).toEqual([value]);
  },
);

test.each(['user_token', 'bot_token', 'id_token'])('%s has a secret value unless it is a template or a number', key => {
  for (const value of [PW, `${PW}:`, `<|${PW}`, `${PW} x`, '12345678'])
    expect(secretsIn(JSON.stringify({ [key]: value }))).toEqual([value]);
});

test.each(LOOK_ALIKE_MEMBERS)('%s: %s is not a secret', (key, value) => {
  expect(secretsIn(JSON.stringify({ [key]: value, list: [{ name: key, value }] }))).toEqual([]);
  for (const text of [`${key}: ${value}`, `${key}=${value}`, `"${key}": "${value}"`, `--${key} ${value}`])
    expect(withoutSecretForms(text)).toBe(text);
  const broken = `{"${key}": "${value}",,}`;
  expect(maskUnread(broken)).toBe(broken);
});
