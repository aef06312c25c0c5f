// YAML within bounds, for files of other programs. Tags stay text: nothing is constructed from them.
import { type Alias, Composer, type Document, isAlias, Lexer, Parser, visit } from 'yaml';

/** How deeply a document may be nested: the composer of the package calls itself once a level, and Node can end the whole process when the stack is full. */
export const MAX_YAML_DEPTH = 100;

/** A document. `resolve`: the value of an alias, undefined for an alias of nothing; any other node as it is. */
export interface YamlDocument {
  readonly contents: unknown;
  readonly resolve: (node: unknown) => unknown;
}

/** The document of a text; undefined for a text that is not YAML, is nested too deeply or has several documents. Aliases may repeat a value any number of times. */
export function yamlDocument(text: string): YamlDocument | undefined {
  const document = composed(text);
  return document && { contents: document.contents, resolve: aliasResolver(document) };
}

function composed(text: string): Document.Parsed | undefined {
  try {
    const parser = new Parser();
    const tokens = [];
    for (const lexeme of new Lexer().lex(text)) {
      for (const token of parser.next(lexeme)) tokens.push(token);
      if (parser.stack.length > MAX_YAML_DEPTH) return undefined;
    }
    for (const token of parser.end()) tokens.push(token);
    // The package compares every two keys of a mapping when `uniqueKeys` is set.
    const options = { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' as const };
    const [document, second] = new Composer(options).compose(tokens, true, text.length);
    return document && !second && document.errors.length === 0 ? (document as Document.Parsed) : undefined;
  } catch {
    // The package may also throw.
    return undefined;
  }
}

// `Alias.resolve` of the package searches the whole document each time.
function aliasResolver(document: Document.Parsed): YamlDocument['resolve'] {
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
