// The path of the value at a place of a file, for people.
import type { JsonNode } from '../text/jsonText';
import { oneLine } from '../text/oneLine';
import type { Span } from '../text/span';
import { step } from './diff';

const contains = ({ start, end }: Span, offset: number): boolean => start <= offset && offset < end;

/** The path of the innermost value that contains an offset, such as `config.api_key` or `runs[2].token`; empty for the whole. A name that `isHidden` ends the path before it. */
export function pathAt(root: JsonNode, offset: number, isHidden: (name: string) => boolean): string {
  let path = '';
  for (let node: JsonNode | undefined = root; node; ) {
    if (node.kind === 'array') {
      const index: number = node.items.findIndex(item => contains(item.span, offset));
      if (index >= 0) path = `${path}[${index}]`;
      node = node.items[index];
    } else if (node.kind === 'object') {
      const found: (typeof node.members)[number] | undefined = node.members.find(
        m => contains(m.keySpan, offset) || contains(m.value.span, offset),
      );
      if (found && isHidden(found.key)) break;
      if (found) path = step(path, found.key);
      node = found?.value;
    } else break;
  }
  return oneLine(path);
}
