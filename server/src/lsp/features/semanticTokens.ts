// Semantic tokens: names by the kind of their declaration, which a grammar cannot determine. Undeclared names are left to the grammar.
import type {
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensParams,
  SemanticTokensRangeParams,
} from 'vscode-languageserver';
import { toSpan } from '../base/convert';
import { lspFeature } from '../protocol/feature';
import { editsBetween, encodeTokens, encodeTokensIn } from '../spec/encodeTokens';

const TYPES = ['class', 'struct', 'parameter'] as const;
const MODIFIERS = ['declaration'] as const;

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
    return spec
      ? { resultId: results.sentTokens.record(uri, spec.analysis), data: encodeTokens(spec.analysis) }
      : { data: [] };
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
    const resultId = sentTokens.record(uri, spec.analysis);
    return before
      ? { resultId, edits: editsBetween(before, spec.analysis) }
      : { resultId, data: encodeTokens(spec.analysis) };
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
    return { data: encodeTokensIn(spec.analysis, toSpan(spec.doc, range)) };
  },
});
