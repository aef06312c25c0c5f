// Explains text after the end of a statement: what the author most likely meant, with a fix.

import { deletion, type Fix, fix } from '../../text/diagnostic';
import { inBackticks } from '../../text/inBackticks';
import { shortText } from '../../text/shortText';
import { type Span, span as spanOf } from '../../text/span';
import { callSpec, keySpec } from '../catalogue';
import { groupedNumberForms } from '../catalogue/groupedNumber';
import type { BlockKeyword, ValueType } from '../catalogue/types';
import { plainName } from '../names/plainName';
import type { Entry, Item } from '../syntax/ast';
import { newLine } from '../syntax/blockLines';
import { entryOnLine } from '../syntax/entryAt';
import { tokenAt } from '../syntax/lexer';
import { closersAt, significantTokensBefore } from '../syntax/lineContext';
import { parsesCleanly } from '../syntax/parsesCleanly';
import type { Token, TokenKind } from '../syntax/tokens';

/** The likely meaning of the text, as the message and fixes of a finding. */
export interface Reading {
  readonly message: string;
  readonly fixes: readonly Fix[];
}

interface Rest {
  readonly item: Item;
  readonly keyword: BlockKeyword | undefined;
  /** Starts at the first unexpected character; ends with the line if no bracket is open. */
  readonly span: Span;
  readonly text: string;
  /** The tokens before it on its line. */
  readonly before: readonly Token[];
}

/** The likely meaning of unexpected text; undefined if it is not clear. */
export function readingOf(item: Item, span: Span): Reading | undefined {
  const text = item.text.slice(span.start, span.end);
  const before = significantTokensBefore(item, span.start);
  const rest: Rest = { item, keyword: item.kind === 'block' ? item.keyword : undefined, span, text, before };
  if (before.length === 0) return atStart(rest);
  if (closersAt(item, span.start) !== '') return inBrackets(rest);
  if (isHeader(rest)) return afterHeader(rest);
  const entry = entryOnLine(item, span.start);
  return entry ? afterValue(rest, entry) : undefined;
}

/** Removes the rest of a line. A header keeps its colon. */
export function removal(item: Item, span: Span): Fix[] {
  const before = significantTokensBefore(item, span.start);
  const last = before.at(-1);
  if (!last || closersAt(item, span.start) !== '') return [];
  const colon = isHeader({ item, before }) && last.kind !== ':' ? ':' : '';
  return [deletion('Remove the rest of the line', spanOf(last.end, span.end), colon)];
}

const isHeader = ({ item, before }: Pick<Rest, 'item' | 'before'>): boolean =>
  item.kind === 'block' && before[0]?.start === item.header.span.start;

function atStart({ span: { start }, text, item, keyword }: Rest): Reading | undefined {
  const line = item.text.slice(start).match(/^[^\r\n]*/)?.[0] ?? text;
  const [, quoted = '', key = ''] = /^("(\w+)"|'\w+')[ \t]*=/.exec(line) ?? [];
  const name = key || quoted.slice(1, -1);
  if (/^[A-Za-z_]/.test(name))
    return {
      message: `Keys must not be quoted; write \`${name}\`.`,
      fixes: [fix('Remove the quotes', spanOf(start, start + quoted.length), name)],
    };
  const [, param] = /^\$([A-Za-z_]\w*)[ \t]*=/.exec(line) ?? [];
  if (param)
    return {
      message: `A param is defined without \`$\`; write \`${param}\`.`,
      fixes: [fix('Remove the `$`', spanOf(start, start + 1 + param.length), param, false)],
    };
  const [word] = /^\d+[A-Za-z_]\w*(?=[ \t]*=)/.exec(line) ?? [];
  if (word) return { message: `\`${word}\` is not a valid name; a name starts with a letter or \`_\`.`, fixes: [] };
  const expected = keyword === 'model' ? 'a layer' : 'a key';
  const first = item.text.slice(start, tokenAt(item.text, start).end);
  return {
    message: `A line cannot start with \`${shortText(first)}\`; expected the name of ${expected}.`,
    fixes: [],
  };
}

const STARTS_VALUE: ReadonlySet<TokenKind> = new Set(['name', 'int', 'float', 'string', 'param', '[']);

function inBrackets({ item, span, text, before }: Rest): Reading | undefined {
  const closers = closersAt(item, span.start);
  const close = closers[0] ?? '';
  const last = before.at(-1) as Token;
  if (text === ')' || text === ']') {
    // If it closes an outer bracket, only the inner one is missing.
    const at = closers[1] === text ? spanOf(last.end, last.end) : span;
    return {
      message: `\`${text}\` does not match the open bracket; write \`${close}\`.`,
      fixes: [fix(`Write \`${close}\``, at, close, false)],
    };
  }
  if (!STARTS_VALUE.has(tokenAt(item.text, span.start).kind)) return undefined;
  if (isArgument(item, before)) {
    const name = item.text.slice(last.start, last.end);
    return {
      message: `Write \`=\` between \`${name}\` and \`${shortText(text)}\`.`,
      fixes: [fix('Add `=`', spanOf(last.end, span.start), '=', false)],
    };
  }
  return {
    message: `A comma is missing before \`${shortText(text)}\`.`,
    fixes: [fix('Add a comma', spanOf(last.end, last.end), ',', false)],
  };
}

