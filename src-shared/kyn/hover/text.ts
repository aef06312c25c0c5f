// The parts that all explanations of a spec are put together from.
import { codeSpan } from '../../text/markdown';
import {
  blocks,
  type CallArgument,
  callSpec,
  type KeySpec,
  type ValueType,
  type WordCategory,
  wordSpec,
} from '../catalogue';
import { limitsText } from '../catalogue/limits';
import { directionOf } from '../catalogue/metricDirection';
import type { Options } from '../catalogue/options';
import type { BlockKeyword } from '../catalogue/types';
import { type LayerArgument, layerSpec, layerSpecs } from '../types/layers';
import { acceptedWords, isExtraWord } from '../types/values';

/** Paragraphs of Markdown; what is empty is left out. */
export const paragraphs = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join('\n\n');

/** The first line of an explanation: a name, and what it is. */
export const title = (name: string, what: string): string => `**${codeSpan(name)}** · ${what}`;

/** Names as code, with commas. */
export const codeList = (names: readonly string[]): string => names.map(codeSpan).join(', ');

/** `1 row`, `2 rows`. */
export const counted = (n: number, one: string): string => `${n.toLocaleString('en-US')} ${n === 1 ? one : `${one}s`}`;

const reproText = (repro: string | undefined): string => (repro ? `**Repeatability:** ${repro}` : '');

const OURS = '*Not in the public KynML documentation; accepted because it is usual.*';
const DOCUMENTED = '*From the KynML documentation.*';
const NAMED = '*Named in the KynML documentation.*';

const sourceText = (assumed: string | undefined): string =>
  assumed ? `*From the KynML documentation; decided by this project where that is silent: ${assumed}.*` : DOCUMENTED;

/** What a block is for, and its keys. */
export function blockText(keyword: BlockKeyword): string {
  const { doc, keys, repro, assumed } = blocks[keyword];
  const required = keys.filter(k => k.required === true).map(k => k.name);
  const others = keys.filter(k => k.required !== true).map(k => k.name);
  return paragraphs(
    title(keyword, 'block'),
    doc,
    required.length > 0 ? `Required: ${codeList(required)}` : '',
    others.length > 0 ? `Optional: ${codeList(others)}` : '',
    keyword === 'model' ? `Layers: ${codeList(layerSpecs.map(l => l.form))}` : '',
    reproText(repro),
    sourceText(assumed),
  );
}

/** What a key means: type, limits, default, meaning, repeatability, source. */
export function keyText(keyword: BlockKeyword, spec: KeySpec, options: Options): string {
  return paragraphs(
    title(spec.name, `key of ${codeSpan(keyword)}`),
    spec.doc,
    `${capital(typeWords(spec.type, options))}. ${needText(spec)}`,
    reproText(spec.repro),
    sourceText(spec.assumed),
  );
}

function needText({ required, default: usual }: KeySpec): string {
  if (required === true) return 'Required.';
  if (required) return `Required for the format ${codeSpan(required)}.`;
  return usual === undefined ? 'Optional; without it nothing is set.' : `Default ${codeSpan(usual)}.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A type in words, with the words that it accepts. */
export function typeWords(type: ValueType, options: Options): string {
  switch (type.kind) {
    case 'int':
    case 'float':
      return `${type.kind === 'int' ? 'a whole number' : 'a number'} ${limitsText(type)}`.trim();
    case 'bool':
      return '`true` or `false`';
    case 'string':
      return 'a string in double quotes';
    case 'word':
      return `one of ${codeList(acceptedWords(type.words, options))}`;
    case 'call':
      return `a call of ${codeList(acceptedWords(type.callee, options))}`;
    case 'list':
      return `a list; each value ${typeWords(type.of, options)}`;
    case 'ref':
      return `the name of a ${type.to}`;
    case 'scalar':
      return 'a number, `true` or `false`, or a string';
    case 'any':
      return 'any value';
  }
}

/** Where a word is used. */
export interface WordContext {
  readonly options: Options;
  /** What is to be said of its use there. */
  readonly usage?: string | undefined;
}

/** What a word of a list means; undefined when nothing is known of it. */
export function wordText(list: WordCategory, name: string, { options, usage }: WordContext): string | undefined {
  const word = wordSpec(list, name);
  if (!word)
    return isExtraWord(list, name, options)
      ? paragraphs(title(name, list), usage, 'Accepted because the setting `kynml.catalog.extra` names it.')
      : undefined;
  return paragraphs(
    title(name, list),
    `${word.doc}${list === 'metric' ? betterText(name) : ''}`,
    usage,
    list === 'layer' ? layerForm(name) : argumentsText(name, list),
    reproText(word.repro),
    word.status === 'assumed' ? OURS : NAMED,
  );
}

function betterText(metric: string): string {
  const direction = directionOf(metric);
  return direction === 'unknown' ? '' : ` ${capital(direction)} is better.`;
}

const layerForm = (name: string): string => {
  const spec = layerSpec(name);
  return spec && spec.args.length > 0 ? `Written ${codeSpan(spec.form)}.` : '';
};

function argumentsText(name: string, list: WordCategory): string {
  const call = callSpec(name);
  if (call?.list !== list) return '';
  return call.args.map(arg => `- ${codeSpan(arg.name)}: ${arg.doc}`).join('\n');
}

/** What an argument of a call means. */
export function argumentText(callee: string, arg: CallArgument, options: Options): string {
  return paragraphs(
    title(arg.name, `argument of ${codeSpan(callee)}`),
    arg.doc,
    `${capital(typeWords(arg.type, options))}, e.g. ${codeSpan(arg.positional ? arg.example : `${arg.name}=${arg.example}`)}.`,
    reproText(arg.repro),
    arg.status === 'assumed' ? OURS : NAMED,
  );
}

/** What an argument of a layer means. */
export function layerArgumentText(layer: string, arg: LayerArgument, options: Options): string {
  return paragraphs(
    title(arg.name, `argument of ${codeSpan(layer)}`),
    arg.doc,
    `${capital(typeWords(arg.type, options))}. ${arg.required ? 'Required.' : 'Optional.'}`,
  );
}
