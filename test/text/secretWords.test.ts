// The quick test for words, numbers and times says only what all forms of secrets say.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { secretSpans, secretsOfLines } from '../../src-shared/text/secretText';
import { caseCount, SEED } from '../cases';
import { SECRET_FORMS } from '../secretSample';

// Parts of names and of keys, and how keys go on.
const BEGINNINGS = [
  '',
  'sk_',
  'hf_',
  'AKIA',
  'ghp_',
  'eyJ',
  'ewo',
  'SG.',
  's.',
  'sl.u.',
  'dp.pt.',
  'AC',
  'key_',
  'pat',
  'MII',
  '1e',
  '-',
  '+',
  '2026-11-30T22:32:43.245Z',
];
const NAMES = [
  'password',
  'token',
  'secret',
  'api_key',
  'pwd',
  'bearer',
  'cookie',
  'mysql',
  'login',
  'admin',
  'root',
  'auth',
];
const part = fc.oneof(
  fc.constantFrom(...BEGINNINGS, ...NAMES),
  fc.string({ unit: fc.constantFrom(...'aZq7TrbWk9xL.0_'), maxLength: 14 }),
  fc.nat().map(String),
  fc.double({ noNaN: true }).map(String),
);
const texts = fc.array(part, { minLength: 1, maxLength: 3 }).map(parts => parts.join(''));

test('a text with a secret never passes', () => {
  let passed = 0;
  fc.assert(
    fc.property(texts, text => {
      if (secretSpans(text).length === 0) passed++;
      expect(secretSpans(text)).toEqual(secretsOfLines(text)(text));
    }),
    { numRuns: caseCount(20_000), seed: SEED },
  );
  expect(passed).toBeGreaterThan(caseCount(20_000) / 2);
});

test('each end and each beginning of a secret has what all forms find in it', () => {
  for (const { text } of Object.values(SECRET_FORMS))
    for (let i = 1; i <= text.length; i++)
      for (const part of [text.slice(0, i), text.slice(-i)])
        expect([part, secretSpans(part)]).toEqual([part, secretsOfLines(part)(part)]);
});
