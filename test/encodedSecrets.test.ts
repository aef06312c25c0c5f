// Secrets in text that is written in base64.
import { expect, test } from 'vitest';
import { withoutSecretForms } from '../src-shared/text/secretText';

const encoded = (text: string): string => Buffer.from(text).toString('base64');
const URL_SAFE = (text: string): string => Buffer.from(text).toString('base64url');

const TEXTS = [
  'DB_PASSWORD=hunter2\n',
  'postgres://bob:hunter2@db/houses',
  '{"password":"hunter2","user":"bob"}',
  'api_address: https://app.example.com\napi_key: Zq7TrbWk9xLma8~?~',
  `gh${'p_'}Zq7Xw9Kp4Vb2Nt6MZq7Xw9Kp4Vb2Nt6Mabcd`,
];

test.each(TEXTS)('%j in base64', text => {
  for (const run of [encoded(text), URL_SAFE(text), encoded(encoded(text))])
    for (const [before, after] of [
      ['', ''],
      ['data: ', '\nkind: x'],
      ['runs/x-1/', ', y'],
      ['{"a": "', '"}'],
    ])
      expect(withoutSecretForms(before + run + after)).toBe(`${before}(hidden)${after}`);
});

test.each([
  'The quick brown fox jumps over the lazy dog 42 times',
  '{"lr": 0.1, "epochs": 100, "model": "Net"}',
  'https://example.com/data/houses.csv?version=12',
])('%j in base64 remains', text => {
  expect(withoutSecretForms(encoded(text))).toBe(encoded(text));
  expect(withoutSecretForms(`see ${URL_SAFE(text)}.png`)).toBe(`see ${URL_SAFE(text)}.png`);
});

test('bytes in base64 are not decoded as text', () => {
  const bytes = Buffer.from(`\u00e9\u0000password=hunter2hunter2`).toString('base64');
  expect(withoutSecretForms(bytes)).toBe(bytes);
});
