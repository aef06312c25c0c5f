// YAML 1.2 as a tree of JSON values. Trackers that write YAML 1.1 quote what 1.2 reads differently. Tags stay text: nothing is constructed from them.
import { type Alias, Composer, type Document, isAlias, isMap, isScalar, isSeq, Lexer, Parser, visit } from 'yaml';
import type { JsonMember, JsonNode } from '../../../text/jsonText';
import { jsonBool, jsonNull, jsonNumber, jsonString } from '../../../text/makeJson';
import { span } from '../../../text/span';
import { numberToken } from './numberToken';

// The composer of the package calls itself once a level, and Node can end the whole process when the stack is full.
const MAX_DEPTH = 100;
// Aliases can repeat a value any number of times.
const MAX_VALUES = 100_000;
const MAX_TAGGED = 1000;

/** The first document of a text; undefined for a text that is not YAML, is nested too deeply, repeats too much by aliases or has an alias of nothing. */
export function readYaml(text: string): JsonNode | undefined {
  const document = composed(text);
  if (!document) return undefined;
  const reader = new TreeReader(text, document);
  const root = reader.node(document.contents, 0);
  return reader.isOver ? undefined : root;
}

function composed(text: string): Document.Parsed | undefined {
  try {
    const parser = new Parser();
    const tokens = [];
    for (const lexeme of new Lexer().lex(text)) {
      for (const token of parser.next(lexeme)) tokens.push(token);
      if (parser.stack.length > MAX_DEPTH) return undefined;
    }
    for (const token of parser.end()) tokens.push(token);
    // The package compares every two keys of a mapping when `uniqueKeys` is set.
    const options = { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' as const };
    const [document] = new Composer(options).compose(tokens, true, text.length);
    return document && document.errors.length === 0 ? (document as Document.Parsed) : undefined;
  } catch {
    // The package may also throw.
    return undefined;
  }
}

const NOWHERE = span(0, 0);

class TreeReader {
  isOver = false;
  private count = 0;
  private readonly targets: ReadonlyMap<Alias, unknown>;

  constructor(
    private readonly source: string,
    document: Document.Parsed,
  ) {
    this.targets = aliasTargets(document);
  }

  node(node: unknown, depth: number): JsonNode {
    if (++this.count > MAX_VALUES || depth > MAX_DEPTH) this.isOver = true;
    if (this.isOver) return jsonNull;
    if (isAlias(node)) {
      const target = this.targets.get(node);
      this.isOver ||= target === undefined;
      return this.node(target, depth + 1);
    }
    const tagged = this.tagged(node);
    if (tagged) return tagged;
    if (isMap(node)) {
      const members = node.items.map(
        (pair): JsonMember => ({
          key: this.keyText(pair.key),
          keySpan: NOWHERE,
          value: this.node(pair.value, depth + 1),
        }),
      );
      return { kind: 'object', span: NOWHERE, members };
    }
    if (isSeq(node)) return { kind: 'array', span: NOWHERE, items: node.items.map(item => this.node(item, depth + 1)) };
    return isScalar(node) ? scalar(node.value, node.source) : jsonNull;
  }

  // A value with a tag of another program, such as !!python/tuple.
  private tagged(node: unknown): JsonNode | undefined {
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return undefined;
    const { tag, range } = node;
    if (tag === undefined || STANDARD.test(tag) || !range) return undefined;
    const written = this.source.slice(range[0], range[1]).trim();
    return jsonString(`${tag.replace(/^tag:yaml\.org,2002:/, '!!')} ${written.slice(0, MAX_TAGGED)}`.trim());
  }

  private keyText(key: unknown): string {
    const target = isAlias(key) ? this.targets.get(key) : key;
    if (isScalar(target)) return target.source ?? String(target.value);
    const range = isMap(target) || isSeq(target) ? target.range : undefined;
    return range ? this.source.slice(range[0], range[1]).trim().slice(0, MAX_TAGGED) : '';
  }
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

// `Alias.resolve` of the package searches the whole document each time.
function aliasTargets(document: Document.Parsed): ReadonlyMap<Alias, unknown> {
  const anchors = new Map<string, unknown>();
  const targets = new Map<Alias, unknown>();
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) targets.set(node, anchors.get(node.source));
      else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}
