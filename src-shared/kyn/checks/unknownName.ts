// Reports references to models and datasets that are not declared.

import { fix } from '../../text/diagnostic';
import { firstFew } from '../../text/firstFew';
import { textOrLength } from '../../text/shortText';
import { type Span, shift } from '../../text/span';
import { keySpec } from '../catalogue';
import type { Check, Report } from '../check';
import { ofOutline } from '../names/outline';
import { blocksOf, type Params, wordIn } from '../names/scope';
import { MAX_SUGGESTIONS, nearestName } from '../names/suggestions';
import type { SyntaxTree, Value } from '../syntax/ast';
import { axisValues } from '../training/runs';

/** `model` or `data` names a block that neither this spec nor an import declares. */
export const unknownName: Check = {
  code: 'unknown-name',
  severity: 'error',
  stage: 'meaning',
  summary: 'A train block names a model or dataset that neither this spec nor an import declares.',
  example: 'model Net:\n    input 4\n\ntrain:\n    model = Nett\n',
  fix: 'Correct the name, or declare it.',
  *file({ tree, scope }) {
    if (!scope.complete) return;
    let count = 0;
    for (const { kind, name, span, written } of references(tree, scope.params)) {
      // A block without a name has a finding of its own, and may be the one meant.
      if (scope.declared.has(kind, name) || hasNameless(tree)[kind]) continue;
      const candidates = count++ < MAX_SUGGESTIONS ? scope.declared.all(kind).map(d => d.name) : [];
      yield report({ kind, name, span, written }, candidates);
    }
  },
};

const MAX_OFFERED = 3;
const MAX_LISTED = 10;
// Many blocks may use one param.
const MAX_NAME = 1000;

interface Reference {
  readonly kind: 'model' | 'dataset';
  readonly name: string;
  readonly span: Span;
  /** Whether the name itself is written there, and not a `$name`. */
  readonly written: boolean;
}

function* references(tree: SyntaxTree, params: Params): Iterable<Reference> {
  for (const { at, item } of blocksOf(tree, 'train'))
    for (const { key, value, complete } of item.entries) {
      const type = keySpec('train', key.text)?.type;
      if (type?.kind !== 'ref' || !value || !complete) continue;
      const name = wordIn(value, params);
      const written = value.kind === 'name';
      if (name !== undefined) yield { kind: type.to, name, span: shift(value.span, at), written };
      if (value.kind === 'param') yield* sweptReferences(value, type.to, { tree, params });
    }
}

// The names that a sweep sets, each located at its value in the sweep.
function* sweptReferences(
  used: Value & { readonly kind: 'param' },
  kind: Reference['kind'],
  { tree, params }: { readonly tree: SyntaxTree; readonly params: Params },
): Iterable<Reference> {
  const sweep = blocksOf(tree, 'sweep')[0];
  for (const { value, params: own } of (sweep && axisValues(sweep.item, params).get(used.name)) ?? []) {
    const name = wordIn(used, own);
    if (sweep && name !== undefined) yield { kind, name, span: shift(value.span, sweep.at), written: false };
  }
}

const hasNameless = ofOutline(tree => {
  const isAny = (kind: Reference['kind']): boolean => blocksOf(tree, kind).some(({ item }) => item.name === undefined);
  return { model: isAny('model'), dataset: isAny('dataset') };
});

function report(use: Reference, candidates: readonly string[]): Report {
  const meant = nearestName(use.name, candidates);
  // If no name is similar, the first few are offered.
  const offered = meant ? [meant] : candidates.slice(0, MAX_OFFERED);
  const others =
    candidates.length > 0
      ? `; this spec has ${firstFew(candidates, MAX_LISTED, { text: name => `\`${name}\`` })}.`
      : '.';
  return {
    message: `Unknown ${use.kind} \`${textOrLength(use.name, MAX_NAME)}\`${meant ? `; did you mean \`${meant}\`?` : others}`,
    span: use.span,
    fixes: use.written ? offered.map(name => fix(`Change to \`${name}\``, use.span, name, false)) : [],
  };
}
