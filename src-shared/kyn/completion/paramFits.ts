// Whether a param fits an expected type, judged by its default, so that completion offers no param that would be an
// error.

import type { ValueType } from '../catalogue';
import { asWord, resolved } from '../names/scope';
import type { Value } from '../syntax/ast';
import { acceptedWords } from '../types/values';
import type { CompletionInput } from './cursorContext';

/** Whether a value fits a type; true if one of them is unknown. */
export function paramFits(value: Value | undefined, type: ValueType | undefined, input: CompletionInput): boolean {
  if (!value || !type) return true;
  switch (type.kind) {
    case 'int':
      return value.kind === 'int' && isWithin(value.number, type);
    case 'float':
      return (value.kind === 'int' || value.kind === 'float') && isWithin(value.number, type);
    case 'string':
      return value.kind === 'string' && !(type.filled && value.value === '');
    case 'word':
      return acceptedWords(type.words, input.options).includes(wordOf(value));
    case 'ref':
      return input.scope.declared.all(type.to).some(d => d.name === wordOf(value));
    case 'list':
      return (
        value.kind === 'list' &&
        value.items.every(item => paramFits(resolved(item, input.scope.params), type.of, input))
      );
    case 'bool':
    case 'call':
      return value.kind === type.kind;
    case 'scalar':
      return value.kind !== 'list' && value.kind !== 'call' && value.kind !== 'name';
    case 'any':
      return true;
  }
}

function wordOf(value: Value): string {
  const word = asWord(value);
  return word.kind === 'name' ? word.text : '';
}

const isWithin = (number: number, { min, above, below }: ValueType & { kind: 'int' | 'float' }): boolean =>
  (min === undefined || number >= min) &&
  (above === undefined || number > above) &&
  (below === undefined || number < below);
