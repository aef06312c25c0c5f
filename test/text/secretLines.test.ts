// The search for secrets in the lines of a text finds what a search of each part finds, although it skips what the whole text cannot contain.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FORMS } from '../../src-shared/text/secretForms';
import { secretSpans, secretsOfLines } from '../../src-shared/text/secretText';

const PARTS = [
  ...[
    ' ',
    '\n',
    '\n',
    '=',
    ': ',
    '"',
    "'",
    ',',
    '/',
    '$',
    '-',
    '(',
    'key',
    'deadbeef',
    '0123456789abcdef0123456789abcdef',
  ],
  ...['token', 'password', 'hunter2hunter2X9', 'https://', 'u:p4ssw0rd@h/x', 'Bearer ', '_auth = "', 'Fernet(key="'],
  ...['aws_secret_access_key', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'AKIAIOSFODNN7EXAMPLE', '\\u0073', '\\x73'],
  ...['sk_live_', '4eC39HqLyjWDarjtT1zdp7dc', 'ghp_', '16C7e42F292c6912E7710c838347Ae178B4a', 'sk-', '.', '-us1'],
];
const texts = fc.array(fc.constantFrom(...PARTS), { maxLength: 14 }).map(parts => parts.join(''));
const SEED = 11;

test('lines have the secrets that they have alone', () => {
  let secrets = 0;
  const check = (text: string): void => {
    const secretsOf = secretsOfLines(text);
    const lines = text.split('\n');
    for (const [i] of lines.entries()) {
      const part = lines.slice(i, i + 2).join('\n');
      const alone = secretSpans(part);
      expect(secretsOf(part), part).toEqual(alone);
      secrets += alone.length;
    }
  };
  fc.assert(fc.property(texts, check), { numRuns: 1500, seed: SEED });
  expect(secrets).toBeGreaterThan(200);
});

test('no quick test rejects a text in which its form is', () => {
  const check = (text: string): void => {
    for (const { pattern, hint } of FORMS) {
      const found = pattern();
      found.lastIndex = 0;
      if (found.test(text)) expect(hint(text), text).toBe(true);
    }
  };
  fc.assert(fc.property(texts, check), { numRuns: 1500, seed: SEED });
});
