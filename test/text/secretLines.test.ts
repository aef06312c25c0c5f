// The search for secrets in the lines of a text finds what a search of each part finds, although it skips what the whole text cannot contain.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FORMS } from '../../src-shared/text/secretForms';
import { PREFIXED } from '../../src-shared/text/secretPrefixes';
import { secretSpans, secretsOfLines } from '../../src-shared/text/secretText';
import { caseCount, SEED } from '../cases';

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

// Keys of all services: their prefixes, and short parts of keys in an order that some form may accept.
const prefixes = fc.oneof(
  ...PREFIXED.map(([prefix]) => fc.stringMatching(new RegExp(`^(?:${prefix.replace(/\(\?<!.*?\)/g, '')})$`))),
);
const BODIES = [
  'a',
  '7',
  'D',
  'k3',
  'e5f6a7b8',
  '0123456789abcdef',
  'zq7trbwk',
  'Zq7',
  '.',
  '.',
  '/',
  '+',
  '-',
  '_',
  '=',
  '", "',
  ' ',
];
const keys = fc
  .tuple(prefixes, fc.array(fc.constantFrom(...BODIES), { minLength: 2, maxLength: 16 }))
  .map(([prefix, bodies]) => prefix + bodies.join(''));

test('no quick test rejects the key of a service', () => {
  const found = new Set<string>();
  const check = (text: string): void => {
    for (const { pattern, hint } of FORMS) {
      const form = pattern();
      form.lastIndex = 0;
      if (!form.test(text)) continue;
      found.add(text.slice(0, 3));
      expect(hint(text), text).toBe(true);
    }
  };
  // The key that may have a dot after any few characters.
  const examples: [string][] = [['dp.pt.a1b2c3.d4e5f6.a7b8c9']];
  fc.assert(fc.property(keys, check), { numRuns: caseCount(100_000), seed: SEED, examples });
  expect(found.size).toBeGreaterThan(30);
});
