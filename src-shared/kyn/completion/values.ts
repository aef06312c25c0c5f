// Completions of values: words, names, calls, arguments and `$params`.
import { callSpec, type ValueType, type WordCategory, wordStatus } from '../catalogue';
import { datasetText, modelText, paramText } from '../hover/names';
import { argumentText, wordText } from '../hover/text';
import { freeParameters, parameterAt } from '../syntax/lineContext';
import { shownValue } from '../syntax/valueSource';
import { acceptedWords } from '../types/values';
import type { Completion, CompletionInput, CursorContext, SymbolRef } from './cursorContext';
import { paramFits } from './paramFits';
import { callTemplate, tabStops } from './snippets';

/** The expected value at a position: its type, and its default as source text. */
export interface ExpectedValue {
  readonly type: ValueType | undefined;
  readonly defaultText?: string | undefined;
}

/** Completions of a type, then params; inside a call also its arguments. */
export function valueCompletions(context: CursorContext, expected: ExpectedValue): Completion[] {
  const call = context.open.findLast(b => b.kind === '(');
  const inner = expectedInside(context, expected);
  const isArgument = call !== undefined && call === context.open.at(-1) && call.key === undefined;
  return [...(isArgument ? argumentNames(context) : []), ...ofType(context, inner), ...params(context, inner.type)];
}

// The expected value inside the open brackets.
function expectedInside({ open }: CursorContext, expected: ExpectedValue): ExpectedValue {
  let type = expected.type;
  for (const bracket of open) {
    if (bracket.kind === '[') type = type?.kind === 'list' ? type.of : undefined;
    else {
      const args = callSpec(bracket.callee ?? '')?.args ?? [];
      type = parameterAt(args, bracket)?.type;
    }
  }
  return open.length === 0 ? expected : { type };
}

function argumentNames({ open, input, replaces, rest }: CursorContext): Completion[] {
  const call = open.at(-1);
  const spec = callSpec(call?.callee ?? '');
  if (!call || !spec) return [];
  return freeParameters(spec.args, call.given)
    .filter(arg => !arg.positional)
    .map(arg => ({
      label: `${arg.name}=`,
      kind: 'argument',
      insert: rest.startsWith('=') ? arg.name : `${arg.name}=${tabStops().stop(arg.example)}`,
      snippet: !rest.startsWith('='),
      replaces,
      detail: `argument of ${spec.name}`,
      doc: argumentText(spec.name, arg, input.options),
    }));
}

function ofType(context: CursorContext, { type, defaultText }: ExpectedValue): Completion[] {
  switch (type?.kind) {
    case 'bool':
      return ['true', 'false'].map(label =>
        plain(context, { label, kind: 'constant', ...detailOf(label === defaultText && 'default') }),
      );
    case 'word':
      return wordList(context, type.words, defaultText);
    case 'ref':
      return names(context, type.to);
    case 'call':
      return callList(context, type.callee);
    case 'list':
      return type.of.kind === 'word' && context.rest === '' ? inBrackets(wordList(context, type.of.words)) : [];
    default:
      return [];
  }
}

const detailOf = (detail: string | false | undefined): { detail?: string } => (detail ? { detail } : {});

// In a list or a call, a comma or the closing bracket accepts a word. Elsewhere only the line end can follow.
function commitCharacters({ open }: CursorContext): readonly string[] | undefined {
  const bracket = open.at(-1);
  return bracket && [',', bracket.kind === '[' ? ']' : ')'];
}

function plain(context: CursorContext, item: Pick<Completion, 'label' | 'kind'> & Partial<Completion>): Completion {
  const commit = commitCharacters(context);
  return { insert: item.label, snippet: false, replaces: context.replaces, ...(commit && { commit }), ...item };
}

function wordList(context: CursorContext, list: WordCategory, defaultText?: string): Completion[] {
  const { options } = context.input;
  return acceptedWords(list, options).map(label => {
    const doc = wordText(list, label, context.input);
    return plain(context, {
      label,
      kind: 'word',
      detail: label === defaultText ? `${list}, default` : wordDetail(list, label),
      ...(doc !== undefined && { doc }),
      ...(label === defaultText && { preselect: true }),
    });
  });
}

function wordDetail(list: WordCategory, label: string): string {
  const status = wordStatus(list, label);
  if (status === undefined) return 'from your settings';
  return status === 'assumed' ? `${list}, not in the public documentation` : list;
}

// Completions that start a list with its first word.
const inBrackets = (list: readonly Completion[]): Completion[] =>
  list.map(({ commit: _, ...word }) => ({ ...word, insert: `[${word.insert}$0]`, snippet: true }));

// Existing arguments are kept.
function callList(context: CursorContext, list: WordCategory): Completion[] {
  const isCalled = context.rest.startsWith('(');
  return wordList(context, list).map(({ commit: _, ...word }) => ({
    ...word,
    kind: 'call',
    insert: isCalled ? word.label : callTemplate(word.label, tabStops()),
    snippet: !isCalled,
  }));
}

function names(context: CursorContext, kind: 'model' | 'dataset'): Completion[] {
  const all = context.input.scope.declared.all(kind);
  return all.map(d =>
    plain(context, {
      label: d.name,
      kind: 'name',
      detail: d.file?.label ?? kind,
      ...documentation(context, { kind, name: d.name }, all.length),
      ...(all.length === 1 && { preselect: true }),
    }),
  );
}

/** The documentation of a symbol as Markdown; undefined if it does not exist any more. */
export function nameText(input: CompletionInput, { kind, name }: SymbolRef): string | undefined {
  if (kind === 'param') return paramText(input, name);
  const found = input.scope.declared.named(kind, name)[0];
  return found && (kind === 'model' ? modelText(input, found) : datasetText(input, found));
}

// In long lists the documentation is computed when an item is resolved, because it would be most of the response.
function documentation(
  { input }: CursorContext,
  symbol: SymbolRef,
  count: number,
): Pick<Completion, 'doc' | 'docSymbol'> {
  if (count > MAX_DOCUMENTED) return { docSymbol: symbol };
  const doc = nameText(input, symbol);
  return doc === undefined ? {} : { doc };
}

/** The maximum number of symbols to include documentation for in one list. */
const MAX_DOCUMENTED = 100;

function params(context: CursorContext, type: ValueType | undefined): Completion[] {
  const { values } = context.input.scope.params;
  const fitting = [...values].filter(([, value]) => paramFits(value, type, context.input));
  return fitting.map(([name, value]) =>
    plain(context, {
      label: `$${name}`,
      kind: 'param',
      detail: value ? `= ${shownValue(value)}` : '',
      ...documentation(context, { kind: 'param', name }, values.size),
    }),
  );
}
