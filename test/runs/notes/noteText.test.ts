// What a person may write about a run.
import { expect, test } from 'vitest';
import { nameIn, noteIn, tagsIn } from '../../../src-shared/runs/notes/noteText';

test.each([
  ['  best of\nApril ', 'best of April'],
  ['e\u0301', '\u00e9'],
  ['', ''],
])('the name %j', (text, value) => {
  expect(nameIn(text)).toEqual({ ok: true, value });
});

test('a name with control characters or too many characters is refused', () => {
  expect(nameIn('a\u001b[31m')).toEqual({ ok: false, message: 'A name cannot contain control characters.' });
  expect(nameIn('x'.repeat(101))).toEqual({ ok: false, message: 'A name has at most 100 characters.' });
});

test('a note keeps its lines', () => {
  expect(noteIn('\r\na\r\n\tb\n')).toEqual({ ok: true, value: 'a\n\tb' });
  expect(noteIn('a\u0000')).toMatchObject({ ok: false });
  expect(noteIn('x'.repeat(10_001))).toMatchObject({ ok: false });
});

test('tags are separated by commas or blanks, and each is kept once', () => {
  expect(tagsIn(' paper, best  paper,')).toEqual({ ok: true, value: ['best', 'paper'] });
  expect(tagsIn('')).toEqual({ ok: true, value: [] });
});

test('a tag that a filter could not name is refused', () => {
  expect(tagsIn('a"b')).toEqual({
    ok: false,
    message: '`a"b` cannot be a tag. A tag has at most 50 characters and no quotes, blanks or commas.',
  });
  expect(tagsIn('x'.repeat(51))).toMatchObject({ ok: false });
  expect(tagsIn([...Array(51).keys()].join(' '))).toEqual({ ok: false, message: 'A run has at most 50 tags.' });
});
