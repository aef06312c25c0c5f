// Marks the secrets of an item, so that what displays its values does not have to search for them.
import { firstIndex } from '../../text/firstIndex';
import { HIDDEN } from '../../text/hidden';
import { type Span, shift } from '../../text/span';
import type { Argument, Entry, Import, Item, Layer, Placed, SyntaxTree, Value } from './ast';
import { matching } from './matching';

type Path = NonNullable<Import['path']>;

/** The same item with its secrets, and with `shown` for each value and path that contains one. */
export function withSecrets(item: Item, secrets: readonly Span[]): Item {
  if (secrets.length === 0) return item;
  if (item.kind === 'import' && item.path) return { ...item, secrets, path: hiddenPath(item.path, secrets) };
  if (item.kind !== 'block') return { ...item, secrets };
  const hide = (value: Value): Value => hidden(value, secrets);
  const entries = item.entries.map((e): Entry => (e.value ? { ...e, value: hide(e.value) } : e));
  const layers = item.layers.map((l): Layer => ({ ...l, args: l.args.map(a => ({ ...a, value: hide(a.value) })) }));
  return { ...item, secrets, entries, layers };
}

function hiddenPath(path: Path, secrets: readonly Span[]): Path {
  const inside = overlapping(secrets, path.span);
  return inside.length === 0 ? path : { ...path, shown: without(path.value, path.span.start + 1, inside) };
}

function hidden(value: Value, secrets: readonly Span[]): Value {
  const inside = overlapping(secrets, value.span);
  if (inside.length === 0) return value;
  switch (value.kind) {
    case 'list':
      return { ...value, items: value.items.map(item => hidden(item, inside)) };
    case 'call':
      return { ...value, args: value.args.map((a): Argument => ({ ...a, value: hidden(a.value, inside) })) };
    case 'string':
      return { ...value, shown: without(value.value, value.span.start + 1, inside) };
    case 'int':
    case 'float':
    case 'name':
      return { ...value, shown: HIDDEN };
    default:
      return value;
  }
}

// The secrets that overlap a span. They are in order, so both ends are found without reading all of them for each value.
function overlapping(secrets: readonly Span[], { start, end }: Span): readonly Span[] {
  const from = firstIndex(secrets, s => s.end > start);
  return secrets.slice(
    from,
    firstIndex(secrets, s => s.start >= end),
  );
}

// The text that starts at an offset of the item, without its secrets.
function without(text: string, start: number, secrets: readonly Span[]): string {
  let at = 0;
  let shown = '';
  for (const secret of secrets) {
    shown += text.slice(at, Math.max(at, secret.start - start)) + HIDDEN;
    at = Math.max(at, Math.min(text.length, secret.end - start));
  }
  return shown + text.slice(at);
}

/** The secrets of an item that overlap a span. */
export const secretsAt = ({ secrets = [] }: Item, span: Span): readonly Span[] => overlapping(secrets, span);

const withSecretsInText = matching(item => item.secrets !== undefined);

/** The secrets of a spec as absolute spans, in order. */
export const secretsOfSpec = (tree: SyntaxTree): Span[] =>
  withSecretsInText(tree).flatMap(i => {
    const { at, item } = tree.items[i] as Placed;
    return (item.secrets ?? []).map(secret => shift(secret, at));
  });
