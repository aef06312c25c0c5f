// From a .dlm document to the lock of its store, and the state of a changed document. Front matter is compared with PyYAML, where it is installed.
import { describe, expect, test } from 'vitest';
import { dlmHome, dlmIdOf, documentState, storeLock } from '../../../src-shared/repro/dlm/store';
import { readYamlString, type YamlString } from '../../../src-shared/repro/dlm/yamlString';
import { Chance, randomFrom } from '../../kyn/mutate';
import { askPython } from '../../python/askPython';
import { hostOf } from '../memory';

const ULID = '01HRZYQ2X0MB5K4VN7E9DNT5GH';
const front = (...lines: string[]) => `---\n${lines.join('\n')}\n---\nbody\ndlm_id: other\n`;
const idOf = (text: string): string | null => {
  const found = dlmIdOf(text);
  return found.ok ? found.id : null;
};

// Not every such text is invalid: PyYAML reads some of them.
const UNREAD_FORM =
  'The front matter is not valid YAML, or has a form that this tool does not read, so `dlm_id` is not read.';

// Each line merges the one above twice, so expanding the last one takes 2^40 steps.
const DOUBLING = Array.from({ length: 40 }, (_, i) => {
  const above = i === 0 ? '{}' : `*a${i - 1}`;
  return `k${i}: &a${i} {<<: [${above}, ${above}]}`;
});

