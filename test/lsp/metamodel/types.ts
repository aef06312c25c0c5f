// The types of LSP as the protocol's own package declares them, with the version since which each exists: every newer type and member has `@since`.
// (The package says the same as JSON, metaModel.json, only in its repository.)
import { createRequire } from 'node:module';
import type ts from '../../../node_modules/vscode-langservers-extracted/node_modules/typescript';

// TypeScript 7 has no API for programs; the JSON server that the benchmark measures brings an older one.
const require = createRequire(import.meta.url);
const typescript: typeof ts = createRequire(require.resolve('vscode-langservers-extracted/package.json'))('typescript');

/** A type of the protocol. */
export type Type = ts.Type;

/** A member of a type. `since`: the minor version of LSP 3 that added it; 0 for the first ones. */
export interface Member {
  readonly name: string;
  readonly type: Type;
  readonly isOptional: boolean;
  readonly since: number;
}

const { TypeFlags, SymbolFlags } = typescript;

// Not in the declarations of this version.
interface Checker extends ts.TypeChecker {
  isArrayType(type: Type): boolean;
  isTupleType(type: Type): boolean;
  getTypeOfSymbol(symbol: ts.Symbol): Type;
}

const { types, exported } = load();

function load(): { readonly types: Checker; readonly exported: readonly ts.Symbol[] } {
  const file = require.resolve('vscode-languageserver-protocol').replace(/\.js$/, '.d.ts');
  const { ModuleResolutionKind, ModuleKind, ScriptTarget } = typescript;
  const program = typescript.createProgram([file], {
    moduleResolution: ModuleResolutionKind.Node16,
    module: ModuleKind.Node16,
    target: ScriptTarget.ES2022,
    strict: true,
    types: [],
    lib: ['lib.es5.d.ts'],
  });
  const checker = program.getTypeChecker() as Checker;
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error('The declarations of the protocol were not found.');
  const original = (symbol: ts.Symbol) =>
    symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return { types: checker, exported: checker.getExportsOfModule(module).map(original) };
}

/** A type that the package exports. */
export function typeNamed(name: string): Type {
  const symbol = exported.find(e => e.name === name);
  if (!symbol) throw new Error(`LSP has no type ${name}.`);
  return types.getDeclaredTypeOfSymbol(symbol);
}

/** The types of each message by its method: of its parameters, and for a request of its result. `since`: as for members. */
export interface Message {
  readonly params: Type | undefined;
  readonly result: Type | undefined;
  readonly since: number;
}

/** All messages by method. */
export const messages: ReadonlyMap<string, Message> = new Map(
  exported.flatMap(symbol => {
    if (!/(?:Request|Notification)$/.test(symbol.name) || !(symbol.flags & SymbolFlags.ValueModule)) return [];
    const inside = types.getExportsOfModule(symbol);
    const typeOf = (name: string) => {
      const found = inside.find(e => e.name === name);
      return found && types.getTypeOfSymbol(found);
    };
    const [method, type] = [typeOf('method'), typeOf('type')];
    if (!method?.isStringLiteral() || !type) return [];
    const args = types.getTypeArguments(type as ts.TypeReference);
    // `ProtocolRequestType<params, result, ...>`, without parameters `ProtocolRequestType0<result, ...>`. A notification has no result.
    const first = type.symbol.name.endsWith('Type0') ? 0 : 1;
    const result = symbol.name.endsWith('Request') ? args[first] : undefined;
    return [[method.value, { params: first === 1 ? args[0] : undefined, result, since: sinceOf(symbol) }]];
  }),
);

// Types that LSP 3.18 gave a name; their members existed before.
const NAMED_LATER = /^(?:Client|Server|PrepareRenamePlaceholder$|SemanticTokensFullDelta$|WorkspaceOptions$)/;

/** The version of a type itself. */
export const typeSince = ({ symbol, aliasSymbol }: Type): number =>
  Math.max(0, ...[symbol, aliasSymbol].map(s => (s && !NAMED_LATER.test(s.name) ? sinceOf(s) : 0)));

/** The members of an object type. */
export const membersOf = (type: Type): readonly Member[] =>
  type.getProperties().map(symbol => ({
    name: symbol.name,
    type: types.getTypeOfSymbol(symbol),
    isOptional: (symbol.flags & SymbolFlags.Optional) !== 0,
    since: sinceOf(symbol),
  }));

// A mark with more words is about a change of what existed before.
function sinceOf(symbol: ts.Symbol): number {
  const marks = symbol.getJsDocTags(types).filter(tag => tag.name === 'since');
  const texts = marks.map(tag => typescript.displayPartsToString(tag.text).trim());
  return Math.max(
    0,
    ...texts.map(text => Number(/^3\.(\d+)(?:\.\d+)?\.?(?:\s*-?\s*proposed.*)?$/.exec(text)?.[1] ?? 0)),
  );
}

/** What a type is, as far as values differ. */
export type Form =
  | { readonly is: 'any' | 'string' | 'number' | 'boolean' | 'null' | 'undefined' }
  | { readonly is: 'literal'; readonly value: unknown }
  | { readonly is: 'union' | 'tuple'; readonly of: readonly Type[] }
  | { readonly is: 'list' | 'map'; readonly of: Type }
  | { readonly is: 'object' };

const FLAGS = [
  [TypeFlags.Any | TypeFlags.Unknown, 'any'],
  [TypeFlags.String, 'string'],
  [TypeFlags.Number, 'number'],
  [TypeFlags.Boolean, 'boolean'],
  [TypeFlags.Null, 'null'],
  [TypeFlags.Undefined | TypeFlags.Void, 'undefined'],
] as const;

/** The form of a type. */
export function formOf(type: Type): Form {
  const simple = FLAGS.find(([flags]) => type.flags & flags);
  if (simple) return { is: simple[1] };
  if (type.isStringLiteral() || type.isNumberLiteral()) return { is: 'literal', value: type.value };
  if (type.flags & TypeFlags.BooleanLiteral) return { is: 'literal', value: types.typeToString(type) === 'true' };
  if (type.isUnion()) return { is: 'union', of: type.types };
  const args = types.getTypeArguments(type as ts.TypeReference);
  if (types.isTupleType(type)) return { is: 'tuple', of: args };
  if (types.isArrayType(type)) return { is: 'list', of: args[0] as Type };
  const index = types.getIndexInfosOfType(type)[0];
  return index && type.getProperties().length === 0 ? { is: 'map', of: index.type } : { is: 'object' };
}
