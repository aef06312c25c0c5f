// Which values of an artifact are secrets.
import { describe, expect, test } from 'vitest';
import { markSecrets, secretsOf } from '../src-shared/artifacts/secrets/secrets';
import { type JsonNode, parseJson } from '../src-shared/text/jsonText';
import { isSecretName } from '../src-shared/text/secretNames';
import { hasSecret, withoutSecretForms } from '../src-shared/text/secretText';
import { NOT_SECRET, OPENAI, SECRET_FORMS } from './secretSample';

const secretsIn = (text: string): string[] =>
  secretsOf(markSecrets(parseJson(text).value as JsonNode)).map(s => `${s.key}: ${s.text}`);
// Concatenated, so that scanners do not report them as real secrets.
const KNOWN = [
  OPENAI,
  `hf${'_'}${'Ab1'.repeat(8)}`,
  `gh${'p_'}${'Ab1'.repeat(12)}`,
  `github${'_pat_'}${'Ab1'.repeat(8)}`,
  `AKI${'A'}${'ABCD1234'.repeat(2)}`,
  `AIz${'a'}${'Ab1cd'.repeat(7)}`,
  `xox${'b-'}${'123456-'.repeat(3)}`,
  `glpa${'t-'}${'Ab1'.repeat(7)}`,
  `Bearer ${'ab1.'.repeat(5)}`,
  `ey${'J'}${'a'.repeat(10)}.ey${'J'}${'b'.repeat(10)}.c`,
  'https://me:hunter2@example.com/',
  `-----BEGIN RSA PRIVATE ${'KEY'}-----`,
  `gs${'k_'}${'Ab1'.repeat(17)}`,
  `sk${'_live_'}${'Ab1'.repeat(8)}`,
  `np${'m_'}${'Ab1'.repeat(12)}`,
  `pyp${'i-'}AgE${'Ab1'.repeat(20)}`,
  `nvap${'i-'}${'Ab1_'.repeat(10)}`,
  `DefaultEndpointsProtocol=https;AccountName=a;AccountKe${'y='}${'Ab1+'.repeat(20)}==`,
  `curl -H 'Authorization: Basi${'c '}bWU6aHVudGVyMg=='`,
  'postgres://me@example.com:hunter2@db/x',
];

test.each(KNOWN)('the form of %s is recognized anywhere in a text', secret => {
  expect(hasSecret(secret)).toBe(true);
  expect(hasSecret(`run --key "${secret}" now`)).toBe(true);
  expect(secretsIn(JSON.stringify({ a: [{ b: [secret] }] }))).toEqual([`b: ${secret}`]);
});

test.each([
  'scikit-learn',
  'sk-learn-pipeline-for-houses',
  'risk-0123456789012345678',
  'https://example.com:8080/a@b',
  'git@github.com:a/b.git',
  'Bearer of bad news',
  'eyJust a text',
  'a1b2c3d4e5f60718',
  'npm_config_registry is set by npm itself',
  'pypi-publish-workflow-for-2024',
  'Basic understanding of 12 authorization schemes',
  'https://user:***@host/x',
  'https://me:${PASSWORD}@host/x',
  'see http://localhost:8000 or write to me@example.com',
  'sk_learn_pipeline_0123456789',
  '',
])('%j is not a secret', text => {
  expect(hasSecret(text)).toBe(false);
  expect(secretsIn(JSON.stringify({ note: text }))).toEqual([]);
});

describe.each(Object.entries(SECRET_FORMS))('%s', (_, { text, part }) => {
  test('is found alone, inside of a text and in any field, and hidden', () => {
    expect(part.length).toBeGreaterThan(8);
    for (const whole of [text, `before ${text}`, `(${text})`, `${text}\nafter`]) {
      expect(withoutSecretForms(whole)).not.toContain(part);
      expect(withoutSecretForms(withoutSecretForms(whole))).toBe(withoutSecretForms(whole));
    }
    expect(secretsIn(JSON.stringify({ notes: ['x', text] }))).toEqual([`notes: ${text}`]);
  });
});

test.each(NOT_SECRET)('%j is not a secret, alone and inside of a text', text => {
  expect(withoutSecretForms(text)).toBe(text);
  expect(withoutSecretForms(`see ${text} and more`)).toBe(`see ${text} and more`);
});

test('keys that name a secret', () => {
  const yes = [
    'api_key',
    'apiKey',
    'X-Api-Key',
    'OPENAI_API_KEY',
    'token',
    'access_token',
    'hfToken',
    'client_secret',
    'db.password',
    'Authorization',
    'secret',
    'private_key',
    'pwd',
    'db_pwd',
    'openai_key',
    'api_key_2',
    'together_api_key',
    'hf_token_2',
    'ssh_key',
    'pass',
    'pw',
    'db_pw',
    'pat',
    'creds',
    'jwt',
    'totp',
    'Passwort',
    'db_passwort',
    'apisecret',
    'myApiSecret',
    'db/password',
    'app/prod/api-key',
    'x:password',
    'db[password]',
    'db[user][password]',
  ];
  const no = [
    'tokens_per_second',
    'eos_token',
    'pad_token',
    'max_tokens',
    'tokenizer',
    'key',
    'secretary',
    'author',
    'password_hash',
    'api_key_env',
    'secret_santa_score',
    'special_tokens',
    'n_tokens',
    'token_count',
    'bos_token_id',
    'token_1',
    'public_key',
    'primary_key',
    'key_2',
    'tokenizer_name',
    'passed',
    'author_key',
    'pass_rate',
    'passes',
    'n_pass',
    'first_pass',
    'path',
    'pattern',
    'compat',
    'pwm',
    'credits',
    'auth',
    'author',
    'passport',
    'jwt_issuer',
    '/auth/password',
    'https://example.com/password',
    'data/password.csv',
    'api/token',
    'eval:pass_rate',
    'password[0]/length',
    '[password]',
  ];
  expect(yes.filter(isSecretName)).toEqual(yes);
  expect(no.filter(isSecretName)).toEqual([]);
});

