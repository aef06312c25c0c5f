// References to models and datasets that are not declared.
import { closest } from '../../text/closest';
import { type Span, shift } from '../../text/span';
import type { Block } from '../ast';
import { keySpec } from '../catalogue';
import { type Check, fix, type Report } from '../check';
import { blocksOf, resolved } from '../scope';

/** `model` or `data` names something that neither this spec nor an import declares. */
export const unknownName: Check = {
  code: 'unknown-name',
  severity: 'error',
  stage: 'meaning',
  summary: 'A train block names a model or dataset that neither this spec nor an import declares.',
  example: 'train:\n    model = Nett\n',
  cure: 'Correct the name, or declare it.',
  *file({ tree, scope }) {
    if (!scope.complete) return;
    for (const { at, item } of blocksOf(tree, 'train'))
      for (const { key, value, complete } of item.entries) {
        const type = keySpec('train', key.text)?.type;
        if (type?.kind !== 'ref' || !value || !complete) continue;
        const actual = resolved(value, scope.params);
        const known = (type.to === 'model' ? scope.models : scope.datasets).map(d => d.name);
        if (actual?.kind !== 'name' || known.includes(actual.text) || blocksOf(tree, type.to).some(isNameless))
          continue;
        yield report(
          { kind: type.to, name: actual.text, span: shift(value.span, at), written: value.kind === 'name' },
          known,
        );
      }
  },
};

// A block that should have a name is reported itself, and may be the one that is meant.
const isNameless = ({ item }: { item: Block }): boolean => item.name === undefined;

function report(use: { kind: string; name: string; span: Span; written: boolean }, known: readonly string[]): Report {
  const meant = closest(use.name, known);
  const others = known.length > 0 ? `; there is ${known.slice(0, 10).join(', ')}.` : '.';
  return {
    message: `There is no ${use.kind} ${use.name}${meant ? `; did you mean ${meant}?` : others}`,
    span: use.span,
    fixes: meant && use.written ? [fix(`Change to ${meant}`, use.span, meant, false)] : [],
  };
}
