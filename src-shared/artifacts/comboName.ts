// The name of a combination of a sweep.

import { numberForm } from '../python/numberForm';
import { HIDDEN } from '../text/hidden';
import type { JsonNode } from '../text/jsonText';
import { oneLine } from '../text/oneLine';
import { cutText } from '../text/shortText';
import { sortedMembers } from './valueIdentity';

/** The most UTF-16 units of a name that is not cut. Each value of a combination is listed with the name. */
const MAX_NAME = 300;

/**
 * The combination at an index of a sweep for people: `lr=0.1, layers=[1, 2]`. A long name is cut and ends with its index: `a=1, b=… (#3)`. Secrets are
 * hidden, so two combinations may have the same name.
 */
export function comboName(combo: JsonNode | undefined, index: number): string {
  const name = oneLine((combo && valuesText(combo)) || '(no values)');
  return name.length > MAX_NAME ? `${cutText(name, MAX_NAME)} (#${index})` : name;
}

const valuesText = (object: JsonNode): string =>
  sortedMembers(object)
    .map(({ key, value }) => `${wordText(key)}=${valueText(value)}`)
    .join(', ');

const MAX_DIGITS = 40;

// By its value, so that both sides of a comparison use the same name for a combination.
function numberText(token: string): string {
  const form = numberForm(token);
  return form.length > MAX_DIGITS ? String(Number(token)) : form;
}

// A string that looks like another type is quoted.
const wordText = (text: string): string =>
  /^[\w./:@-]+$/.test(text) && /[A-Za-z_/]/.test(text) && !NOT_WORDS.test(text) ? text : JSON.stringify(text);

const NOT_WORDS = /^(true|false|null|NaN|-?Infinity|-?\d[\d.]*[eE][-+]?\d+)$/;

function valueText(value: JsonNode): string {
  switch (value.kind) {
    case 'object':
      return `{${valuesText(value)}}`;
    case 'array':
      return `[${value.items.map(valueText).join(', ')}]`;
    case 'string':
      return value.secret ? HIDDEN : wordText(value.text);
    case 'number':
      return value.secret ? HIDDEN : numberText(value.text);
    case 'bool':
      return String(value.value);
    case 'null':
      return 'null';
  }
}
