// Runs the TextMate grammar the way VS Code does (vscode-textmate over Oniguruma) and states scopes as pictures.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';

const GRAMMAR = new URL('../../syntaxes/kynml.tmLanguage.json', import.meta.url);

/** A stretch of a line that has one stack of scopes; `source.kynml` and `meta.*` are left out. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

/** Loads the grammar that the extension ships. */
export async function loadGrammar(): Promise<IGrammar> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(readFileSync(GRAMMAR, 'utf8'), GRAMMAR.pathname),
  });
  const grammar = await registry.loadGrammar('source.kynml');
  if (!grammar) throw new Error(`no grammar in ${GRAMMAR.pathname}`);
  return grammar;
}

/** Pieces of each line of a text. */
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

/** Where a scope stands in a line: its stretches, neighbours joined. */
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
 * Checks a picture: lines of a spec, under each the scopes that it must have. Carets show where the scope stands, exactly
 * (no character more); `-` instead of a scope means that nothing is coloured there. `.kynml` is left out of the names.
 */
export function checkScopes(grammar: IGrammar, picture: string): void {
  const all = picture.replace(/^\n/, '').replace(/\n *$/, '').split('\n');
  const isClaim = (line: string) => /^ *\^+ [-a-z]/.test(line);
  const lines = tokenise(grammar, all.filter(line => !isClaim(line)).join('\n'));
  let at = -1;
  for (const line of all) {
    if (!isClaim(line)) at++;
    else checkClaim(lines[at] ?? [], line);
  }
}

function checkClaim(pieces: readonly Piece[], claim: string): void {
  const [, blanks = '', carets = '', scope = ''] = /^( *)(\^+) (\S+)$/.exec(claim) ?? [];
  const start = blanks.length;
  const end = start + carets.length;
  if (scope === '-') {
    const coloured = pieces.filter(piece => piece.start < end && piece.end > start && piece.scopes.length > 0);
    expect(coloured, claim).toEqual([]);
  } else {
    expect(stretches(pieces, `${scope}.kynml`), `${claim}\n${JSON.stringify(pieces)}`).toContain(`${start}-${end}`);
  }
}
