// The grammar of artifacts with NaN: JSON with the usual scope names, so that every theme colours it, and no number of Python is an error.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { IGrammar } from 'vscode-textmate';
import { loadGrammar, stretches, tokenise } from './tokenise';

let grammar: IGrammar;
beforeAll(async () => {
  grammar = await loadGrammar('source.json.kynml', 'kynml-json');
});

/** The texts with a scope in a text of one line. */
function scoped(text: string, scope: string): string[] {
  const [line = []] = tokenise(grammar, text);
  return stretches(line, scope).map(range => text.slice(...(range.split('-').map(Number) as [number, number])));
}

const invalid = (text: string): boolean =>
  tokenise(grammar, text).some(line => line.some(({ scopes }) => scopes.some(s => s.startsWith('invalid'))));

describe('the grammar of artifacts', () => {
  it.each(['NaN', 'Infinity', '-Infinity'])('%s is a constant as a member, an element and a whole text', token => {
    for (const text of [`{"mae": ${token}}`, `[1, ${token}]`, token]) {
      expect(scoped(text, 'constant.language.non-finite.json')).toEqual([token]);
      expect(invalid(text)).toBe(false);
    }
  });

  it('has the scopes of JSON', () => {
    const text = '{"a": [true, null, -1.5e+3], "b": "x\\n"}';
    expect(scoped(text, 'support.type.property-name.json')).toEqual(['"a"', '"b"']);
    expect(scoped(text, 'constant.language.json')).toEqual(['true', 'null']);
    expect(scoped(text, 'constant.numeric.json')).toEqual(['-1.5e+3']);
    expect(scoped(text, 'string.quoted.double.json')).toEqual(['"x\\n"']);
    expect(scoped(text, 'constant.character.escape.json')).toEqual(['\\n']);
    expect(invalid(text)).toBe(false);
  });

  it.each(['{"a": NaNs}', '{"a": infinity}', '{"a": +Infinity}', '[nan]', '{"a": "\\q"}'])(
    '%s is marked as invalid',
    text => {
      expect(invalid(text)).toBe(true);
    },
  );

  it('a string that contains NaN is a string', () => {
    expect(scoped('{"NaN": "NaN"}', 'constant.language.non-finite.json')).toEqual([]);
  });

  it('an unclosed string ends with its line', () => {
    const lines = tokenise(grammar, '{"a": "open\n"b": NaN}');
    expect(stretches(lines[1] ?? [], 'constant.language.non-finite.json')).toHaveLength(1);
  });
});

it('brackets and quotes are closed, and comments are not offered: Python reads none', () => {
  const file = new URL('../../syntaxes/kynml-json.language-configuration.json', import.meta.url);
  const configuration = JSON.parse(readFileSync(file, 'utf8'));
  expect(configuration.autoClosingPairs.map(({ open }: { open: string }) => open)).toEqual(['{', '[', '"']);
  expect(configuration.comments).toBeUndefined();
});
