// Runs the TextMate grammar as VS Code does (vscode-textmate with Oniguruma) and checks scopes that are written below the lines.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';

const fileOf = (name: string): URL => new URL(`../../syntaxes/${name}.tmLanguage.json`, import.meta.url);

// VS Code's own grammars, which a grammar may include: only as much as shows which part of a text they get.
const INCLUDED: Readonly<Record<string, string>> = {
  'source.yaml': '{"scopeName":"source.yaml","patterns":[{"match":"^[\\\\w]+(?=:)","name":"entity.name.tag.yaml"}]}',
  'text.html.markdown':
    '{"scopeName":"text.html.markdown","patterns":[{"match":"^#+ .*$","name":"markup.heading.markdown"}]}',
};

/** A part of a line with one stack of scopes; `source.kynml` and `meta.*` are left out. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

/** Loads a grammar that the extension ships, by its scope and the name of its file. */
export async function loadGrammar(scope = 'source.kynml', name = 'kynml'): Promise<IGrammar> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async requested =>
      textmate.parseRawGrammar(INCLUDED[requested] ?? readFileSync(fileOf(name), 'utf8'), 'grammar.json'),
  });
  const grammar = await registry.loadGrammar(scope);
  if (!grammar) throw new Error(`no grammar ${scope}`);
  return grammar;
}

/** The parts of each line of a text. */
export function tokenise(grammar: IGrammar, text: string): Piece[][] {
  let stack = textmate.INITIAL;
  return text.split('\n').map(line => {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    return result.tokens.map(({ startIndex, endIndex, scopes }) => ({
      start: startIndex,
      end: Math.min(endIndex, line.length),
      scopes: scopes.filter(scope => scope !== 'source.kynml' && !scope.startsWith('meta.')),
    }));
  });
}

/** The ranges of a scope in a line; adjacent ones are joined. */
export function stretches(pieces: readonly Piece[], scope: string): string[] {
  const found: { start: number; end: number }[] = [];
  for (const { start, end, scopes } of pieces) {
    if (!scopes.includes(scope) || start === end) continue;
    const last = found.at(-1);
    if (last?.end === start) last.end = end;
    else found.push({ start, end });
  }
  return found.map(({ start, end }) => `${start}-${end}`);
}

/**
 * Checks annotated lines of a spec, each followed by its expected scopes. Carets mark the exact range of a scope; `-` instead of
 * a scope means that the range has none. `.kynml` is left out of the names.
 */
export function checkScopes(grammar: IGrammar, annotated: string): void {
  const all = annotated.replace(/^\n/, '').replace(/\n *$/, '').split('\n');
  const isExpectation = (line: string) => /^ *\^+ [-a-z]/.test(line);
  const lines = tokenise(grammar, all.filter(line => !isExpectation(line)).join('\n'));
  let at = -1;
  for (const line of all) {
    if (!isExpectation(line)) at++;
    else checkExpectation(lines[at] ?? [], line);
  }
}

function checkExpectation(pieces: readonly Piece[], expectation: string): void {
  const [, blanks = '', carets = '', scope = ''] = /^( *)(\^+) (\S+)$/.exec(expectation) ?? [];
  const start = blanks.length;
  const end = start + carets.length;
  if (scope === '-') {
    const scoped = pieces.filter(piece => piece.start < end && piece.end > start && piece.scopes.length > 0);
    expect(scoped, expectation).toEqual([]);
  } else {
    expect(stretches(pieces, `${scope}.kynml`), `${expectation}\n${JSON.stringify(pieces)}`).toContain(
      `${start}-${end}`,
    );
  }
}
