// A client that declares everything that its version of the protocol has.
import { SemanticTokenModifiers, SemanticTokenTypes } from 'vscode-languageserver';
import { formOf, membersOf, type Type, typeNamed, typeSince } from './types';

// Lists of words of which the protocol does not say all.
const WORDS: Readonly<Record<string, readonly string[]>> = {
  tokenTypes: Object.values(SemanticTokenTypes),
  tokenModifiers: Object.values(SemanticTokenModifiers),
  properties: ['documentation', 'detail', 'tooltip', 'edit', 'command', 'location.range'],
  positionEncodings: ['utf-16'],
  codeActionKind: ['quickfix', 'refactor', 'source'],
};

/** The capabilities of a client of LSP 3.`version`. */
export const everything = (version: number): object => declare(typeNamed('ClientCapabilities'), version, '') as object;

function declare(type: Type, version: number, name: string): unknown {
  const form = formOf(type);
  switch (form.is) {
    case 'boolean':
      return true;
    case 'literal':
      return form.value;
    case 'number':
      return 5000;
    case 'list':
      return listOf(form.of, version, name);
    case 'union':
      return best(form.of, version, name);
    case 'object':
      return Object.fromEntries(
        membersOf(type).flatMap(member => {
          const value =
            member.since > version
              ? undefined
              : declare(member.type, version, member.name === 'valueSet' ? name : member.name);
          return value === undefined ? [] : [[member.name, value]];
        }),
      );
    default:
      return undefined;
  }
}

function listOf(type: Type, version: number, name: string): unknown[] {
  const form = formOf(type);
  if (form.is === 'union') return form.of.flatMap(one => literalsOf(one));
  return form.is === 'literal' ? [form.value] : [...(WORDS[name] ?? [])].filter(() => version > 0);
}

const literalsOf = (type: Type): unknown[] => {
  const form = formOf(type);
  return form.is === 'literal' ? [form.value] : [];
};

// An object says more than `true`, and `true` more than `false`.
function best(all: readonly Type[], version: number, name: string): unknown {
  const values = all.filter(one => typeSince(one) <= version).map(one => declare(one, version, name));
  return (
    values.find(value => typeof value === 'object') ??
    values.find(value => value === true) ??
    values.find(value => value !== undefined)
  );
}
