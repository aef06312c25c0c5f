// The TextMate grammar of .dlm documents: which lines are YAML, which are Markdown, and the two `---` lines.
import { beforeAll, expect, test } from 'vitest';
import type { IGrammar } from 'vscode-textmate';
import { loadGrammar, tokenise } from './tokenise';

let grammar: IGrammar;
beforeAll(async () => {
  grammar = await loadGrammar('text.dlm', 'dlm');
});

/** The scopes of each line, without those of the whole document. */
const scopesOf = (text: string) =>
  tokenise(grammar, text).map(pieces =>
    [...new Set(pieces.flatMap(({ scopes }) => scopes))].filter(s => s !== 'text.dlm'),
  );

test('the front matter is YAML, the body Markdown', () => {
  expect(scopesOf('---\ndlm_id: a\n# comment\n---\n# Title\nkey: text\n---\n')).toEqual([
    ['punctuation.definition.begin.frontmatter.dlm'],
    ['entity.name.tag.yaml'],
    [],
    ['punctuation.definition.end.frontmatter.dlm'],
    ['markup.heading.markdown'],
    [],
    [],
    [],
  ]);
});

test('without a `---` line at the beginning everything is Markdown', () => {
  expect(scopesOf('# Title\n---\nkey: a\n---')).toEqual([['markup.heading.markdown'], [], [], []]);
});

test('a byte order mark before the first line is allowed', () => {
  expect(scopesOf('\ufeff---\nkey: a\n---')[1]).toEqual(['entity.name.tag.yaml']);
});
