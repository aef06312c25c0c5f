// Semantic tokens: what a grammar cannot know. Names by what they stand for, unknown ones left to the grammar.
import {
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
} from 'vscode-languageserver';
import { type Occurrence, occurrencesIn } from '../../../../src-shared/kyn/occurrences';
import { toSpan } from '../convert';
import { lspFeature } from '../feature';
import type { Spec } from '../workspace';

const TYPES = ['class', 'struct', 'parameter'] as const;
const MODIFIERS = ['declaration'] as const;
const TYPE_OF: Readonly<Record<Occurrence['kind'], number>> = { model: 0, dataset: 1, param: 2 };

/** `textDocument/semanticTokens/full`. */
export const semanticTokensFull = lspFeature<SemanticTokensParams, SemanticTokens>({
  method: 'textDocument/semanticTokens/full',
  capabilities: {
    semanticTokensProvider: {
      legend: { tokenTypes: [...TYPES], tokenModifiers: [...MODIFIERS] },
      full: true,
      range: true,
    },
  },
  fallback: { data: [] },
  answer: ({ workspace }, { textDocument: { uri } }) => {
    const spec = workspace.spec(uri);
    return spec ? tokensOf(spec, occurrencesIn(spec.analysis.tree)) : { data: [] };
  },
});

/** `textDocument/semanticTokens/range`. */
export const semanticTokensRange = lspFeature<SemanticTokensRangeParams, SemanticTokens>({
  method: 'textDocument/semanticTokens/range',
  capabilities: {},
  fallback: { data: [] },
  answer: ({ workspace }, { textDocument: { uri }, range }) => {
    const spec = workspace.spec(uri);
    if (!spec) return { data: [] };
    const { start, end } = toSpan(spec.doc, range);
    const items = spec.analysis.tree.items.filter(p => p.at <= end && p.at + p.item.text.length >= start);
    return tokensOf(spec, occurrencesIn({ text: spec.analysis.tree.text, items }));
  },
});

function tokensOf({ doc, analysis: { scope } }: Spec, occurrences: readonly Occurrence[]): SemanticTokens {
  const known = {
    model: new Set(scope.models.map(d => d.name)),
    dataset: new Set(scope.datasets.map(d => d.name)),
    param: new Set(scope.params.values.keys()),
  };
  const builder = new SemanticTokensBuilder();
  for (const { kind, name, span, role } of [...occurrences].sort((a, b) => a.span.start - b.span.start)) {
    if (!known[kind].has(name)) continue;
    const { line, character } = doc.positionAt(span.start);
    builder.push(line, character, span.end - span.start, TYPE_OF[kind], role === 'declaration' ? 1 : 0);
  }
  return builder.build();
}
