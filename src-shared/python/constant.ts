// What a Python script binds a name of its module to, as far as its text tells: the plain strings that are assigned to it in column 1, and every other
// binding, of which nothing is known. It runs nothing, so what a script does with `globals()`, `exec` or `import *` is not seen.
import { type PythonLine, type PythonToken, pythonLines, pythonTokens } from './logicalLines';

/** A binding. `value` is the place and the text of the quoted string; absent if something else is bound. */
export interface Binding {
  /** Where the name is. */
  readonly at: number;
  readonly value?: { readonly start: number; readonly end: number; readonly text: string };
}

/** All bindings of a name of the module, in the order in which they count: the last decides what the name is. */
export function bindingsOf(text: string, name: string): Binding[] {
  if (!text.includes(name)) return [];
  const { lines, whole } = pythonLines(text);
  const found = lines.flatMap((line, i) => (mentions(text, line, name) ? bindingsIn({ text, lines, name }, i) : []));
  // A function that declares the name global binds it when it is called, whatever follows.
  const ordered = [...found.filter(b => !b.late), ...found.filter(b => b.late)];
  return whole ? ordered : [...ordered, { at: text.lastIndexOf(name) }];
}

interface Script {
  readonly text: string;
  readonly lines: readonly PythonLine[];
  readonly name: string;
}

interface Found extends Binding {
  readonly late?: true;
}

// Python brings names into a normal form first, so that letters of another width can spell the same name.
const isName = (token: PythonToken | undefined, name: string): boolean =>
  token?.kind === 'name' && token.text.normalize('NFKC') === name;

function mentions(text: string, { start, end }: PythonLine, name: string): boolean {
  const line = text.slice(start, end);
  return line.includes(name) || line.normalize('NFKC').includes(name);
}

function bindingsIn(script: Script, index: number): Found[] {
  const { text, lines, name } = script;
  const line = lines[index] as PythonLine;
  const tokens = pythonTokens(text, line);
  const plain = line.indent === 0 ? plainString(tokens, name) : undefined;
  if (plain) return [plain];
  const isLocal = inFunction(script, index);
  return statementsOf(tokens).flatMap(({ tokens: own, isBody }): Found[] => {
    const at = own.findIndex((_, i) => binds(own, i, { text, name }));
    const place = own[at]?.start ?? 0;
    if (at < 0) return [];
    if (own[0]?.text === 'global') return [{ at: place, late: true }];
    return isLocal || (isBody && isScope(tokens)) ? [] : [{ at: place }];
  });
}

// `NAME = "..."`, with or without a type, and nothing else.
function plainString(tokens: readonly PythonToken[], name: string): Binding | undefined {
  const [first, next] = tokens;
  const equals = tokens.findIndex(t => t.depth === 0 && t.text === '=');
  const value = tokens[equals + 1];
  if (!isName(first, name) || value?.kind !== 'string' || tokens.length !== equals + 2) return undefined;
  const isTyped = next?.text === ':' && tokens.slice(2, equals).every(t => t.text !== ':=');
  const quoted = /^("[^"\\\r\n]*"|'[^'\\\r\n]*')$/.test(value.text) && value.text.length >= 2;
  if (!first || !quoted || (equals !== 1 && !isTyped)) return undefined;
  const inside = { start: value.start, end: value.start + value.text.length, text: value.text.slice(1, -1) };
  return { at: first.start, value: inside };
}

interface Statement {
  readonly tokens: readonly PythonToken[];
  /** It follows the colon of a header. */
  readonly isBody: boolean;
}

const HEADERS = /^(if|elif|else|for|while|with|try|except|finally|def|class|async|match|case)$/;

// A line may hold several statements, and a header with its body.
function statementsOf(tokens: readonly PythonToken[]): Statement[] {
  const colon = HEADERS.test(tokens[0]?.text ?? '') ? tokens.findIndex(t => t.depth === 0 && t.text === ':') : -1;
  const header = colon < 0 ? [] : [{ tokens: tokens.slice(0, colon), isBody: false }];
  const rest = tokens.slice(colon + 1);
  const cuts = [-1, ...rest.flatMap((t, i) => (t.depth === 0 && t.text === ';' ? [i] : [])), rest.length];
  const parts = cuts.slice(1).map((end, i) => rest.slice((cuts[i] ?? -1) + 1, end));
  return [...header, ...parts.map(part => ({ tokens: part, isBody: colon >= 0 }))];
}

const BINDING_WORDS = /^(as|def|class)$/;
const BINDING_STATEMENTS = /^(from|import|del|global|for|async|case)$/;
const ASSIGNS = /^(=|:=|(\*\*|\/\/|>>|<<|[+\-*/%&|^@])=)$/;

// Whether the name at `i` is bound there. In doubt it is: what is taken for a binding makes the name unknown, and no more.
function binds(tokens: readonly PythonToken[], i: number, { text, name }: Pick<Script, 'text' | 'name'>): boolean {
  const [before, own, after] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  if (!own || !isName(own, name) || before?.text === '.') return false;
  if (after?.text === ':=' || BINDING_WORDS.test(before?.text ?? '')) return true;
  const first = tokens[0]?.text ?? '';
  if (BINDING_STATEMENTS.test(first)) return !tokens.slice(0, i).some(t => t.text === 'in');
  // An argument `f(NAME=x)` binds nothing; in column 1 it is more likely that a bracket was misread.
  const inColumn1 = own.start === 0 || /[\r\n]/.test(text[own.start - 1] ?? '');
  if (own.depth > 0 && ASSIGNS.test(after?.text ?? '')) return inColumn1;
  return !inSubscript(tokens, i) && tokens.slice(i + 1).some(t => t.depth === 0 && ASSIGNS.test(t.text));
}

// Inside of brackets that belong to the value before them: `results[NAME] = 1` and `f(NAME).x = 1` only read the name.
function inSubscript(tokens: readonly PythonToken[], i: number): boolean {
  const open = tokens.slice(0, i + 1).findLastIndex(t => t.depth === 0);
  const before = tokens[open - 1];
  return open < i && before !== undefined && (before.kind !== 'sign' || /^[)\]}]$/.test(before.text));
}

const isScope = (tokens: readonly PythonToken[]): boolean => {
  const [first, second] = tokens;
  return /^(def|class)$/.test(first?.text ?? '') || (first?.text === 'async' && second?.text === 'def');
};

// Names that a function or a class binds are its own.
function inFunction({ text, lines }: Script, index: number): boolean {
  let indent = lines[index]?.indent ?? 0;
  for (let i = index - 1; i >= 0 && indent > 0; i--) {
    const line = lines[i] as PythonLine;
    if (line.indent >= indent) continue;
    indent = line.indent;
    if (/^(def|class|async[ \t]+def)\b/.test(text.slice(line.start, line.start + 40))) return true;
  }
  return false;
}
