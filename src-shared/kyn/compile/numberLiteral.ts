// Numbers of a spec as literals of Python and JSON, with all of their digits.
import type { Value } from '../syntax/ast';
import type { NumberText } from './plan';

/** `007` -> `7`, `00.50` -> `0.50`, `-0` -> `0`. */
export function numberText({ kind, text }: Value & { readonly kind: 'int' | 'float' }): NumberText {
  const plain = text.replace(/^(-?)0+(?=\d)/, '$1');
  return kind === 'int' && plain === '-0' ? '0' : plain;
}
