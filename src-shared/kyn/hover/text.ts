// The building blocks of hover texts, shared with completion and signature help.
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

/** Joins paragraphs of Markdown; empty ones are left out. */
export const paragraphs = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join('\n\n');

/** The first line of a hover: a name and its kind. */
export const title = (name: string, kind: string): string => `**${codeSpan(name)}** · ${kind}`;

/** Names as code, separated by commas. */
export const codeList = (names: readonly string[]): string => names.map(codeSpan).join(', ');

const reproText = (repro: string | undefined): string => (repro ? `**Repeatability:** ${repro}` : '');

const ASSUMED = '*Not in the public KynML documentation. Accepted because it is common.*';
const DOCUMENTED = '*From the KynML documentation.*';
const NAMED = '*Named in the KynML documentation.*';

const sourceText = (assumed: string | undefined): string =>
  assumed ? `*From the KynML documentation. Not documented, so assumed: ${assumed}.*` : DOCUMENTED;

/** The text for a block: its purpose and its keys. */
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

/** The text for a key: meaning, type, limits, default, repeatability and source. */
export function keyText(keyword: BlockKeyword, spec: KeySpec, options: Options): string {
  return paragraphs(
    title(spec.name, `key of ${codeSpan(keyword)}`),
    spec.doc,
    `${capital(typeWords(spec.type, options))}. ${requirementText(spec)}`,
    reproText(spec.repro),
    sourceText(spec.assumed),
  );
}

function requirementText({ required, default: defaultText }: KeySpec): string {
  if (required === true) return 'Required.';
  if (required) return `Required for the format ${codeSpan(required)}.`;
  return defaultText === undefined ? 'Optional, without a default.' : `Default ${codeSpan(defaultText)}.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A type as text, including the words that it accepts. */
function typeWords(type: ValueType, options: Options): string {
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
      return `a list in which each value is ${typeWords(type.of, options)}`;
    case 'ref':
      return `the name of a ${type.to}`;
    case 'scalar':
      return 'a number, `true` or `false`, or a string';
    case 'any':
      return 'any value';
  }
}

/** The context of a word. */
export interface WordContext {
  readonly options: Options;
  /** Text about its use in that context. */
  readonly usage?: string | undefined;
}

/** The text for a word of a list; undefined for an unknown word. */
export function wordText(list: WordCategory, name: string, { options, usage }: WordContext): string | undefined {
  const word = wordSpec(list, name);
  if (!word)
    return isExtraWord(list, name, options)
      ? paragraphs(
          title(name, list),
          usage,
          list === 'metric' ? directionText(name, options) : '',
          'Accepted because `catalog.extra` in `.kynml.json` or the setting `kynml.catalog.extra` contains it.',
        )
      : undefined;
  return paragraphs(
    title(name, list),
    `${word.doc} ${list === 'metric' ? directionText(name, options) : ''}`.trim(),
    usage,
    list === 'layer' ? layerSyntax(name) : argumentsText(name, list),
    reproText(word.repro),
    word.status === 'assumed' ? ASSUMED : NAMED,
  );
}

function directionText(metric: string, { metricDirections }: Options): string {
  const direction = directionOf(metric, metricDirections);
  return direction === 'unknown' ? '' : `${capital(direction)} is better.`;
}

const layerSyntax = (name: string): string => {
  const spec = layerSpec(name);
  return spec && spec.args.length > 0 ? `Syntax: ${codeSpan(spec.form)}.` : '';
};

function argumentsText(name: string, list: WordCategory): string {
  const call = callSpec(name);
  if (call?.list !== list) return '';
  return call.args.map(arg => `- ${codeSpan(arg.name)}: ${arg.doc}`).join('\n');
}

/** The text for an argument of a call. */
export function argumentText(callee: string, arg: CallArgument, options: Options): string {
  return paragraphs(
    title(arg.name, `argument of ${codeSpan(callee)}`),
    arg.doc,
    `${capital(typeWords(arg.type, options))}, for example ${codeSpan(arg.positional ? arg.example : `${arg.name}=${arg.example}`)}.${arg.default === undefined ? '' : ` Default: ${codeSpan(arg.default)}.`}`,
    reproText(arg.repro),
    arg.status === 'assumed' ? ASSUMED : NAMED,
  );
}

/** The text for an argument of a layer. */
export function layerArgumentText(layer: string, arg: LayerArgument, options: Options): string {
  return paragraphs(
    title(arg.name, `argument of ${codeSpan(layer)}`),
    arg.doc,
    `${capital(typeWords(arg.type, options))}. ${arg.required ? 'Required.' : 'Optional.'}`,
  );
}
