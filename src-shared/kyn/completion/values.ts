// Completions behind a `=`, in brackets and behind the name of a layer: words, names, calls, arguments and `$params`.
import { callSpec, type ValueType, type WordCategory, wordStatus } from '../catalogue';
import { datasetText, modelText, paramText } from '../hover/names';
import { argumentText, wordText } from '../hover/text';
import { freeParameters, parameterAt } from '../syntax/lineContext';
import { valueSource } from '../syntax/valueSource';
import { acceptedWords } from '../types/values';
import type { Completion, CompletionInput, CursorContext, SymbolRef } from './cursorContext';
import { paramFits } from './paramFits';
import { callTemplate, tabStops } from './snippets';

/** What is asked for at a place: its type, and the value that holds without it. */
export interface ExpectedValue {
  readonly type: ValueType | undefined;
  readonly defaultText?: string | undefined;
}

/** Values of a type, then params; inside of a call its arguments too. */
export function valueCompletions(place: CursorContext, wanted: ExpectedValue): Completion[] {
  const call = place.open.findLast(b => b.kind === '(');
  const inner = wantedIn(place, wanted);
  const isArgument = call !== undefined && call === place.open.at(-1) && call.key === undefined;
  return [...(isArgument ? argumentNames(place) : []), ...ofType(place, inner), ...params(place, inner.type)];
}

// The type inside of the brackets that are open.
function wantedIn({ open }: CursorContext, wanted: ExpectedValue): ExpectedValue {
  let type = wanted.type;
  for (const bracket of open) {
    if (bracket.kind === '[') type = type?.kind === 'list' ? type.of : undefined;
    else {
      const args = callSpec(bracket.callee ?? '')?.args ?? [];
      type = parameterAt(args, bracket)?.type;
    }
  }
  return open.length === 0 ? wanted : { type };
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

function ofType(place: CursorContext, { type, defaultText }: ExpectedValue): Completion[] {
  switch (type?.kind) {
    case 'bool':
      return ['true', 'false'].map(label =>
        plain(place, { label, kind: 'constant', ...remark(label === defaultText && 'default') }),
      );
    case 'word':
      return wordList(place, type.words, defaultText);
    case 'ref':
      return names(place, type.to);
    case 'call':
      return callList(place, type.callee);
    case 'list':
      return type.of.kind === 'word' && place.rest === '' ? bracketed(wordList(place, type.of.words)) : [];
    default:
      return [];
  }
}

const remark = (detail: string | false | undefined): { detail?: string } => (detail ? { detail } : {});

// In a list or a call the next comma or the closing bracket accepts a word; elsewhere nothing but the line end follows it.
function commitOf({ open }: CursorContext): readonly string[] | undefined {
  const bracket = open.at(-1);
  return bracket && [',', bracket.kind === '[' ? ']' : ')'];
}

function plain(place: CursorContext, item: Pick<Completion, 'label' | 'kind'> & Partial<Completion>): Completion {
  const commit = commitOf(place);
  return { insert: item.label, snippet: false, replaces: place.replaces, ...(commit && { commit }), ...item };
}

function wordList(place: CursorContext, list: WordCategory, usual?: string): Completion[] {
  const { options } = place.input;
  return acceptedWords(list, options).map(label => {
    const doc = wordText(list, label, place.input);
    return plain(place, {
      label,
      kind: 'word',
      detail: label === usual ? `${list}, default` : wordDetail(list, label),
      ...(doc !== undefined && { doc }),
      ...(label === usual && { preselect: true }),
    });
  });
}

function wordDetail(list: WordCategory, label: string): string {
  const status = wordStatus(list, label);
  if (status === undefined) return 'from your settings';
  return status === 'assumed' ? `${list}, not in the public documentation` : list;
}

// A list that is begun with its first word; what is typed is the word.
const bracketed = (list: readonly Completion[]): Completion[] =>
  list.map(({ commit: _, ...word }) => ({ ...word, insert: `[${word.insert}$0]`, snippet: true }));

// What stands in brackets already stays.
function callList(place: CursorContext, list: WordCategory): Completion[] {
  const isCalled = place.rest.startsWith('(');
  return wordList(place, list).map(({ commit: _, ...word }) => ({
    ...word,
    kind: 'call',
    insert: isCalled ? word.label : callTemplate(word.label, tabStops()),
    snippet: !isCalled,
  }));
}

function names(place: CursorContext, kind: 'model' | 'dataset'): Completion[] {
  const { scope } = place.input;
  const all = kind === 'model' ? scope.models : scope.datasets;
  return all.map(d =>
    plain(place, {
      label: d.name,
      kind: 'name',
      detail: d.file?.label ?? kind,
      ...explained(place, { kind, name: d.name }, all.length),
      ...(all.length === 1 && { preselect: true }),
    }),
  );
}

/** What a name in a completion stands for, as Markdown; undefined when there is no such name any more. */
export function nameText(input: CompletionInput, { kind, name }: SymbolRef): string | undefined {
  const { models, datasets } = input.scope;
  if (kind === 'param') return paramText(input, name);
  const found = (kind === 'model' ? models : datasets).find(d => d.name === name);
  return found && (kind === 'model' ? modelText(input, found) : datasetText(input, found));
}

// Many names are found by typing, and the text of each would be most of what is sent: it comes when it is asked for.
function explained({ input }: CursorContext, thing: SymbolRef, count: number): Pick<Completion, 'doc' | 'docSymbol'> {
  if (count > MOST_EXPLAINED) return { docSymbol: thing };
  const doc = nameText(input, thing);
  return doc === undefined ? {} : { doc };
}

/** Models, datasets or params that are explained in one list of completions. */
const MOST_EXPLAINED = 100;

function params(place: CursorContext, type: ValueType | undefined): Completion[] {
  const { values } = place.input.scope.params;
  const fitting = [...values].filter(([, value]) => paramFits(value, type, place.input));
  return fitting.map(([name, value]) =>
    plain(place, {
      label: `$${name}`,
      kind: 'param',
      detail: value ? `= ${valueSource(value)}` : '',
      ...explained(place, { kind: 'param', name }, values.size),
    }),
  );
}
