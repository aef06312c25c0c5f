// Untrusted text in Markdown is not interpreted as markup.
import { describe, expect, it, test } from 'vitest';
import { codeBlock, codeSpan, inlineText } from '../../src-shared/text/markdown';

describe('text in a paragraph', () => {
  it.each([
    ['[x](command:foo)', '\\[x\\](command:foo)'],
    ['<img src=x onerror=1>', '\\<img src=x onerror=1\\>'],
    ['![i](a)', '\\!\\[i\\](a)'],
    ['https://evil.example', 'https\\://evil.example'],
    ['see WWW.evil.example', 'see WWW\\.evil.example'],
    ['a@evil.example', 'a\\@evil.example'],
    ['a | b', 'a \\| b'],
    ['&lt;', '\\&lt;'],
    ['\\`<b>', '\\\\\\`\\<b\\>'],
    ['one\n\n# two', 'one \\# two'],
    ['num_workers = 2', 'num_workers = 2'],
    ['_a_ __b__ c__d', '\\_a\\_ \\_\\_b\\_\\_ c\\_\\_d'],
  ])('%s', (text, written) => {
    expect(inlineText(text)).toBe(written);
  });

  it('shows marks that turn the direction of text', () => {
    expect(inlineText('a\u202eb')).toBe('a\\\\u202eb');
  });
});

describe('a code span', () => {
  it.each([
    ['lr', '`lr`'],
    ['[x](command:foo)', '`[x](command:foo)`'],
    ['a`b', '``a`b``'],
    ['``', '``` `` ```'],
    [' a ', '`  a  `'],
    ['a\r\nb', '`a b`'],
    ['', '*(empty)*'],
    [' ', '*(empty)*'],
  ])('%j', (text, written) => {
    expect(codeSpan(text)).toBe(written);
  });

  it('cuts what is long, and no character in two', () => {
    const long = codeSpan(`${'x'.repeat(399)}😀 and more`);
    expect(long).toBe(`\`${'x'.repeat(399)}…\``);
  });
});

test('a block of code is not ended by its text', () => {
  expect(codeBlock(['a', '```', '<b>'])).toBe('````text\na\n```\n<b>\n````');
});
