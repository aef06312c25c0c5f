// The fields that can be written at a place of an artifact. The text may be broken, because it is being typed.
import { type Span, span } from '../text/span';
import { fieldsBelow } from './fieldAt';
import type { Kind } from './kind';

/** A field that can be added. `replaces`: the key that is being typed, with its quotes; `insert`: the key with quotes, and a colon if it has none. */
export interface FieldCompletion {
  readonly name: string;
  readonly doc: string;
  readonly replaces: Span;
  readonly insert: string;
}

/** A place in a text of a kind. `more`: fields of an object, by its path, that the schema of the kind does not name. */
export interface FieldPlace {
  readonly kind: Kind;
  readonly text: string;
  readonly offset: number;
  readonly more?: (path: readonly string[]) => readonly FieldName[];
}

/** The name of a field, and what it is. */
export interface FieldName {
  readonly name: string;
  readonly doc: string;
}

/** The documented fields that the object at a place does not have yet; empty where no key is expected. */
export function completeField({ kind, text, offset, more = () => [] }: FieldPlace): FieldCompletion[] {
  const place = keyPlace(text, offset);
  if (!place) return [];
  const fields = [...fieldsBelow(kind, place.path), ...more(place.path)];
  const hasColon = /^\s*:/.test(text.slice(place.replaces.end, place.replaces.end + 40));
  return fields.flatMap(({ name, doc }) =>
    place.keys.has(name)
      ? []
      : [{ name, doc, replaces: place.replaces, insert: `${JSON.stringify(name)}${hasColon ? '' : ': '}` }],
  );
}

interface KeyPlace {
  /** Keys from the outermost object; `[]` for an element of a list. */
  readonly path: readonly string[];
  readonly keys: ReadonlySet<string>;
  readonly replaces: Span;
}

interface Level {
  readonly isObject: boolean;
  readonly keys: Set<string>;
  key: string;
  isKeyNext: boolean;
}

interface Token {
  readonly token: string;
  readonly index: number;
}

// Strings and punctuation. A string that is being typed ends at its line.
function* tokensOf(text: string): Generator<Token, void> {
  const start = /["{}[\],:]/g;
  for (let match = start.exec(text); match; match = start.exec(text)) {
    const { 0: character, index } = match;
    start.lastIndex = character === '"' ? stringEnd(text, index) : index + 1;
    yield { token: text.slice(index, start.lastIndex), index };
  }
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '"') return at + 1;
    if (character === '\n' || character === '\r') return at;
    if (character === '\\') at++;
  }
  return text.length;
}

// Reads tokens up to the offset, then the other keys of the same object.
function keyPlace(text: string, offset: number): KeyPlace | undefined {
  const levels: Level[] = [];
  let place: { readonly level: Level; readonly path: string[]; readonly replaces: Span } | undefined;
  for (const { token, index } of tokensOf(text)) {
    const end = index + token.length;
    const level = levels.at(-1);
    if (!place && end >= offset && (index >= offset || token.startsWith('"'))) {
      const isInString = index < offset;
      if (!level?.isObject || !level.isKeyNext) return undefined;
      const path = levels.slice(0, -1).map(l => (l.isObject ? l.key : '[]'));
      place = { level, path, replaces: isInString ? span(index, end) : span(offset, offset) };
      if (isInString) continue;
    }
    read(levels, token);
    if (place && !levels.includes(place.level)) break;
  }
  return place && { path: place.path, keys: place.level.keys, replaces: place.replaces };
}

function read(levels: Level[], token: string): void {
  const level = levels.at(-1);
  if (token === '{' || token === '[')
    levels.push({ isObject: token === '{', keys: new Set(), key: '', isKeyNext: token === '{' });
  else if (token === '}' || token === ']') levels.pop();
  else if (level && token === ',') level.isKeyNext = level.isObject;
  else if (level && token === ':') level.isKeyNext = false;
  else if (level?.isKeyNext && token.startsWith('"')) {
    level.key = token.slice(1, -1);
    level.keys.add(level.key);
  }
}
