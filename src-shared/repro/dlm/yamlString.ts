// One top-level string of a YAML text, as PyYAML's safe_load returns it. PyYAML reads YAML 1.1 and rejects texts that the `yaml` package accepts; such a
// text is unreadable here too. Other values are ignored.
import {
  type Alias,
  Composer,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Pair,
  Parser,
  type Scalar,
  visit,
  type YAMLMap,
} from 'yaml';
import { daysIn } from '../../artifacts/fields';

/** The string at a key, or why it cannot be returned; `line` counts from 0. */
export type YamlString =
  | { readonly state: 'string'; readonly value: string }
  | { readonly state: 'absent' }
  | { readonly state: 'not-string' }
  | { readonly state: 'unreadable'; readonly line?: number };

// All scalars stay text, so that the types can be decided by PyYAML's rules. The package compares every two keys of a mapping when `uniqueKeys` is set.
// The source tokens of a pair give the position of its colon.
const OPTIONS = {
  version: '1.1',
  schema: 'failsafe',
  uniqueKeys: false,
  prettyErrors: false,
  keepSourceTokens: true,
} as const;
// The composer of the package calls itself once a level, and Node can end the whole process when the stack is full.
const MAX_DEPTH = 100;
// Characters that PyYAML's reader rejects (yaml/reader.py, NON_PRINTABLE), and the byte order mark, which the two parsers treat differently.
const NOT_PRINTABLE = /[^\t\n\r -~\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
// YAML 1.1 ends a line at all of these, YAML 1.2 only at the first two.
const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/g;

/** Reads the string at a key of the top-level mapping; the text ends with a line break. The last one of equal keys counts, and merge keys (`<<`) are followed, as in PyYAML. */
export function readYamlString(text: string, key: string): YamlString {
  if (NOT_PRINTABLE.test(text)) return { state: 'unreadable' };
  const source = text.replace(LINE_BREAK, '\n');
  const document = composeDocument(source);
  const [error] = document?.errors ?? [];
  if (error) return { state: 'unreadable', line: source.slice(0, error.pos[0]).split('\n').length - 1 };
  const targets = document && aliasTargets(document, source);
  if (!targets) return { state: 'unreadable' };
  const root = document.contents;
  // PyYAML rejects a text block that is not indented, and an end marker without a document before it; the package accepts both.
  if (isTextBlock(root) || (isPlain(root, '') && !document.directives.docStart)) return { state: 'unreadable' };
  if (!isMap(root)) return { state: 'absent' };
  const value = new Lookup(key, targets).valueIn(root);
  if (value === undefined) return { state: 'absent' };
  return isString(value) ? { state: 'string', value: String(value.value) } : { state: 'not-string' };
}

// The only document of a text; undefined if it has several, is nested too deeply, or contains a tab that PyYAML rejects.
function composeDocument(source: string): Document.Parsed | undefined {
  try {
    const parser = new Parser();
    const tokens = [];
    const rules = new LexemeRules();
    for (const lexeme of new Lexer().lex(source)) {
      if (rules.refuse(lexeme)) return undefined;
      for (const token of parser.next(lexeme)) tokens.push(token);
      if (parser.stack.length > MAX_DEPTH) return undefined;
    }
    for (const token of parser.end()) tokens.push(token);
    const [document, ...more] = new Composer(OPTIONS).compose(tokens, true, source.length);
    return more.length === 0 ? document : undefined;
  } catch {
    // The package may also throw.
    return undefined;
  }
}

// The lexer puts this character before a plain scalar and before the text of a block scalar.
const SCALAR_FOLLOWS = '\u001f';

// PyYAML accepts tabs only in quotes, in comments and in the text of a block scalar. The parsers differ in explicit keys and values (`? key`,
// `: value`), in directives (`%YAML`) and in the names of anchors, which are rare in front matter, so they are not read at all.
class LexemeRules {
  private isScalar = false;
  private isBlock = false;
  private isLineStart = true;

  refuse(lexeme: string): boolean {
    const isIndicator =
      !this.isScalar &&
      (/^[?%]/.test(lexeme) || (lexeme === ':' && this.isLineStart) || /^[&*](?![\w-]+$)/.test(lexeme));
    if (!this.isScalar && !/^(?: +|#.*)$/.test(lexeme)) this.isLineStart = /^[\r\n]/.test(lexeme);
    const isAllowed = this.isScalar ? this.isBlock : /^["'#]/.test(lexeme);
    if (this.isScalar) this.isBlock = false;
    else if (/^[|>]/.test(lexeme)) this.isBlock = true;
    this.isScalar = lexeme === SCALAR_FOLLOWS;
    return isIndicator || (lexeme.includes('\t') && !isAllowed);
  }
}

const isTextBlock = (node: unknown): boolean =>
  isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');

type Targets = ReadonlyMap<Alias, unknown>;

const TAG = 'tag:yaml.org,2002:';
const [MAP, SEQ, STRING, BINARY] = [`${TAG}map`, `${TAG}seq`, `${TAG}str`, `${TAG}binary`];

const isBase64 = (text: string): boolean => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);

// PyYAML rejects a document in which a tag does not fit its node (`!!int abc`, `!!str {a: b}`). Of tagged nodes only these are certain to fit.
const fitsTag = (node: { readonly tag?: string }): boolean =>
  node.tag === undefined ||
  (isScalar(node) && (node.tag === STRING || (node.tag === BINARY && isBase64(String(node.value))))) ||
  (isSeq(node) && node.tag === SEQ) ||
  (isMap(node) && node.tag === MAP);

// What each alias refers to; undefined if PyYAML rejects the document. One walk in the order of the text: nothing is expanded, so a document of
// aliases of aliases costs no more than its length.
function aliasTargets(document: Document.Parsed, source: string): Targets | undefined {
  const anchors = new Map<string, unknown>();
  const targets = new Map<Alias, unknown>();
  const merged: unknown[] = [];
  const keys: unknown[] = [];
  let isRefused = false;
  const refuse = (): symbol => {
    isRefused = true;
    return visit.BREAK;
  };
  visit(document, {
    Alias: (_, alias) => {
      if (!anchors.has(alias.source)) return refuse();
      targets.set(alias, anchors.get(alias.source));
      return undefined;
    },
    Value: (_, node) => {
      if (!fitsTag(node) || isPlain(node, '=') || !isConstructible(node)) return refuse();
      if (node.anchor === undefined) return undefined;
      if (anchors.has(node.anchor)) return refuse();
      anchors.set(node.anchor, node);
      return undefined;
    },
    Pair: (_, pair) => {
      const { key, value } = pair;
      if (isPlain(key, '<<')) merged.push(value);
      keys.push(key);
      // PyYAML expects a key before the colon.
      return isPlain(key, '') || !isSimpleKey(pair, source) ? refuse() : undefined;
    },
  });
  const target = (node: unknown): unknown => (isAlias(node) ? targets.get(node) : node);
  const isMergeable = (node: unknown): boolean =>
    isMap(node) || (isSeq(node) && node.items.every(item => isMap(target(item))));
  // A list or mapping cannot be hashed in Python, so it cannot be a key.
  const isValid = merged.every(node => isMergeable(target(node))) && !keys.some(key => isCollection(target(key)));
  return isRefused || !isValid ? undefined : targets;
}

const isPlain = (node: unknown, value: string): boolean => isUntaggedPlain(node) && node.value === value;

const isUntaggedPlain = (node: unknown): node is Scalar =>
  isScalar(node) && node.type === 'PLAIN' && node.tag === undefined;

const MAX_KEY = 1024;

// PyYAML accepts a key only on the line of its colon, and at most 1024 characters before it, also in braces. Anchor and tag are part of the key.
function isSimpleKey({ srcToken }: Pair, source: string): boolean {
  const colon = srcToken?.sep?.find(token => token.type === 'map-value-ind');
  if (!srcToken?.key || !colon) return true;
  const property = srcToken.start.find(token => token.type === 'anchor' || token.type === 'tag');
  const key = source.slice(property?.offset ?? srcToken.key.offset, colon.offset);
  return key.length <= MAX_KEY && !key.includes('\n');
}

class Lookup {
  private readonly searched = new Set<unknown>();

  constructor(
    private readonly key: string,
    private readonly targets: Targets,
  ) {}

  // Each mapping is searched once, however often it is merged.
  valueIn(map: YAMLMap): unknown {
    if (this.searched.has(map)) return undefined;
    this.searched.add(map);
    const pairs = map.items.map(({ key, value }) => ({ key: this.target(key), value: this.target(value) })).reverse();
    const found = pairs.find(({ key }) => isString(key) && key.value === this.key);
    if (found) return found.value ?? null;
    for (const { key, value } of pairs) {
      if (!isPlain(key, '<<')) continue;
      for (const source of isSeq(value) ? value.items.map(item => this.target(item)) : [value]) {
        const merged = isMap(source) ? this.valueIn(source) : undefined;
        if (merged !== undefined) return merged;
      }
    }
    return undefined;
  }

  private target(node: unknown): unknown {
    return isAlias(node) ? this.targets.get(node) : node;
  }
}

// Texts that PyYAML resolves to something other than a string. Source: yaml/resolver.py, the implicit resolvers.
const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const DATE_TIME =
  /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+]([0-9]{1,2})(?::([0-9]{2}))?))?$/;
