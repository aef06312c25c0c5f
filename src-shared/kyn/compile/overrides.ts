// Values given with `--param`: their texts, how they are read, and which params they name.
import { readFloat, readInt } from '../../python/readNumber';
import { firstFew } from '../../text/firstFew';
import { shortText } from '../../text/shortText';
import { span } from '../../text/span';
import type { Override, Overrides, Params } from '../names/scope';
import { nearestParam } from '../names/suggestions';
import type { Value } from '../syntax/ast';

/** The overrides, or each problem as a sentence. */
export type OverridesResult =
  | { readonly ok: true; readonly overrides: Overrides }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads texts of the form `key=value`. If a param is given twice, the last value counts. */
export function readOverrides(texts: readonly string[]): OverridesResult {
  const overrides = new Map<string, Override>();
  const problems: string[] = [];
  for (const written of texts) {
    const [, name, text = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(written) ?? [];
    const value = valueIn(text);
    if (name === undefined)
      problems.push(`\`${shortText(written)}\` is not a value of a param. Write it as \`name=value\`.`);
    else if (value) overrides.set(name, { value, text });
    else problems.push(`\`${name}\` cannot be \`${shortText(text)}\`, because it must be a finite number.`);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, overrides };
}

// The language page: an int, otherwise a float, otherwise a string. Undefined for a float that is not finite.
function valueIn(text: string): Value | undefined {
  // Values are compared by the identity of their spans.
  const nowhere = span(0, 0);
  const int = readInt(text);
  if (int !== undefined) return { kind: 'int', text: int, number: Number(int), span: nowhere };
  const float = readFloat(text);
  if (float === undefined) return { kind: 'string', value: text, span: nowhere };
  const number = Number(float);
  return Number.isFinite(number) ? { kind: 'float', text: float, number, span: nowhere } : undefined;
}

/** The overrides that name no param of a spec, each as a sentence. Empty where a line of `params` cannot be read. */
export function overrideProblems(params: Params): string[] {
  const { overrides, values, complete } = params;
  if (!overrides || !complete) return [];
  const unknown = [...overrides.keys()].filter(name => !values.has(name));
  return unknown.map(name => `\`${shortText(name)}\` is not a param of this spec. ${adviceFor(name, params)}`);
}

const MAX_LISTED = 10;

function adviceFor(name: string, params: Params): string {
  const meant = nearestParam(name, params);
  if (meant) return `Did you mean \`${meant}\`?`;
  const names = [...params.values.keys()];
  if (names.length === 0) return 'It does not have params.';
  return `Its params are ${firstFew(names, MAX_LISTED, { text: one => `\`${shortText(one)}\`` })}.`;
}
