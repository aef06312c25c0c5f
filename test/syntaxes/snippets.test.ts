// Snippets: one for each block, each a piece of a spec without a fault, and together a spec without a finding.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src-shared/kyn/analyze';
import { compose } from '../../src-shared/kyn/compose';
import { parse } from '../../src-shared/kyn/parse';

interface Snippet {
  readonly prefix: string;
  readonly body: readonly string[];
  readonly description: string;
}

const path = new URL('../../syntaxes/kynml.snippets.json', import.meta.url);
const snippets: Snippet[] = Object.values(JSON.parse(readFileSync(path, 'utf8')));

/** All texts that a snippet can stand for: the default of each stop, and each choice once. */
function texts({ body }: Snippet): string[] {
  const text = body.join('\n');
  const choices = [...text.matchAll(/\$\{\d+\|([^|]+)\|\}/g)].map(([whole, list = '']) => ({
    whole,
    words: list.split(','),
  }));
  const variants = choices.flatMap(({ whole, words }) => words.map(word => text.replace(whole, word)));
  return [text, ...variants].map(expand);
}

const expand = (text: string) =>
  text
    .replace(/\$\{\d+\|([^,|]+)[^|]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d+/g, '');

const faultsOf = (text: string) => parse(text).items.flatMap(({ item }) => item.faults);

test('there is one for each block', () => {
  const prefixes = snippets.map(s => s.prefix).sort();
  expect(prefixes).toEqual(['dataset', 'evaluate', 'export', 'import', 'model', 'params', 'sweep', 'train']);
});

describe.each(snippets.map(s => [s.prefix, s] as const))('%s', (_, snippet) => {
  test.each(texts(snippet))('%j has no fault', text => {
    expect(text).not.toMatch(/\$\{|\|\}/);
    expect(faultsOf(text)).toEqual([]);
  });
});

test('all of them together make a spec without errors and warnings', () => {
  const text = snippets.map(s => texts(s)[0]).join('\n');
  const tree = parse(text);
  const imported = parse('# a library\n');
  const composition = compose({ id: 'a', tree }, () => ({ id: 'b', label: 'other.kyn', tree: imported }));
  const loud = analyze({ tree, composition }).diagnostics.filter(
    // Whether the params of one snippet are used in another is up to who writes the spec.
    d => (d.severity === 'error' || d.severity === 'warning') && d.code !== 'sweep-effect',
  );
  expect(loud).toEqual([]);
});
