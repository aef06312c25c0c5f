// YAML within bounds, for files of other programs. Tags stay text: nothing is constructed from them.
import { type Alias, Composer, type Document, isAlias, Lexer, Parser, visit } from 'yaml';

/** How deeply a document may be nested: the composer of the package calls itself once a level, and Node can end the whole process when the stack is full. */
export const MAX_YAML_DEPTH = 100;

/** Of how many words and signs a text may consist. The package needs two to five microseconds for each, so their number counts and not the size of the text. */
export const MAX_YAML_WORDS = 200_000;

/** A document. `resolve`: the value of an alias, undefined for an alias of nothing; any other node as it is. */
export interface YamlDocument {
  readonly contents: unknown;
  readonly resolve: (node: unknown) => unknown;
}

/** The document of a text; undefined for a text that is not YAML, is too large, is nested too deeply or has several documents. Aliases may repeat a value any number of times. */
export function yamlDocument(text: string): YamlDocument | undefined {
  const document = composed(text);
  return document && { contents: document.contents, resolve: aliasResolver(text, document) };
}

/** Whether a text is too large for a document, which it may otherwise be. This takes a fraction of the time of reading it. */
export function isLargeYaml(text: string): boolean {
  let left = MAX_YAML_WORDS;
  // The package adds a sign to each unquoted word.
  if (text.length * 2 > left) for (const _ of new Lexer().lex(text)) if (left-- === 0) return true;
  return false;
}

function composed(text: string): Document.Parsed | undefined {
  try {
    if (isLargeYaml(text)) return undefined;
    const parser = new Parser();
    const tokens = [];
    for (const lexeme of new Lexer().lex(text)) {
      for (const token of parser.next(lexeme)) tokens.push(token);
      if (parser.stack.length > MAX_YAML_DEPTH) return undefined;
    }
    for (const token of parser.end()) tokens.push(token);
    if (tokens.some(({ type }) => type === 'error')) return undefined;
    // The package compares every two keys of a mapping when `uniqueKeys` is set.
    const composer = new Composer({ uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
    Object.assign(composer, { onError });
    const [document, second] = composer.compose(tokens, true, text.length);
    return document && !second && document.errors.length === 0 ? (document as Document.Parsed) : undefined;
  } catch {
    // The package may also throw.
    return undefined;
  }
}

// Replaces the function of the package, which makes an error of each mistake, with its stack: a text of mistakes took 18 seconds for a megabyte.
function onError(_source: unknown, code: string, _message: string, isWarning?: boolean): void {
  if (!isWarning) throw new Error(code);
}

// `Alias.resolve` of the package searches the whole document each time.
function aliasResolver(text: string, document: Document.Parsed): YamlDocument['resolve'] {
  if (!text.includes('*')) return node => node;
  const anchors = new Map<string, unknown>();
  const targets = new Map<Alias, unknown>();
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) targets.set(node, anchors.get(node.source));
      else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return node => (isAlias(node) ? targets.get(node) : node);
}
