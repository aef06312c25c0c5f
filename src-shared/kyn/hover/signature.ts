// Signature help: the signature of the call or layer at the cursor, and its active parameter.

import { type CallForm, callSpec, checkpointForm, earlyStopForm, wordSpec } from '../catalogue';
import { defaultOptions, type Options } from '../catalogue/options';
import type { SyntaxTree } from '../syntax/ast';
import { lineStart } from '../syntax/chunks';
import { blockAt } from '../syntax/itemAt';
import { type OpenBracket, openBrackets, parameterAt, tokensBefore } from '../syntax/lineContext';
import type { Token } from '../syntax/tokens';
import { layerSpec } from '../types/layers';
import { argumentText, layerArgumentText } from './text';

/** A parameter. Its label is a substring of the signature's label. */
export interface SignatureParameter {
  readonly label: string;
  /** Markdown. */
  readonly doc: string;
}

/**
 * The signature of a call or layer. `active` is an index of `parameters`, absent if the argument at the cursor matches
 * none.
 */
export interface Signature {
  readonly label: string;
  /** Markdown. */
  readonly doc: string;
  readonly parameters: readonly SignatureParameter[];
  readonly active?: number;
}

/** The signature at an offset; undefined outside calls and layers, in comments, and for unknown names. */
export function signatureAt(
  tree: SyntaxTree,
  offset: number,
  options: Options = defaultOptions,
): Signature | undefined {
  const { text } = tree;
  const tokens = tokensBefore(text, offset);
  if (tokens.at(-1)?.kind === 'comment') return undefined;
  const call = openBrackets(text, tokens).findLast(b => b.kind === '(');
  if (call) return callSignature(call, options);
  const isModel = blockAt(tree, lineStart(text, offset))?.keyword === 'model';
  return isModel ? layerSignature({ text, tokens, offset }, options) : undefined;
}

// The calls that only the built-in compiler reads.
const FORMS: readonly CallForm[] = [earlyStopForm, checkpointForm];

function callSignature(open: OpenBracket, options: Options): Signature | undefined {
  const listed = open.callee === undefined ? undefined : callSpec(open.callee);
  const spec = listed ?? FORMS.find(form => form.name === open.callee);
  if (!spec) return undefined;
  const parameters = spec.args.map(arg => ({
    label: arg.positional ? arg.example : `${arg.name}=${arg.example}`,
    doc: argumentText(spec.name, arg, options),
  }));
  const label = `${spec.name}(${parameters.map(p => p.label).join(', ')})`;
  const active = indexOf(spec.args, parameterAt(spec.args, open));
  return { label, doc: (listed && wordSpec(listed.list, spec.name)?.doc) ?? '', parameters, ...active };
}

interface Line {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly offset: number;
}

function layerSignature(line: Line, options: Options): Signature | undefined {
  const { text, tokens } = line;
  const first = tokens.findIndex(t => t.kind !== 'blank');
  const name = tokens[first];
  if (first < 1 || name?.kind !== 'name' || tokens[first + 1]?.kind !== 'blank') return undefined;
  const spec = layerSpec(text.slice(name.start, name.end));
  if (!spec || spec.args.length === 0) return undefined;
  const labels = spec.form.split(' ').slice(1);
  const parameters = spec.args.map((arg, i) => ({
    label: labels[i] ?? arg.name,
    doc: layerArgumentText(spec.name, arg, options),
  }));
  const active = indexOf(
    spec.args,
    parameterAt(spec.args, writtenArguments({ ...line, tokens: tokens.slice(first + 1) })),
  );
  return { label: spec.form, doc: wordSpec('layer', spec.name)?.doc ?? '', parameters, ...active };
}

const indexOf = <P>(all: readonly P[], one: P | undefined): { active?: number } =>
  one === undefined ? {} : { active: all.indexOf(one) };

/**
 * The arguments of a layer before the one at the cursor, and the name of that one. A cursor at the end of a word is in
 * that argument.
 */
export function writtenArguments({ text, tokens, offset }: Line): Pick<OpenBracket, 'given' | 'key'> {
  const names: (string | undefined)[] = [];
  let key: string | undefined;
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    const { kind } = token;
    if (kind === '(' || kind === '[') depth++;
    else if (kind === ')' || kind === ']') depth--;
    if (depth > 0 || kind === 'blank' || kind === '=') continue;
    const next = tokens.slice(i + 1).find(t => t.kind !== 'blank')?.kind;
    if (next === '=') key = text.slice(token.start, token.end);
    else if (token.end < offset && next !== '(') {
      names.push(key);
      key = undefined;
    }
  }
  return { given: names, ...(key !== undefined && { key }) };
}
