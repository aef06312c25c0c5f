// The bindings of a module-level name in a Python script: plain strings assigned in column 1, and all other bindings, whose value is unknown.
// The script is not run, so bindings through `globals()`, `exec` or `import *` are not detected.
import { type PythonLine, type PythonToken, pythonLines, pythonTokens } from './logicalLines';

/** A binding. `value` is the span and text of the string; absent if anything else is bound. */
export interface Binding {
  /** The offset of the name. */
  readonly at: number;
  readonly value?: { readonly start: number; readonly end: number; readonly text: string };
}

/** All bindings of a module-level name, in order; the last one is used. */
export function bindingsOf(text: string, name: string): Binding[] {
  if (!text.includes(name)) return [];
  const { lines, whole } = pythonLines(text);
  const found = lines.flatMap((line, i) => (mentions(text, line, name) ? bindingsIn({ text, lines, name }, i) : []));
  // A function that declares the name global binds it when it is called, possibly after all other bindings.
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

// Python normalizes names (NFKC), so fullwidth letters can spell the same name.
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

// `NAME = "..."`, in any quotes, with or without a type, and nothing else.
function plainString(tokens: readonly PythonToken[], name: string): Binding | undefined {
  const [first, next] = tokens;
  const equals = tokens.findIndex(t => t.depth === 0 && t.text === '=');
  const value = tokens[equals + 1];
  if (!isName(first, name) || value?.kind !== 'string' || tokens.length !== equals + 2) return undefined;
  const isTyped = next?.text === ':' && tokens.slice(2, equals).every(t => t.text !== ':=');
  const content = contentOf(value.text);
  if (!first || content === undefined || (equals !== 1 && !isTyped)) return undefined;
  return { at: first.start, value: { start: value.start, end: value.start + value.text.length, text: content } };
}

const QUOTED = /^(?<prefix>[ru]?)(?<quotes>"""|'''|"|')(?<content>[^\r]*)\k<quotes>$/i;

// The text of a string: bytes and f-strings are not read, nor escapes, which only a raw string keeps.
function contentOf(string: string): string | undefined {
  const { prefix = '', quotes = '', content } = QUOTED.exec(string)?.groups ?? {};
  if (content === undefined || (quotes.length === 1 && (content.includes(quotes) || content.includes('\n'))))
    return undefined;
  return content.includes('\\') && prefix.toLowerCase() !== 'r' ? undefined : content;
}

interface Statement {
  readonly tokens: readonly PythonToken[];
  /** It follows the colon of a header. */
  readonly isBody: boolean;
}

const HEADERS = /^(if|elif|else|for|while|with|try|except|finally|def|class|async|match|case)$/;

// A line may contain several statements, and a header with its body.
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

// Whether the name at `i` is bound there. In doubt it is, because a wrong guess only makes the value unknown.
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

// Inside brackets that follow a value: `results[NAME] = 1` and `f(NAME).x = 1` only read the name.
function inSubscript(tokens: readonly PythonToken[], i: number): boolean {
  const open = tokens.slice(0, i + 1).findLastIndex(t => t.depth === 0);
  const before = tokens[open - 1];
  return open < i && before !== undefined && (before.kind !== 'sign' || /^[)\]}]$/.test(before.text));
}

const isScope = (tokens: readonly PythonToken[]): boolean => {
  const [first, second] = tokens;
  return /^(def|class)$/.test(first?.text ?? '') || (first?.text === 'async' && second?.text === 'def');
};

// Names that a function or a class binds are local to it.
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
