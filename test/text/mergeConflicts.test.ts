// Merge conflicts in a text: which lines are markers, what belongs to each side, and that one side can be kept.
import { describe, expect, test } from 'vitest';
import { anyConflicts, keepSide, mergeConflicts, textOfSide } from '../../src-shared/text/mergeConflicts';

const sides = (text: string) => {
  const conflicts = mergeConflicts(text);
  return {
    count: conflicts.length,
    ours: textOfSide(text, conflicts, 'ours'),
    theirs: textOfSide(text, conflicts, 'theirs'),
    markers: conflicts.map(c => text.slice(c.marker.start, c.marker.end)),
  };
};

test.each([
  ['of two lines', 'a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\nd\n', 'a\nb\nd\n', 'a\nc\nd\n'],
  ['with the common ancestor (diff3)', '<<<<<<< o\nb\n||||||| base\nz\n=======\nc\n>>>>>>> x\n', 'b\n', 'c\n'],
  ['with an ancestor without a name', '<<<<<<< o\nb\n|||||||\nz\n=======\nc\n>>>>>>> x\n', 'b\n', 'c\n'],
  [
    'with an inner conflict in the ancestor',
    '<<<<<<< o\nb\n||||||| m\n<<<<<<<<< a\nx\n=========\ny\n>>>>>>>>> b\n=======\nc\n>>>>>>> t\n',
    'b\n',
    'c\n',
  ],
  ['with an empty side', '<<<<<<< HEAD\n=======\nc\n>>>>>>> x\n', '', 'c\n'],
  ['with names that are empty', '<<<<<<<\nb\n=======\nc\n>>>>>>>', 'b\n', 'c\n'],
  ['at the end, without a line end', '<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x', 'b\n', 'c\n'],
  ['with CRLF', 'a\r\n<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> x\r\nd', 'a\r\nb\r\nd', 'a\r\nc\r\nd'],
  ['after a byte order mark', '\ufeff<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n', 'b\n', 'c\n'],
  [
    'with a line of equals signs on their side',
    '<<<<<<< o\nb\n=======\nc\n=======\nd\n>>>>>>> x\n',
    'b\n',
    'c\n=======\nd\n',
  ],
  ['with longer markers', '<<<<<<<<<<<< o\nb\n============\nc\n>>>>>>>>>>>> x\n', 'b\n', 'c\n'],
  [
    'with markers of the common size as its text',
    '<<<<<<<<< o\n<<<<<<< b\n=======\n=========\n>>>>>>> c\n>>>>>>>>> x\n',
    '<<<<<<< b\n=======\n',
    '>>>>>>> c\n',
  ],
])('a conflict %s', (_, text, ours, theirs) => {
  expect(sides(text)).toMatchObject({ count: 1, ours, theirs });
});

test('several conflicts', () => {
  const one = (n: number) => `<<<<<<< HEAD\nours ${n}\n=======\ntheirs ${n}\n>>>>>>> x\n`;
  expect(sides(`a\n${one(1)}${one(2)}b\n${one(3)}`)).toEqual({
    count: 3,
    ours: 'a\nours 1\nours 2\nb\nours 3\n',
    theirs: 'a\ntheirs 1\ntheirs 2\nb\ntheirs 3\n',
    markers: Array(3).fill('<<<<<<< HEAD'),
  });
});

test('the marker of a finding excludes the line end', () => {
  expect(sides('<<<<<<< HEAD\r\nb\r\n=======\r\n>>>>>>> x\r\n').markers).toEqual(['<<<<<<< HEAD']);
});

describe('no conflict', () => {
  test.each([
    ['a line of equals signs', '=======\n'],
    ['a comment of equals signs', '# =======\n# <<<<<<< a\n# >>>>>>> b\n'],
    ['markers that are not at the start of a line', ' <<<<<<< HEAD\n =======\n >>>>>>> x\n'],
    ['markers in a string', '"<<<<<<< HEAD\\n=======\\n>>>>>>> x"\n'],
    ['shorter markers', '<<<<<< a\n======\n>>>>>> b\n'],
    ['signs that text follows', '<<<<<<<a\n=======\n>>>>>>>>b\n'],
    ['other markers without the first and the last', '||||||| base\n=======\n'],
    ['a form feed or U+2028 in place of a line end', 'a\u2028<<<<<<< HEAD\u2028=======\u2028>>>>>>> x\u2028'],
  ])('%s', (_, text) => {
    expect(mergeConflicts(text)).toEqual([]);
    expect(keepSide([], 'ours')).toEqual([]);
    expect(textOfSide(text, [], 'theirs')).toBe(text);
  });
});

