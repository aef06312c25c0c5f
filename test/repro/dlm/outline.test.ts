// The outline of a .dlm document.
import { expect, test } from 'vitest';
import { dlmOutline, type OutlineItem } from '../../../src-shared/repro/dlm/outline';

/** The outline as indented lines; each item with the first line of its whole range and its number of lines. */
const shown = (text: string): string[] => {
  const lines = ({ title, kind, whole, name, children }: OutlineItem, indent: string): string[] => [
    `${indent}${kind} ${title} [${text.slice(whole.start, whole.end).trimEnd().split('\n').length}]`,
    ...(name.start < whole.start || name.end > whole.end ? ['the name is outside'] : []),
    ...children.flatMap(child => lines(child, `${indent}  `)),
  ];
  return dlmOutline(text).flatMap(item => lines(item, ''));
};

test('has the keys of the front matter and the headings of the body, nested by level', () => {
  expect(
    shown(`---
dlm_id: 01HR
training:
  seed: 42
"quoted key": x
# a comment
---
# Notes
text
## Part
### Detail
## Other
# End
`),
  ).toEqual([
    'front-matter front matter [7]',
    '  key dlm_id [1]',
    '  key training [1]',
    '  key "quoted key" [1]',
    'heading Notes [5]',
    '  heading Part [2]',
    '    heading Detail [1]',
    '  heading Other [1]',
    'heading End [1]',
  ]);
});

test.each([
  ['## B ##', 'B'],
  ['   # B', 'B'],
  ['    # B', undefined],
  ['# C#', 'C#'],
  ['# # #', '#'],
  ['# B #   ', 'B'],
  ['## ##', undefined],
])('the heading %j', (line, title) => {
  expect(dlmOutline(`${line}\n`).map(item => item.title)).toEqual(title === undefined ? [] : [title]);
});

test('leaves out lines of code blocks, empty headings and tags', () => {
  expect(shown('# A\n```sh\n# comment\n```\n~~~\n# x\n```\n# y\n~~~\n#\n#tag\n####### seven\n# B\n')).toEqual([
    'heading A [12]',
    'heading B [1]',
  ]);
});

test.each([
  ['', []],
  ['---', []],
  ['---\nkey: 1', ['front-matter front matter [2]', '  key key [1]']],
  ['---\n---\n', ['front-matter front matter [2]']],
  ['text\n---\nkey: 1\n---\n', []],
])('of %j', (text, expected) => expect(shown(text)).toEqual(expected));

test('contains no values and no secret', () => {
  const secret = `ghp_${'a1'.repeat(18)}`;
  const text = JSON.stringify(dlmOutline(`---\ntoken: ${secret}\n---\n# Use ${secret}\n`));
  expect(text).toContain('token');
  expect(text).not.toContain(secret);
});
