// Secrets in a spec: reported with their place, never with their value; what only looks similar is not reported.
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { compose } from '../../../src-shared/kyn/names/compose';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { shownValue } from '../../../src-shared/kyn/syntax/valueSource';
import { secretSpans } from '../../../src-shared/text/secretText';
import { NOT_SECRET, OPENAI, SECRET_FORMS } from '../../secretSample';
import { specCases } from '../check';

const found = (text: string): string[] =>
  analyze({ tree: parse(text) })
    .diagnostics.filter(d => d.code === 'secret-in-spec')
    .map(d => text.slice(d.span.start, d.span.end));

describe('the message never contains the value', () => {
  specCases({
    'a secret by its name, in a comment': `
      # password=hunter2-hunter2
      #          ^^^^^^^^^^^^^^^ warning secret-in-spec: This looks like a secret. Remove it from the spec and revoke it.
      train:
          ...
          seed = 1
    `,
  });
});

describe.each(Object.entries(SECRET_FORMS))('%s', (_, { text, part }) => {
  test('is reported in a string and in a comment', () => {
    const line = text.replaceAll('"', "'").replace(/[\r\n]/g, ' ');
    for (const spec of [`params:\n    note = "${line}"\n`, `# see ${line}\n`, `params:\n    x = 1 # ${line}\n`])
      expect(
        found(spec).some(secret => secret.includes(part)),
        spec,
      ).toBe(true);
  });
});

test('in a spec of many blocks, the secrets of each are those of its text', () => {
  const texts = [
    ...Object.values(SECRET_FORMS).map(({ text }) => text),
    ...NOT_SECRET,
    OPENAI.replace('-', '\\\\u002d'),
  ];
  const lines = texts.map(text => text.replaceAll('"', "'").replace(/[\r\n]/g, ' '));
  const blocks = lines.map(line => `params:\n    note = "${line}"\n# ${line}\n`);
  for (const spec of [blocks.join(''), ...blocks.map(block => `${block}train:\n    seed = 1\n${block}`)])
    for (const { item } of parse(spec).items) expect(item.secrets ?? [], item.text).toEqual(secretSpans(item.text));
});

test.each([
  ['a word', 'api_key = "saffron"', 'saffron'],
  ['a bare word', 'password = saffron', 'saffron'],
  ['a number', 'password = 12345678', '12345678'],
  ['an open string', 'password = "saffron', 'saffron'],
  ['single quotes', "password = 'saffron'", 'saffron'],
  ['an argument', 'x = f(password="saffron")', 'saffron'],
])('by name: %s', (_, line, secret) => expect(found(`params:\n    ${line}\n`)).toEqual([secret]));

test('by name: each item of a list', () => {
  expect(found('sweep:\n    api_key = ["one", "two two"]\n')).toEqual(['one', 'two two']);
});

test.each([
  ['checkpoint = ["train.py", "--api-key", "saffron"]', ['saffron']],
  ['checkpoint = ["curl", "-u", "bob:saffron"]', ['saffron']],
  ['early_stop = f(pass="a1b2c3", auth=["bob", "d4e5f6"], db_password="****")', ['a1b2c3', 'd4e5f6']],
  ['early_stop = f(pass_rate="a1b2c3", passes=3, path="a1b2c3", db_password="****")', []],
])('among other values of a line: %s', (line, secrets) => {
  const text = `train:\n    ${line}\n`;
  const tree = parse(text);
  expect(found(text).map(secret => secret.replace('bob:', ''))).toEqual(secrets);
  const [item] = tree.items.map(placed => placed.item);
  const shown = item?.kind === 'block' ? item.entries.map(e => (e.value ? shownValue(e.value) : '')).join() : '';
  expect(shown).toContain(secrets.length > 0 ? '(hidden)' : 'a1b2c3');
  for (const secret of secrets) expect(shown).not.toContain(secret);
});

test.each(NOT_SECRET.filter(text => !text.includes('"')))('%j is not reported', text => {
  expect(found(`params:\n    note = "${text}"\n# ${text}\n`)).toEqual([]);
});

test.each([
  'max_tokens = 4096',
  'token_dim = 12345',
  'api_key = "${API_KEY}"',
  'api_key = "…"',
  'password = "***"',
  'secret = 5',
  'token = none',
  'api_key = $other',
])('%s is not reported', line => expect(found(`params:\n    ${line}\n`)).toEqual([]));

// A part of a secret, and a name or a number that is derived from one, no longer has the form of a secret.
test.each([
  'train:\n    nvapi-AbCd1234EfGh5678IjKl9012MnOp3456QrSt7890 = 3\n',
  'train:\n    hvs.AbCd1234EfGh5678IjKl9012MnOp3456 = 3\n',
  'import "s3://user:wJalrXUtnFEMIK7MDENG@bucket/x"\n',
  'params:\n    password = hunter-1234EfGh\n',
  'params:\n    password = 1234EfGhé\n',
  'params:\n    password = hunté1234EfGh\n',
  'params:\n    x = f(password=hunter-1234EfGh)\n',
  'params:\n    password = +9871234\n',
  'params:\n    password = 9871234e3\n',
])('no message or fix contains another form of the secret in %j', text => {
  const tree = parse(text);
  const load = (_: string, path: string) => ({ id: path, label: path.replace('//', '/'), problem: 'missing' as const });
  const { diagnostics } = analyze({ tree, composition: compose({ id: 'spec', tree }, load) });
  expect(diagnostics.map(d => d.code)).toContain('secret-in-spec');
  const shown = JSON.stringify(diagnostics.map(d => [d.message, d.fixes]));
  expect(shown).not.toMatch(/1234EfGh|wJalrXUtn|9871234/);
});
