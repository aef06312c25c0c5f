// JSON as Python reads it: the same texts are accepted, the values are the same, every number keeps its digits, problems stand at their places.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isInteger,
  type JsonNode,
  MAX_JSON_DEPTH,
  member,
  members,
  parseJson,
  stringMember,
} from '../../src-shared/text/jsonText';
import { caseCount, SEED } from '../cases';
import { Chance, mutated, randomFrom } from '../kyn/mutate';
import { askPython } from '../python/askPython';

// The value as JSON.parse gives it.
function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object': {
      const object = {};
      for (const [key, m] of members(node))
        Object.defineProperty(object, key, {
          value: plain(m.value),
          enumerable: true,
          writable: true,
          configurable: true,
        });
      return object;
    }
    case 'array':
      return node.items.map(plain);
    case 'number':
      return Number(node.text);
    case 'string':
      return node.text;
    case 'bool':
      return node.value;
    case 'null':
      return null;
  }
}

function check(text: string): void {
  const { value, problem } = parseJson(text);
  expect(problem).toBeUndefined();
  expect(plain(value as JsonNode)).toEqual(JSON.parse(text));
  checkSpans(text, value as JsonNode);
}

// The text at a value's place is the value.
function checkSpans(text: string, node: JsonNode): void {
  const own = text.slice(node.span.start, node.span.end);
  if (node.kind === 'number') expect(own).toBe(node.text);
  else expect(JSON.parse(own)).toEqual(plain(node));
  if (node.kind === 'array') for (const item of node.items) checkSpans(text, item);
  if (node.kind === 'object')
    for (const m of node.members) {
      expect(JSON.parse(text.slice(m.keySpan.start, m.keySpan.end))).toBe(m.key);
      checkSpans(text, m.value);
    }
}

describe('valid JSON', () => {
  test('gives the same values as JSON.parse', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 6 }), check), { numRuns: 1000, seed: SEED });
  });

  test('with blanks means the same', () => {
    const indented = fc.tuple(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom('\t', '  ', '\r\n ', ' \n\n'));
    fc.assert(
      fc.property(indented, ([value, indent]) => check(`\n ${JSON.stringify(value, null, indent)}\r\n`)),
      { numRuns: 300, seed: SEED },
    );
  });

  test.each([
    '0',
    '-0',
    '-1.5e+10',
    '1E-7',
    '""',
    '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9"',
    '"\\ud83d\\ude00 \\ud83d x \\ude00"',
    '"\u007f\u0080\u2028\u2029"',
    '{"__proto__": {"__proto__": 1}, "constructor": null}',
    '{"a": 1, "b": {"a": 2}, "a": 3}',
    '[[], {}, [{}]]',
    'true',
    ' null ',
  ])('%s', check);
});

test('JSON and what is nearly JSON: the same is accepted as by JSON.parse', () => {
  const chance = new Chance(randomFrom(SEED));
  const texts = [
    '{"a": [1, -2.5e3, true], "b": {"c": "x\\n"}}',
    '[{"k": null}, "", 0]',
    '"\\u0041"',
    '{"a":{"b":[[]]}}',
  ];
  let accepted = 0;
  for (let i = 0; i < caseCount(4000); i++) {
    const text = mutated(chance.of(texts), chance);
    const { value, problem } = parseJson(text);
    expect(value === undefined, `exactly one of value and problem: ${text}`).toBe(problem !== undefined);
    if (text.startsWith('\ufeff')) continue;
    let valid = true;
    try {
      JSON.parse(text);
    } catch {
      valid = false;
    }
    expect(value !== undefined, `seed ${SEED}: ${JSON.stringify(text)}`).toBe(valid);
    if (valid) accepted++;
    const at = problem?.span ?? { start: 0, end: 0 };
    expect(at.start >= 0 && at.start <= at.end && at.end <= text.length).toBe(true);
  }
  expect(accepted).toBeGreaterThan(caseCount(200));
});

