// Lays out a JSON value: one member or element a line, as Python's json.dumps(indent=...) does. Tokens are kept as they are written.
import type { JsonNode } from './jsonText';
import type { Span } from './span';

/** The text of a value that was read from `text`. `indent` is one level of indentation; lines end with `eol`. */
export function formatJson(text: string, root: JsonNode, { indent, eol }: { indent: string; eol: string }): string {
  const parts: string[] = [];
  const source = ({ start, end }: Span): string => text.slice(start, end);
  const write = (node: JsonNode, before: string): void => {
    const children = childrenOf(node);
    if (!children || children.length === 0) {
      parts.push(children ? emptyText(node) : source(node.span));
      return;
    }
    const [open, close] = node.kind === 'array' ? '[]' : '{}';
    const inner = before + indent;
    for (const [i, { key, value }] of children.entries()) {
      parts.push(i === 0 ? (open ?? '') : ',', eol, inner, key ? `${source(key)}: ` : '');
      write(value, inner);
    }
    parts.push(eol, before, close ?? '');
  };
  write(root, '');
  return parts.join('');
}

interface Child {
  readonly key?: Span;
  readonly value: JsonNode;
}

function childrenOf(node: JsonNode): readonly Child[] | undefined {
  if (node.kind === 'object') return node.members.map(({ keySpan, value }) => ({ key: keySpan, value }));
  return node.kind === 'array' ? node.items.map(value => ({ value })) : undefined;
}

const emptyText = (node: JsonNode): string => (node.kind === 'array' ? '[]' : '{}');
