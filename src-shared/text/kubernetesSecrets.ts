// The values of a manifest of Kubernetes of the kind `Secret`, which are secret under any key: base64 in `data`, text in `stringData`.
import { lazyPattern } from './lazyPattern';
import { matchesOf } from './matchesOf';
import { isPlaceholder } from './secretNames';
import { type Span, shift, span } from './span';

/** The kind of a manifest whose values are secret. */
export const SECRET_KIND = 'Secret';

/** The keys of such a manifest that have them. */
export const isSecretMap = (key: string): boolean => key === 'data' || key === 'stringData';

const KIND = /(?<![\w-])kind["']?\s{0,4}:\s{0,4}["']?Secret(?=["']?[ \t]{0,8}(?:[\r\n,}#]|$))/;
const VERSION = /(?<![\w-])apiVersion["']?\s{0,4}:/;
const DOCUMENTS = /(?<![^\n])(?=---)/;
// The lines below that are indented further, or an object of JSON.
const MAP = lazyPattern(
  '(?<![^\\n])(?<indent>[ \\t]{0,40})(?:data|stringData):[ \\t]{0,8}(?<lines>(?:\\r?\\n(?:\\k<indent>[ \\t][^\\r\\n]*|(?=\\r?\\n)))+)|"(?:data|stringData)"\\s{0,8}:\\s{0,8}\\{(?<object>[^{}]*)',
  'g',
);
// A value in the lines of its key and in those that are indented further.
const IN_LINES = lazyPattern(
  '(?<=\\n)(?<indent>[ \\t]{1,80})["\']?[\\w.-]{1,253}["\']?:[ \\t]{1,8}["\']?(?<value>[^\\s"\'][^\\r\\n]*(?:\\r?\\n(?:\\k<indent>[ \\t][^\\r\\n]*|(?=\\r?\\n)))*)',
  'g',
);
const IN_OBJECT = lazyPattern(':\\s{0,8}"(?<value>(?:[^"\\\\]|\\\\.)+)', 'g');

/** The values of the manifests of secrets in a text, in no order. */
export function kubernetesSecrets(text: string): Span[] {
  if (!KIND.test(text) || !VERSION.test(text)) return [];
  let at = 0;
  return text.split(DOCUMENTS).flatMap(document => {
    const found = KIND.test(document) ? matchesOf(MAP(), document).flatMap(valuesIn) : [];
    const start = at;
    at += document.length;
    return found.map(value => shift(value, start));
  });
}

function valuesIn({ 0: map, index, groups = {} }: RegExpExecArray): Span[] {
  const { lines, object = '' } = groups;
  const values = lines ?? object;
  const start = index + map.length - values.length;
  return matchesOf(lines === undefined ? IN_OBJECT() : IN_LINES(), values)
    .map(match => ({ value: match.groups?.value ?? '', end: start + match.index + match[0].length }))
    .filter(({ value }) => !isPlaceholder('password', value))
    .map(({ value, end }) => span(end - value.length, end));
}
