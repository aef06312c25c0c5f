// Semantic tokens: names by the kind of their declaration, which a grammar cannot determine. Undeclared names are left to the grammar.
import type {
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensParams,
  SemanticTokensRangeParams,
} from 'vscode-languageserver';
import type { SymbolKind } from '../../../../src-shared/kyn/names/occurrences';
import type { Scope } from '../../../../src-shared/kyn/names/scope';
import type { Placed } from '../../../../src-shared/kyn/syntax/ast';
import { toSpan } from '../base/convert';
import { tokenEdits } from '../base/tokenEdits';
import { lspFeature } from '../protocol/feature';
import { type NameToken, nameTokens } from '../spec/nameTokens';
import type { Spec } from '../workspace/workspaceView';

const TYPES = ['class', 'struct', 'parameter'] as const;
const MODIFIERS = ['declaration'] as const;
const TYPE_OF: Readonly<Record<SymbolKind, number>> = { model: 0, dataset: 1, param: 2 };

/** `textDocument/semanticTokens/full`. */
export const semanticTokensFull = lspFeature<SemanticTokensParams, SemanticTokens>({
  method: 'textDocument/semanticTokens/full',
  capabilities: {
    semanticTokensProvider: {
      legend: { tokenTypes: [...TYPES], tokenModifiers: [...MODIFIERS] },
      full: { delta: true },
      range: true,
    },
  },
  fallback: { data: [] },
  answer: ({ workspace, results }, { textDocument: { uri } }) => {
    const spec = workspace.spec(uri);
    return spec ? results.sentTokens.record(uri, encode(spec, spec.analysis.tree.items)) : { data: [] };
  },
});

/** `textDocument/semanticTokens/full/delta`. Answers in full when the id is not the last one. */
export const semanticTokensDelta = lspFeature<SemanticTokensDeltaParams, SemanticTokens | SemanticTokensDelta>({
  method: 'textDocument/semanticTokens/full/delta',
  capabilities: {},
  fallback: { data: [] },
  answer: ({ workspace, results: { sentTokens } }, { textDocument: { uri }, previousResultId }) => {
    const spec = workspace.spec(uri);
    if (!spec) return { data: [] };
    const before = sentTokens.find(uri, previousResultId);
    const { resultId, data } = sentTokens.record(uri, encode(spec, spec.analysis.tree.items));
    return before ? { resultId, edits: tokenEdits(before, data) } : { resultId, data };
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
    const visible = spec.analysis.tree.items.filter(p => p.at <= end && p.at + p.item.text.length >= start);
    return { data: encode(spec, visible) };
  },
});

// Five numbers for each token: line and column relative to the previous token, length, type, modifiers. All tokens of a file are encoded at each
// keystroke, so they are written into one array without intermediate objects.
function encode({ doc, analysis: { scope } }: Spec, items: readonly Placed[]): number[] {
  const declared = declaredNames(scope);
  const data: number[] = [];
  let lastLine = 0;
  let lastCharacter = 0;
  for (const { at, item } of items) {
    const tokens = item.kind === 'block' ? nameTokens(item) : NONE;
    if (tokens.length === 0) continue;
    const start = doc.positionAt(at);
    for (const token of tokens) {
      if (!declared[token.kind].has(token.name)) continue;
      const line = start.line + token.line;
      const character = token.line === 0 ? token.character + start.character : token.character;
      data.push(line - lastLine, line === lastLine ? character - lastCharacter : character);
      data.push(token.length, TYPE_OF[token.kind], token.declares ? 1 : 0);
      lastLine = line;
      lastCharacter = character;
    }
  }
  return data;
}

const NONE: readonly NameToken[] = [];

const declaredNames = ({
  models,
  datasets,
  params,
}: Scope): Readonly<Record<SymbolKind, { has(name: string): boolean }>> => ({
  model: new Set(models.map(d => d.name)),
  dataset: new Set(datasets.map(d => d.name)),
  param: params.values,
});
