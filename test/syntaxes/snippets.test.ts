// The snippet for a whole spec: the text of New Spec with tab stops. The server completes single blocks, so no snippet does.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { specTemplate } from '../../client/src/spec/specTemplate';
import { analyze } from '../../src-shared/kyn/analyze';
import { withoutStops } from '../../src-shared/kyn/completion/snippets';
import { blockKeywords } from '../../src-shared/kyn/syntax/chunks';
import { parse } from '../../src-shared/kyn/syntax/parse';

interface Snippet {
  readonly prefix: string;
  readonly body: readonly string[];
  readonly isFileTemplate?: boolean;
}

const path = new URL('../../syntaxes/kynml.snippets.json', import.meta.url);
const snippets: Snippet[] = Object.values(JSON.parse(readFileSync(path, 'utf8')));
const [spec] = snippets;
const body = spec?.body.join('\n') ?? '';

// A repeated tab stop has the text of its first occurrence; an escaped `$` is literal.
function expand(snippet: string): string {
  const first = new Map([...snippet.matchAll(/\$\{(\d+):([^}]*)\}/g)].map(([, stop, text]) => [stop, text]));
  const mirrored = snippet.replace(/(?<!\\)\$(\d+)/g, (_, stop: string) => first.get(stop) ?? '');
  return withoutStops(mirrored).replaceAll('\\$', '$');
}

/** The choices of the snippet, each with the snippet text that selects it. */
const choices = [...body.matchAll(/\$\{(\d+)\|([^|]+)\|\}/g)].flatMap(([whole, stop = '', words = '']) =>
  words.split(',').map(word => ({ stop, word, text: expand(body.replace(whole, word)) })),
);

test('there is one snippet, for a whole file, and its prefix does not match any keyword', () => {
  expect(snippets).toHaveLength(1);
  expect(spec?.isFileTemplate).toBe(true);
  for (const keyword of [...blockKeywords, 'import']) expect(keyword.startsWith(spec?.prefix[0] ?? '')).toBe(false);
});

test('it has the text of New Spec', () => {
  expect(expand(body)).toBe(specTemplate);
});

test.each(choices)('with $word at stop $stop it has no error', ({ text }) => {
  expect(text).not.toMatch(/\$\{|\|\}/);
  expect(
    analyze({ tree: parse(text) }).diagnostics.filter(d => d.severity === 'error' && d.code !== 'output-units'),
  ).toEqual([]);
});
