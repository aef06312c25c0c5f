// YAML 1.2 as a tree of JSON values. Trackers that write YAML 1.1 quote what 1.2 reads differently. Tags stay text: nothing is constructed from them.
import { isAlias, isMap, isScalar, isSeq, type Scalar } from 'yaml';
import type { JsonMember, JsonNode } from '../../../text/jsonText';
import { jsonBool, jsonNull, jsonNumber, jsonString } from '../../../text/makeJson';
import { numberText } from '../../../text/numberText';
import { hasSecret } from '../../../text/secretText';
import { span } from '../../../text/span';
import {
  isLargeYaml,
  MAX_YAML_DEPTH,
  MAX_YAML_WORDS,
  type YamlDocument,
  yamlDocument,
} from '../../../text/yamlDocument';
import { numberToken } from './numberToken';

// Aliases can repeat a value any number of times.
const MAX_VALUES = 100_000;
// The characters of values and keys that stay text, of all together.
const MAX_TAGGED = 4 * 1024 * 1024;

/** Why a text that `readYaml` does not read has no document: the rest of a sentence about its file. */
export const yamlFault = (text: string): string =>
  isLargeYaml(text) ? TOO_LARGE : 'is not valid YAML, or nested too deeply';

const TOO_LARGE = `is too large to be read: more than ${numberText(MAX_YAML_WORDS)} words and signs of YAML`;

/** The document of a text; undefined for a text that is not YAML, is too large, has several documents, is nested too deeply, repeats too much by aliases or has an alias of nothing. */
export function readYaml(text: string): JsonNode | undefined {
  const document = yamlDocument(text);
  if (!document) return undefined;
  const reader = new TreeReader(text, document.resolve);
  const root = reader.node(document.contents, 0);
  return reader.isOver ? undefined : root;
}

const NOWHERE = span(0, 0);
const WORD_IN_EACH_LINE = /^(?:\S+[ \t]*\r?\n\s*){1,200}\S*\s*$/;

class TreeReader {
  isOver = false;
  private count = 0;
  private tagged = 0;

  constructor(
    private readonly source: string,
    private readonly resolve: YamlDocument['resolve'],
  ) {}

  node(node: unknown, depth: number): JsonNode {
    if (++this.count > MAX_VALUES || depth > MAX_YAML_DEPTH) this.isOver = true;
    if (this.isOver) return jsonNull;
    if (isAlias(node)) {
      const target = this.resolve(node);
      this.isOver ||= target === undefined;
      return this.node(target, depth + 1);
    }
    const tagged = this.taggedText(node);
    if (tagged) return tagged;
    if (isMap(node)) {
      const keys = this.keysOf(node.items.map(pair => pair.key));
      const members = node.items.map(
        (pair, at): JsonMember => ({
          key: keys[at] ?? '',
          keySpan: NOWHERE,
          value: this.node(pair.value, depth + 1),
        }),
      );
      return { kind: 'object', span: NOWHERE, members };
    }
    if (isSeq(node)) return { kind: 'array', span: NOWHERE, items: node.items.map(item => this.node(item, depth + 1)) };
    if (!isScalar(node)) return jsonNull;
    const value = scalar(node.value, node.source);
    return value.kind === 'string' && this.isBrokenSecret(value.text, node.range) ? { ...value, secret: true } : value;
  }

  // YAML joins the lines of a text with blanks, so a token in several lines has blanks in it.
  private isBrokenSecret(text: string, range: Scalar['range']): boolean {
    return (
      /\s/.test(text) &&
      range != null &&
      WORD_IN_EACH_LINE.test(this.source.slice(range[0], range[1])) &&
      hasSecret(text.replace(/\s+/g, ''))
    );
  }

  // A value with a tag of another program, such as !!python/tuple.
  private taggedText(node: unknown): JsonNode | undefined {
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return undefined;
    const { tag, range } = node;
    if (tag === undefined || STANDARD.test(tag) || !range) return undefined;
    return jsonString(`${tag.replace(/^tag:yaml\.org,2002:/, '!!')} ${this.written(range)}`.trim());
  }

  // All of it: two values that differ only at their ends are different.
  private written([from, to]: readonly number[]): string {
    const text = this.source.slice(from, to).trim();
    this.tagged += text.length;
    this.isOver ||= this.tagged > MAX_TAGGED;
    return this.isOver ? '' : text;
  }

  // `1` and `"1"` are two keys, so a key that is not a text has another name where a text has that name.
  private keysOf(keys: readonly unknown[]): string[] {
    const targets = keys.map(this.resolve);
    const texts = new Set(targets.filter(isText).map(({ value }) => value));
    return targets.map(target => {
      const name = this.keyText(target);
      return texts.has(name) && !isText(target) ? `${name} (${kindOf(target)})` : name;
    });
  }

  private keyText(target: unknown): string {
    if (isScalar(target)) return isText(target) ? target.value : (target.source ?? String(target.value));
    const range = isMap(target) || isSeq(target) ? target.range : undefined;
    return range ? this.written(range) : '';
  }
}

const isText = (node: unknown): node is Scalar<string> => isScalar(node) && typeof node.value === 'string';

// What follows the name of a key that is not a text.
function kindOf(node: unknown): string {
  if (isScalar(node)) return node.value === null ? 'null' : typeof node.value;
  return isMap(node) ? 'mapping' : 'list';
}

const STANDARD = /^tag:yaml\.org,2002:(?:map|seq|str|int|float|bool|null|timestamp)$/;

function scalar(value: unknown, source = ''): JsonNode {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return jsonNumber(numberToken(source) ?? numberToken(String(value)) ?? 'NaN');
    case 'boolean':
      return jsonBool(value);
    case 'string':
      return jsonString(value);
    default:
      return jsonNull;
  }
}