describe('what Python reads beyond JSON', () => {
  test.each(['NaN', 'Infinity', '-Infinity', '[NaN, -Infinity]', '{"mae": NaN}'])('%s', text => {
    const { value } = parseJson(text);
    expect(value).toBeDefined();
  });

  test('keeps the token', () => {
    const { value } = parseJson('[NaN, Infinity, -Infinity, 1.0, 1e400, 12345678901234567890123, -0, 1E-7]');
    const tokens = value?.kind === 'array' ? value.items.map(i => (i.kind === 'number' ? i.text : '')) : [];
    expect(tokens).toEqual(['NaN', 'Infinity', '-Infinity', '1.0', '1e400', '12345678901234567890123', '-0', '1E-7']);
  });

  test.each([
    'nan',
    '-NaN',
    '+Infinity',
    'Inf',
    '+1',
    '.5',
    '5.',
    '01',
    '0x10',
    '1_000',
    "'a'",
    'True',
    'None',
    'undefined',
  ])('%s is refused', text => {
    const { value, problem } = parseJson(text);
    expect(value).toBeUndefined();
    expect(problem).toBeDefined();
    expect(problem?.fault).not.toBe('too-deep');
  });

  test('a byte order mark is a problem; the value after it can be guessed', () => {
    const { value, problem, partial } = parseJson('\ufeff{"a": 1}');
    expect(value).toBeUndefined();
    expect(problem).toEqual({ fault: 'byte-order-mark', span: { start: 0, end: 1 } });
    expect(partial?.span).toEqual({ start: 1, end: 9 });
    expect(parseJson('\ufeff\ufeff1').problem?.span).toEqual({ start: 0, end: 2 });
    expect(parseJson('\ufeff{"a": oops').partial?.kind).toBe('object');
    expect(parseJson('[1,\ufeff2]').problem?.fault).toBe('expected-value');
  });

  test('the last of duplicate keys counts, all are kept', () => {
    const root = parseJson('{"a": 1, "a": "two", "__proto__": "p"}').value;
    expect(root?.kind === 'object' && root.members.map(m => m.key)).toEqual(['a', 'a', '__proto__']);
    expect(member(root, 'a')?.kind).toBe('string');
    expect(stringMember(root, 'a')).toBe('two');
    expect(stringMember(root, '__proto__')).toBe('p');
    expect(member(root, 'constructor')).toBeUndefined();
    expect(member(parseJson('[]').value, 'length')).toBeUndefined();
  });

  test('integers and floats are distinguished as in Python', () => {
    const integers = ['0', '-0', '7', '-123456789012345678901234567890'];
    const floats = ['7.0', '1e3', '1E0', 'NaN', 'Infinity', '-Infinity'];
    expect(integers.filter(isInteger)).toEqual(integers);
    expect(floats.filter(isInteger)).toEqual([]);
  });
});

describe('depth', () => {
  const lists = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  const objects = (depth: number) => `${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`;

  test.each([lists, objects])('500 levels are read, 501 are not', nest => {
    expect(MAX_JSON_DEPTH).toBe(500);
    expect(parseJson(nest(500)).value).toBeDefined();
    expect(parseJson(nest(501)).problem?.fault).toBe('too-deep');
    expect(parseJson(nest(10_000)).problem?.fault).toBe('too-deep');
  });

  test('many unclosed brackets do not overflow the stack', () => {
    expect(parseJson('['.repeat(10_000)).problem?.fault).toBe('too-deep');
    expect(parseJson('['.repeat(400)).problem?.span).toEqual({ start: 400, end: 400 });
  });

  test('many items on one level do not count as depth', () => {
    expect(parseJson(`[${Array(10_000).fill('[[]]').join(',')}]`).value).toBeDefined();
  });
});

describe('problems', () => {
  test.each([
    ['', 0, 0, 'empty'],
    [' \n', 0, 1, 'empty'],
    ['{"a": }', 6, 7, 'expected-value'],
    ['{"a" 1}', 5, 6, 'expected-colon'],
    ['{a: 1}', 1, 2, 'expected-key'],
    ['{"a": 1,}', 8, 9, 'expected-key'],
    ['[1,]', 3, 4, 'expected-value'],
    ['[1 2]', 3, 4, 'expected-comma-or-bracket'],
    ['{"a": 1 "b": 2}', 8, 9, 'expected-comma-or-brace'],
    ['{"a": [1}', 8, 9, 'expected-comma-or-bracket'],
    ['[1, [2, 3]', 0, 1, 'unclosed-array'],
    ['{"a": {"b": 1}', 0, 1, 'unclosed-object'],
    ['{"a"', 4, 4, 'expected-colon'],
    ['{', 1, 1, 'expected-key'],
    ['"abc', 0, 1, 'unclosed-string'],
    ['["a\nb"]', 1, 2, 'unclosed-string'],
    ['["a\tb"]', 3, 4, 'control-character'],
    ['"a\u0000"', 2, 3, 'control-character'],
    ['"\\x"', 1, 2, 'bad-escape'],
    ['"\\u12g4"', 1, 2, 'bad-escape'],
    ['"\\u12', 1, 2, 'bad-escape'],
    ['"\\', 1, 2, 'bad-escape'],
    ['1 2', 2, 3, 'text-after-end'],
    ['{} // x', 3, 4, 'text-after-end'],
    ['01', 1, 2, 'text-after-end'],
    ['tru', 0, 1, 'expected-value'],
  ])('%j', (text, start, end, fault) => {
    expect(parseJson(text).problem).toEqual({ fault, span: { start, end } });
  });
});

test('Python accepts and refuses the same', context => {
  const chance = new Chance(randomFrom(SEED + 1));
  const seeds = ['{"a": [1, NaN, true], "b": "\\u0041é"}', '[-Infinity, {"k": null}, "", 1e5]', '{"a": {"a": [0.5]}}'];
  const texts = Array.from({ length: 400 }, () => mutated(chance.of(seeds), chance)).filter(
    t => !t.startsWith('\ufeff'),
  );
  const script = `
def accepts(text):
    try:
        json.loads(text)
        return True
    except ValueError:
        return False
output = [accepts(text) for text in input]`;
  const answers = askPython<boolean[]>(context, script, texts);
  expect(answers).toHaveLength(texts.length);
  for (const [i, text] of texts.entries())
    expect(parseJson(text).value !== undefined, `seed ${SEED}: ${JSON.stringify(text)}`).toBe(answers[i]);
});