// A conflict that was resolved by hand and not completely: which of the lines around the marker count is not known.
test.each([
  ['a first marker', '<<<<<<< HEAD\na\n', ['<<<<<<< HEAD']],
  ['a long first marker', 'a\n<<<<<<<<<<< HEAD\n', ['<<<<<<<<<<< HEAD']],
  ['a last marker', '\ufeffa\r\n>>>>>>> x\r\n', ['>>>>>>> x']],
  ['no last marker', '<<<<<<< HEAD\na\n=======\nb\n', ['<<<<<<< HEAD']],
  ['no separator', '<<<<<<< HEAD\na\n>>>>>>> x\n', ['<<<<<<< HEAD', '>>>>>>> x']],
  [
    'a separator below the last marker',
    '<<<<<<< HEAD\na\n>>>>>>> x\n=======\nb\n>>>>>>> y\n',
    ['<<<<<<< HEAD', '>>>>>>> x', '>>>>>>> y'],
  ],
  ['text behind the separator', '<<<<<<< HEAD\na\n======= x\nb\n>>>>>>> y\n', ['<<<<<<< HEAD', '>>>>>>> y']],
  ['a separator of another size', '<<<<<<< HEAD\na\n========\nb\n>>>>>>> y\n', ['<<<<<<< HEAD', '>>>>>>> y']],
])('a part of a conflict: %s', (_, text, markers) => {
  expect(sides(text)).toMatchObject({ count: markers.length, markers });
  expect(mergeConflicts(text).every(c => c.isLeftover)).toBe(true);
});

test.each([
  ['a separator', 'a\n=======\nb\n', ['=======\n']],
  ['a separator at the end', 'a\n=======', ['=======']],
  ['a separator after a byte order mark', '\ufeff=======\r\n', ['=======\r\n']],
  ['a separator with a label', 'a\n======= x\n', ['======= x\n']],
  ['a marker of the ancestor', '||||||| base\na\n|||||||\n', ['||||||| base\n', '|||||||\n']],
  ['both', 'a\n|||||||\n=======\n', ['|||||||\n', '=======\n']],
  ['signs that text follows', '=======x\n', []],
  ['more or fewer signs', '========\n======\n||||||||\n', []],
  ['signs that are not at the start of a line', ' =======\nx|||||||\n', []],
])('where no line can start with a marker, a part of a conflict: %s', (_, text, lines) => {
  expect(anyConflicts(text).map(c => text.slice(c.span.start, c.span.end))).toEqual(lines);
  expect(anyConflicts(text).every(c => c.isLeftover && !/[\r\n]/.test(text.slice(c.marker.start, c.marker.end)))).toBe(
    true,
  );
});

test('a whole conflict does not have parts', () => {
  const text = 'a\n<<<<<<< o\nb\n=======\nc\n>>>>>>> x\n=======\n';
  expect(anyConflicts(text)).toEqual(mergeConflicts(text));
});

test('a first marker alone does not hide the conflict below it', () => {
  expect(sides('<<<<<<< o\na\n<<<<<<< p\nb\n=======\nc\n>>>>>>> x\n')).toEqual({
    count: 2,
    ours: 'a\nb\n',
    theirs: 'a\nc\n',
    markers: ['<<<<<<< o', '<<<<<<< p'],
  });
});

test.each([
  ['first', '<<<<<<<<< a\nb\n', ''],
  ['last', '', '\n>>>>>>>>> a\nb\n'],
  ['first and last', '<<<<<<<<< a\nb\n', '\n>>>>>>>>> a\n'],
])('%s markers of another size do not hide a conflict', (_, before, after) => {
  const conflict = '<<<<<<< o\na\n=======\nb\n>>>>>>> x';
  const found = mergeConflicts(before + conflict + after);
  expect(found.flatMap(c => (c.isLeftover ? [] : [[c.span.start, c.span.end]]))).toEqual([
    [before.length, before.length + conflict.length + (after === '' ? 0 : 1)],
  ]);
  expect(found.filter(c => c.isLeftover)).toHaveLength((before === '' ? 0 : 1) + (after === '' ? 0 : 1));
  expect([...found].sort((a, b) => a.span.start - b.span.start)).toEqual(found);
});

test.each([
  ['the same size', '<<<<<<< o\na\n=======\nb\n>>>>>>> x\n>>>>>>> y\n', ['<<<<<<< o', '>>>>>>> y']],
  ['an inner one', '<<<<<<< o\n<<<<<<<< a\n=======\n>>>>>>> x\n========\n>>>>>>>> b\n', ['<<<<<<< o', '>>>>>>>> b']],
])('a last marker of %s below a conflict is a part of another', (_, text, markers) => {
  const found = mergeConflicts(text);
  expect(found.map(c => text.slice(c.marker.start, c.marker.end))).toEqual(markers);
  expect(found.map(c => c.isLeftover ?? false)).toEqual([false, true]);
});

test('what is inside of a conflict without its last marker counts', () => {
  const text = '<<<<<<< o\n<<<<<<<< a\n========\n>>>>>>>> b\n>>>>>>>>> c\n=======\n<<<<<<<<<< d\n<<<<<<< p\n';
  const found = mergeConflicts(text).map(c => [text.slice(c.marker.start, c.marker.end), c.isLeftover ?? false]);
  expect(found).toEqual([
    ['<<<<<<< o', true],
    ['<<<<<<<< a', false],
    ['>>>>>>>>> c', true],
    ['<<<<<<<<<< d', true],
    ['<<<<<<< p', true],
  ]);
});