const IMPLICIT: readonly RegExp[] = [
  /^(?:~|null|Null|NULL|)$/,
  /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
  /^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9]){1,1000})$/,
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$/,
  /^(?:[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,1000}\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  DATE,
  DATE_TIME,
  /^<<$/,
];

function isString(node: unknown): node is Scalar {
  if (!isScalar(node)) return false;
  if (node.tag !== undefined) return node.tag === STRING;
  return node.type !== 'PLAIN' || !isImplicit(String(node.value));
}

const isImplicit = (text: string): boolean => IMPLICIT.some(form => form.test(text));

// Python cannot convert all of these texts: it limits the digits of an integer, and large numbers in base 60 exceed the range of a float.
const LONGEST_NUMBER = 300;

// PyYAML rejects a document that contains a number without digits (`0x_`), or a date or time that does not exist.
function isConstructible(node: unknown): boolean {
  if (!isUntaggedPlain(node)) return true;
  const text = String(node.value);
  if (!isImplicit(text)) return true;
  const time = DATE.exec(text) ?? DATE_TIME.exec(text);
  return time ? isTimestamp(time.slice(1).map(Number)) : text.length <= LONGEST_NUMBER && !/^[-+]?0[bx]_+$/.test(text);
}

// Absent parts are NaN, which exceeds no limit.
function isTimestamp(parts: readonly number[]): boolean {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zone = 0, zoneMinute = 0] = parts;
  const isDate = year >= 1 && day >= 1 && day <= daysIn(year, month);
  return isDate && !(hour > 23 || minute > 59 || second > 59 || zone * 60 + (zoneMinute || 0) >= 24 * 60);
}