// `adam(lr 0.1)`: the word before the value is the name of an argument.
function isArgument({ text }: Item, before: readonly Token[]): boolean {
  const [callee, open, name] = before.slice(-3);
  const word = (token: Token | undefined): string => (token ? text.slice(token.start, token.end) : '');
  return open?.kind === '(' && name?.kind === 'name' && !!callSpec(word(callee))?.args.some(a => a.name === word(name));
}

function afterHeader({ item, keyword, span, text, before }: Rest): Reading | undefined {
  const last = before.at(-1) as Token;
  if (last.kind === ':') {
    const isLine = parsesCleanly(keyword, text);
    const moved = fix('Move to its own line', spanOf(last.end, span.end), newLine(item, text), false);
    return {
      message: isLine
        ? `A header must be on its own line; move \`${shortText(text)}\` to the next line.`
        : `A header must be on its own line; \`${shortText(text)}\` is not expected after it.`,
      fixes: isLine ? [moved] : removal(item, span),
    };
  }
  const name = before[1]?.kind === 'name' ? before[1] : undefined;
  const [written = ''] = /^[^:]*/.exec(text) ?? [];
  const word = name && item.text.slice(name.start, span.start + written.trimEnd().length);
  const plain = word && /:$/.test(text) ? plainName(word) : undefined;
  if (!name || !word || !plain) return undefined;
  return {
    message: `\`${shortText(word)}\` is not a valid name; write \`${shortText(plain)}\`.`,
    fixes: [fix(`Write \`${shortText(plain)}\``, spanOf(name.start, span.end), `${plain}:`, false)],
  };
}

function afterValue({ item, keyword, span, text }: Rest, { key, value }: Entry): Reading | undefined {
  if (!value || !keyword) return undefined;
  const at = spanOf(value.span.start, span.end);
  const whole = item.text.slice(at.start, at.end);
  const type = keyword === 'sweep' ? LIST : keySpec(keyword, key.text)?.type;
  const written = (to: string): Fix => fix(`Write \`${shortText(to)}\``, at, to, false);
  const isValid = (to: string): boolean => parsesCleanly(keyword, `${key.text} = ${to}`);
  const numbers = groupedNumberForms(whole, type);
  if (numbers.length > 0)
    return {
      message: `\`${shortText(whole)}\` is not a valid KynML number; write ${inBackticks(numbers.map(shortText), 'or')}.`,
      fixes: numbers.map(written),
    };
  if (value.kind === 'string' && value.value.endsWith('\\'))
    return {
      message: 'Strings do not support escapes: a string ends at the first `"` and cannot contain one.',
      fixes: [],
    };
  const call = value.kind === 'name' && type?.kind === 'call' && inOtherForm(type, whole, { value, isValid, written });
  if (call) return call;
  const statement = text.replace(/^[,;][ \t]*/, '');
  if (/^\w+[ \t]*=/.test(statement) && parsesCleanly(keyword, statement))
    return {
      message: `\`${shortText(statement)}\` must be on its own line.`,
      fixes: [fix('Move to its own line', spanOf(value.span.end, span.end), newLine(item, statement), false)],
    };
  return inOtherForm(type, whole, { value, isValid, written });
}

const LIST: ValueType = { kind: 'list', of: { kind: 'any' } };

// The whole value in the form that its key requires: quoted text, a list, or a call with its arguments in parentheses.
function inOtherForm(
  type: ValueType | undefined,
  whole: string,
  {
    value,
    isValid,
    written,
  }: { value: NonNullable<Entry['value']>; isValid: (to: string) => boolean; written: (to: string) => Fix },
): Reading | undefined {
  if (type?.kind === 'string' && value.kind === 'name' && !whole.includes('"'))
    return { message: `Strings must use double quotes: \`"${shortText(whole)}"\`.`, fixes: [written(`"${whole}"`)] };
  if (type?.kind === 'list' && value.kind !== 'list' && isValid(`[${whole}]`))
    return { message: `Several values must be in a list: \`[${shortText(whole)}]\`.`, fixes: [written(`[${whole}]`)] };
  const call = value.kind === 'name' && `${value.text}(${whole.slice(value.text.length).trim()})`;
  if (type?.kind === 'call' && call && isValid(call))
    return { message: `Arguments must be in parentheses: \`${shortText(call)}\`.`, fixes: [written(call)] };
  return undefined;
}