describe('dlm_id is read from', () => {
  test.each([
    ['a plain scalar', front(`dlm_id: ${ULID}`, 'base_model: x')],
    ['double quotes', front(`dlm_id: "${ULID}"`)],
    ['single quotes', front(`dlm_id:   '${ULID}'  # comment`)],
    ['a string with an escape', front(`dlm_id: "\\x30${ULID.slice(1)}"`)],
    ['a quoted key', front('# comment', 'base_model: x', `"dlm_id" : ${ULID} # comment`)],
    ['a value on the next line', front('dlm_id:', `  ${ULID}`)],
    ['a value on the next line below a comment', front('dlm_id: # comment', '', `  ${ULID}`)],
    ['a block scalar without its last line break', front('dlm_id: |-', `  ${ULID}`)],
    ['a folded block scalar without its last line break', front('dlm_id: >-', `  ${ULID}`, 'a: b')],
    ['a flow mapping', front(`{a: [b, c], dlm_id: ${ULID}}`)],
    ['a value with an anchor', front(`dlm_id: &id ${ULID}`, 'a: *id')],
    ['an alias', front(`a: &id ${ULID}`, 'dlm_id: *id')],
    ['a key that is an alias', front('a: &key dlm_id', `*key : ${ULID}`)],
    ['a merged mapping', front(`a: &a {dlm_id: ${ULID}}`, '<<: *a')],
    ['a list of merged mappings, of which the first counts', front(`<<: [{b: c}, {dlm_id: ${ULID}}, {dlm_id: x}]`)],
    ['its own mapping before a merged one', front(`dlm_id: ${ULID}`, '<<: {dlm_id: x}')],
    ['the last of two equal keys', front('dlm_id: a', `dlm_id: ${ULID}`)],
    ['a value with the tag of strings', front(`dlm_id: !!str ${ULID}`)],
    ['a list that ends in the first column', front('tags: [', '  a,', ']', `dlm_id: ${ULID}`)],
    ['front matter with a text block that mentions it', front('about: |', '  dlm_id: x', '  ---x', `dlm_id: ${ULID}`)],
    [
      'front matter with tabs in quotes, comments and text blocks',
      front('a: "\t"', 'b: |', ' \tc', `dlm_id: ${ULID} #\t`),
    ],
    ['front matter with a line separator inside of quotes', front('a: "b\u2028 c"', `dlm_id: ${ULID}`)],
    ['a document with CRLF', front(`dlm_id: ${ULID}`, 'a: b').replaceAll('\n', '\r\n')],
    ['a document with CR', front('a: b', `dlm_id: ${ULID}`).replaceAll('\n', '\r')],
    ['a document with a byte order mark', `\ufeff${front(`dlm_id: ${ULID}`)}`],
    ['a document that has nested keys', front('training:', '  dlm_id: inner', '', `dlm_id: ${ULID}`, '', '# x')],
    [
      'front matter with dates and numbers',
      front('a: 2024-02-29', 'b: 2026-1-1 23:59:59 -23:59', 'c: 0_', `dlm_id: ${ULID}`),
    ],
    ['front matter with what resembles a date', front('a: 2026-2-30', 'b: "2026-02-30"', 'c: 0x', `dlm_id: ${ULID}`)],
    ['front matter with text of two lines in braces', front('a: {b', '  c}', `dlm_id: ${ULID}`)],
    ['front matter with a key of 1024 characters in braces', front(`a: {${'b'.repeat(1024)}: c}`, `dlm_id: ${ULID}`)],
    ['front matter without a body', `---\ndlm_id: ${ULID}\n---`],
    ['front matter with an end-of-document line', front(`dlm_id: ${ULID}`, '...')],
  ])('%s', (_, text) => {
    expect(idOf(text)).toBe(ULID);
  });

  test.each([
    ['no front matter', `dlm_id: ${ULID}\n`, 'no front matter'],
    ['a blank before ---', ` ---\ndlm_id: ${ULID}\n---\n`, 'no front matter'],
    ['an empty document', '', 'no front matter'],
    ['a document without an end marker', `---\ndlm_id: ${ULID}\n--- \n`, 'is not closed'],
    ['only an opening line', '---\n', 'is not closed'],
    ['empty front matter', '---\n---\n', 'no `dlm_id` at its top level'],
    ['no dlm_id', front('base_model: x'), 'no `dlm_id` at its top level'],
    ['dlm_id nested only', front('x:', `  dlm_id: ${ULID}`), 'no `dlm_id` at its top level'],
    ['dlm_id in a list', front(`- dlm_id: ${ULID}`), 'no `dlm_id` at its top level'],
    ['dlm_id in a text block', front('a: |', `  dlm_id: ${ULID}`), 'no `dlm_id` at its top level'],
    ['dlm_id in quotes', front('a: "b', `  dlm_id: ${ULID}"`), 'no `dlm_id` at its top level'],
    ['a key that is not a string', front('!!binary YQ==: x'), 'no `dlm_id` at its top level'],
    ['a directive after the end of the document', front('dlm_id: x', '...', '%]'), UNREAD_FORM],
    ['an explicit key', front('? dlm_id', `: ${ULID}`), 'not valid YAML'],
    ['a key that goes on in the next line', front('dlm_id: a', 'abc # c', '  : '), 'not valid YAML'],
    ['a mapping as key, by an alias', front('a: &a {b: c}', '*a : ', 'dlm_id: x'), 'not valid YAML'],
    ['a tag that does not fit its value', front('a: !!int b', 'dlm_id: x'), UNREAD_FORM],
    ['a byte order mark in the middle', front('dlm_id: id1', '\ufeff[a: b'), 'not valid YAML'],
    ['a string tag on a mapping', front('dlm_id: !!str {dlm_id: q}', 'dlm_id: id2'), 'not valid YAML'],
    ['a date that does not exist', front('a: 2026-02-29', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['a date that does not exist as a key', front('2026-13-01: a', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['the year 0', front('a: 0000-01-01', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['a time that does not exist', front('a: 2026-01-01 24:00:00', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['an offset of a day', front('a: 2026-01-01T10:00:00+23:60', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['a hexadecimal integer without digits', front('a: [0x_]', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['a binary integer without digits', front('a: -0b__', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['an integer that Python does not convert', front(`a: ${'1'.repeat(4301)}`, `dlm_id: ${ULID}`), 'not valid YAML'],
    ['a float in base 60 that is too large', front(`a: ${'1:'.repeat(200)}1.`, 'dlm_id: x'), 'not valid YAML'],
    ['a key of two lines in braces', front(`{a: b, dlm_id: ${ULID}, c`, '  d: e}'), 'not valid YAML'],
    ['a quoted key of two lines in braces', front('a: {"b', '  c": d}', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['a key below its anchor', front('a: {&b', '  c: d}', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['a key of 1025 characters in braces', front(`a: {${'b'.repeat(1025)}: c}`, 'dlm_id: x'), 'not valid YAML'],
    ['a text block at the top level', front('|', 'a: b'), 'not valid YAML'],
    ['an end-of-document line alone', front('# a', '...'), 'not valid YAML'],
    ['an empty value', front('dlm_id:'), 'not a string'],
    ['an empty value after one that is set', front('dlm_id: a', 'dlm_id:'), 'not a string'],
    ['a list', front('dlm_id: [a]'), 'not a string'],
    ['a mapping', front('dlm_id: {a: b}'), 'not a string'],
    ['an integer', front('dlm_id: 42'), 'not a string'],
    ['an octal integer', front('dlm_id: 0123'), 'not a string'],
    ['a hexadecimal integer', front('dlm_id: 0x1F'), 'not a string'],
    ['a number in base 60', front('dlm_id: 1:20'), 'not a string'],
    ['a float', front('dlm_id: 1.5'), 'not a string'],
    ['a date', front('dlm_id: 2026-04-19'), 'not a string'],
    ['null', front('dlm_id: ~'), 'not a string'],
    ['a boolean', front('dlm_id: yes'), 'not a string'],
    ['a value with another tag', front('dlm_id: !!binary YQ=='), 'not a string'],
    ['an open double quote', front('dlm_id: "abc'), 'not valid YAML'],
    ['an open single quote', front("dlm_id: 'abc", 'a: b'), 'not valid YAML'],
    ['an open quote above', front('a: "b', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['an open bracket', front('dlm_id: [a'), 'not valid YAML'],
    ['an open bracket above', front('a: [b,', `dlm_id: ${ULID}`), 'not valid YAML (line 3), so `dlm_id` is not read.'],
    ['an open brace above', front('a: {b: c,', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['text after quotes', front('dlm_id: "abc" d'), 'not valid YAML'],
    ['an invalid escape', front('dlm_id: "a\\q"'), 'not valid YAML'],
    ['a tab after the colon', front(`dlm_id:\t${ULID}`), 'not valid YAML'],
    ['a tab as indentation', front('a:', '\tb: c', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['a tab inside of a plain scalar', front('a: b\tc', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['an unknown alias', front('a: *b', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['an anchor that is set twice', front('a: &b c', 'd: &b e', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['an unknown tag', front('a: !b c', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['a merge of a string', front('<<: a', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['a key that is a list', front('[a]: b', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['a missing key', front(': b', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['two YAML documents', front(`dlm_id: ${ULID}`, '--- ', 'a: b'), 'not valid YAML'],
    ['NUL', front('a: b\u0000', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['NUL in a value', front('dlm_id: "a\u0000"'), 'not valid YAML'],
    ['half of a character', front('a: \ud800', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['a text that YAML 1.1 cuts at a line separator', front('a: b\u2028- c', `dlm_id: ${ULID}`), 'not valid YAML'],
    ['brackets nested 200 deep', front(`a: ${'['.repeat(200)}${']'.repeat(200)}`, `dlm_id: ${ULID}`), 'not valid YAML'],
    ['aliases that double 40 times', front(...DOUBLING, '<<: *a39'), 'no `dlm_id` at its top level'],
    ['more than is read', front(`# ${'x'.repeat(16_384)}`, `dlm_id: ${ULID}`), 'longer than 16,384 characters'],
    ['an empty string', front("dlm_id: ''"), 'is empty'],
    ['a text block with its last line break', front('dlm_id: |', '  abc'), 'name of a folder'],
    ['a value that goes on', front('dlm_id: abc', '', '  def'), 'name of a folder'],
    ['a byte order mark in the value', front('dlm_id: \ufeffa'), 'not valid YAML'],
    ['a slash', front('dlm_id: a/b'), 'name of a folder'],
    ['a backslash', front('dlm_id: a\\b'), 'name of a folder'],
    ['..', front('dlm_id: ".."'), 'name of a folder'],
    ['an escaped ..', front('dlm_id: "\\x2e\\x2e"'), 'name of a folder'],
    ['dots inside', front('dlm_id: a..b'), 'name of a folder'],
    ['a blank', front('dlm_id: a b'), 'name of a folder'],
    ['a drive', front('dlm_id: "C:x"'), 'name of a folder'],
  ])('not from %s, with the reason', (_, text, why) => {
    expect(dlmIdOf(text)).toMatchObject({ ok: false, why: expect.stringContaining(why) });
  });

  test('PyYAML reads the same', { timeout: 60_000 }, context => {
    // A fixed seed by default: a rare form that the two parsers read differently must not fail an unrelated change.
    const seed = Number(process.env.KYNML_SEED ?? 7);
    const chance = new Chance(randomFrom(seed));
    const head = ['dlm_id: ', 'dlm_id: ', 'a: ', 'k: v\ndlm_id: id1\n', ''];
    const tail = ['\n', '\n', '\ndlm_id: id2\n', '\nb: c\n'];
    const texts = Array.from({ length: 3000 }, () => {
      const parts = Array.from({ length: 1 + chance.below(7) }, () => chance.of(PARTS));
      return `${chance.of(head)}${parts.join('')}${chance.of(tail)}`;
    });
    const expected = askPython<YamlString[]>(context, PYYAML, texts, { modules: ['yaml'] }).map(stateAndId);
    const found = texts.map(text => stateAndId(readYamlString(text, 'dlm_id')));
    const isRefused = found.map(({ state }, i) => state === 'unreadable' && expected[i]?.state !== 'unreadable');
    for (const [i, text] of texts.entries()) {
      const { ok, ...id } = dlmIdOf(`---\n${text}---\n`);
      expect(ok && 'id' in id ? id.id : null, JSON.stringify(text)).toBe(found[i]?.id);
      if (!isRefused[i]) expect(found[i], `seed ${seed}: ${JSON.stringify(text)}`).toEqual(expected[i]);
    }
    const read = found.filter(f => f.id !== null).length;
    const refused = isRefused.filter((refused, i) => refused && expected[i]?.id !== null).length;
    console.log(`${read} of ${texts.length} identifiers read as PyYAML reads them, ${refused} refused, seed ${seed}.`);
    expect(read).toBeGreaterThan(100);
    for (const state of ['absent', 'not-string', 'unreadable'])
      expect(found.filter(f => f.state === state).length, state).toBeGreaterThan(50);
    expect(refused).toBeLessThan(texts.length / 50);
    expect(isRefused.filter(Boolean).length).toBeLessThan(texts.length / 25);
  });
});

// A string that cannot be the name of a folder counts as no identifier. Its text may differ, because U+2028 inside of it becomes a blank.
const stateAndId = (found: YamlString) => ({
  state: found.state,
  id: found.state === 'string' ? folderName(found.value) : null,
});

const folderName = (id: string): string | null => (/^\w[\w.-]*$/.test(id) && !id.includes('..') ? id : null);

const PARTS = [
  ...[
    'dlm_id: ',
    'dlm_id',
    '"dlm_id": ',
    '{dlm_id: q}',
    ': ',
    'a: ',
    'b',
    'x',
    'abc',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ', ',
  ],
  ...[
    '\n',
    '\n',
    '\n',
    '\n  ',
    '\n - ',
    '- ',
    '? ',
    '& ',
    '&a ',
    '*a',
    '*a : ',
    '<<: ',
    '<<: *a\n',
    '- *a',
    '!!str ',
    '!x ',
  ],
  ...[
    '|',
    '>-',
    '|\n  ',
    '#',
    ' # c',
    '\t',
    '  ',
    '\\',
    '~',
    'yes',
    'y',
    '1',
    '0x1',
    '=',
    '%',
    '@',
    '`',
    '...',
    '1:20',
    '.5',
    '-',
  ],
  ...[
    '2026-01-01',
    '2026-01-01 10:00:00',
    '2026-13-01',
    '2026-01-01 10:60:00',
    '0x_',
    '0b_',
    '1e5',
    '1.e+5',
    '0o7',
    '08',
    '\u2028',
    '\u0085',
    '\r',
    'é',
    '\ufeff',
    '\u0000',
  ],
  ...['a: &a {dlm_id: x}\n', '<<: [*a, {dlm_id: z}]\n'],
];

const PYYAML = `
import yaml
def read(text):
    try:
        value = yaml.safe_load(text)
    except Exception:
        return {"state": "unreadable"}
    if not isinstance(value, dict) or "dlm_id" not in value:
        return {"state": "absent"}
    value = value["dlm_id"]
    return {"state": "string", "value": value} if isinstance(value, str) else {"state": "not-string"}
output = [read(text) for text in input]
`;

describe('the store', () => {
  test.each([
    [undefined, '/home/me/.dlm'],
    ['', '/home/me/.dlm'],
    ['/data/dlm/', '/data/dlm'],
    ['~/x', '/home/me/x'],
    ['~', '/home/me'],
    ['C:\\dlm', 'C:/dlm'],
    ['dlm', undefined],
    ['~other/x', undefined],
  ])('of $DLM_HOME %j is below %s', (set, top) => {
    const places = { dlmHome: set, home: '/home/me' };
    expect(dlmHome(places)).toBe(top);
    expect(storeLock(ULID, places)).toBe(top && `${top}/store/${ULID}/dlm.lock`);
  });

  test.each(['../x', 'a/b', '..', '.', '', 'a b', 'a\u0000'])('has no lock for %j', id => {
    expect(storeLock(id, { dlmHome: undefined, home: '/home/me' })).toBeUndefined();
  });
});

test('whether a document changed since its lock was written', () => {
  const { sha256 } = hostOf({});
  const hash = sha256('---\r\ndlm_id: a\r\n---\r\n');
  expect(documentState(hash, hash)).toEqual({
    state: 'same',
    hash,
    message: 'The document has not changed since its lock was written.',
  });
  expect(documentState(hash, '0'.repeat(64))).toEqual({
    state: 'changed',
    hash,
    message: `The document changed since its lock was written (recorded 000000000000, now ${hash.slice(0, 12)}). The next training run records it.`,
  });
});
