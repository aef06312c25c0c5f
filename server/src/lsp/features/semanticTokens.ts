// Semantic tokens: names by the kind of their declaration, which a grammar cannot determine. Undeclared names are left to the grammar. A client that does
// not add them to the colours of a grammar gets tokens for every word.
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
import { encodeWords, encodeWordsIn, TOKEN_TYPES } from '../spec/wordTokens';

const MODIFIERS = ['declaration'] as const;

/** `textDocument/semanticTokens/full`. */
export const semanticTokensFull = lspFeature<SemanticTokensParams, SemanticTokens>({
  method: 'textDocument/semanticTokens/full',
  // Names have deltas; the tokens of all words are sent whole or for what is visible.
  capabilities: ({ augmentsTokens }) => ({
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...MODIFIERS] },
      full: augmentsTokens ? { delta: true } : true,
      range: true,
    },
  }),
  fallback: { data: [] },
  answer: ({ workspace, results }, { textDocument: { uri } }) => {
    const spec = workspace.spec(uri);
    if (spec && workspace.coloursAllWords) return { data: encodeWords(spec.analysis) };
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
    if (workspace.coloursAllWords) return { data: encodeWords(spec.analysis) };
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
    const encode = workspace.coloursAllWords ? encodeWordsIn : encodeTokensIn;
    return { data: encode(spec.analysis, toSpan(spec.doc, range)) };
  },
});