test.each([
  '',
  ' ',
  '***',
  'xxxx',
  '<your key>',
  '${API_KEY}',
  '$API_KEY',
  'OPENAI_API_KEY',
  'None',
  'REDACTED',
  'EMPTY',
  'your-key-here',
  'env:OPENAI_API_KEY',
  'sha256:abcdef',
  '(hidden)',
])('%j in place of a secret is not a secret', text => {
  expect(secretsIn(JSON.stringify({ api_key: text }))).toEqual([]);
});

test.each([
  'hunter2',
  'my_password_1',
  'f'.repeat(32),
  'correct horse',
  // Many keys are hex digits of the lengths that hashes have.
  'a1b2c3d4e5f60718',
  'f'.repeat(64),
  'env:hunter2',
])('%j is a secret because of its key', text => {
  expect(secretsIn(JSON.stringify({ password: text }))).toEqual([`password: ${text}`]);
  expect(secretsIn(JSON.stringify({ note: text }))).toEqual([]);
});

test('numbers, lists and objects under such a key are checked', () => {
  expect(
    secretsIn('{"token": 5, "api_keys": ["one two", null], "credentials": {"user": "me", "password": "p1"}}'),
  ).toEqual(['api_keys: one two', 'password: p1']);
});

test.each([
  ['{"api_key": {"value": "hunter2"}}', ['api_key: hunter2']],
  ['{"passwords": {"alice": ["p1", {"of": "p2"}]}}', ['passwords: p1', 'passwords: p2']],
  ['{"password": 12345678}', ['password: 12345678']],
  ['{"access_token": {"value": "abc", "expires_at": "2030", "id": 123456}}', ['access_token: abc']],
  ['{"headers": [["x-api-key", "hunter2"], ["accept", "json 1"]]}', ['x-api-key: hunter2']],
  ['{"headers": [{"name": "x-api-key", "value": "abc"}, {"name": "accept", "value": "json"}]}', ['x-api-key: abc']],
  ['{"env": [{"Name": "DB_PASSWORD", "Value": "letmein"}]}', ['DB_PASSWORD: letmein']],
  ['{"x": {"field": "password", "content": "letmein"}}', ['password: letmein']],
  ['{"x": {"val": "letmein", "KEY": "api_key"}}', ['api_key: letmein']],
  ['{"x": {"variable": "db/password", "VALUE": 123456}}', ['db/password: 123456']],
  ['{"cookie": "sid=abcdef-ghijkl"}', ['cookie: sid=abcdef-ghijkl']],
  ['{"Set-Cookie": ["sid=abcdefgh", "lang=en"]}', ['Set-Cookie: sid=abcdefgh']],
  ['{"auth": ["bob", "hunter2"]}', ['auth: hunter2']],
  ['{"token": "abcdef-ghijkl"}', ['token: abcdef-ghijkl']],
  [`{"${OPENAI}": 1}`, [`: ${OPENAI}`]],
  [`{"a": {"${OPENAI}": "x"}}`, [`: ${OPENAI}`]],
])('%s contains the expected secrets', (text, expected) => expect(secretsIn(text)).toEqual(expected));

test.each([
  '{"usage": {"tokens": {"prompt": 12345, "cached": "none"}, "session_tokens": 40000, "token": 50256}}',
  '{"content": [{"token": "international", "logprob": -0.1, "bytes": [1]}], "tokens": ["Hello", " international"]}',
  '{"eos_token": "</s>", "pad_token": "[PAD]", "max_tokens": 4096, "tokenizer": "bpe-50000", "token_type_ids": [0]}',
  '{"tool": {"properties": {"api_key": {"type": "string", "description": "Your key for the service"}}}}',
  '{"password": {"hash": "0123456789abcdef", "sha256": "00ff"}, "password_hash": "0123456789abcdef"}',
  '{"env": {"PWD": "/home/me", "pwd": "C:\\\\work"}, "tags": ["password", "login"], "secret": true, "secrets": 3}',
  '{"pass_rate": 0.95, "passes": 12345, "n_pass": 12345, "pass": 12345, "pass@1": "0.5", "path": "data/a1b2c3.csv"}',
  '{"pattern": "Zq7Xw9Kp4Vb2Nt6M", "auth": "basic", "jwt": {"alg": "HS256", "issuer": "example12"}, "jwt_alg": "HS256"}',
  '{"paths": {"/auth/token": {"post": "getToken12"}, "/user/password": {"put": "setPassword1"}}}',
  '{"cookie": "strict", "cookies": ["lang"], "auth": ["basic", "oauth2"], "x_auth": ["one", "two", "three3"]}',
  '{"messages": [{"name": "password", "content": "Enter your new password."}, {"key": "token", "content": "a1b2c3d4"}]}',
  '{"x": [{"name": "lr", "value": "a1b2c3d4"}, {"title": "password", "value": "shown"}, {"name": "password", "kind": "x"}]}',
  '{"config_hash": "0123456789abcdef", "checksum": "0123456789abcdef", "git_sha": "0123abcd"}',
])('no false alarm in %s', text => expect(secretsIn(text)).toEqual([]));

test('in an address only the name and the password are hidden, in a text only the secret', () => {
  expect(withoutSecretForms('see https://me:hunter2@host/x.kyn now')).toBe('see https://(hidden)@host/x.kyn now');
  expect(withoutSecretForms(`key ${OPENAI}, and more`)).toBe('key (hidden), and more');
  expect(withoutSecretForms('nothing here://')).toBe('nothing here://');
});
