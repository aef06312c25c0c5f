// The colours of a client without a grammar: every word, comment, string, number and operator has a token.
import { expect, test } from 'vitest';
import { encodeWords, encodeWordsIn, TOKEN_TYPES } from '../../server/src/lsp/spec/wordTokens';
import { type Analysis, analyze } from '../../src-shared/kyn/analyze';
import { tokenAt } from '../../src-shared/kyn/syntax/lexer';
import { parse } from '../../src-shared/kyn/syntax/parse';
import { lineIndex, positionAt } from '../../src-shared/text/lineIndex';
import { caseCount, repeatWith, SEED } from '../cases';
import { Chance, mutated, randomFrom } from '../kyn/mutate';
import { specs } from '../kyn/pool';
import { startClient } from './client';

const SPEC = `import "lib.kyn"
# A comment
params:
    lr = 0.01

model Net:
    dense 1 linear

train:
    model = Net
    optimizer = adam(lr=$lr, nesterov=true)
    data = Other
`;

/** The text, the type and `!` for a declaration of each token. */
function tokens({ tree: { text } }: Analysis, data: readonly number[]): string[] {
  const lines = text.split('\n');
  let [line, character] = [0, 0];
  return Array.from({ length: data.length / 5 }, (_, i) => {
    const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(i * 5);
    [line, character] = [line + down, down > 0 ? right : character + right];
    return `${lines[line]?.slice(character, character + length)} ${TOKEN_TYPES[type]}${modifiers ? '!' : ''}`;
  });
}

const ofSpec = (text: string): Analysis => analyze({ tree: parse(text) });

test('each word has a type', () => {
  const spec = ofSpec(SPEC);
  expect(tokens(spec, encodeWords(spec))).toEqual([
    'import keyword',
    '"lib.kyn" string',
    '# A comment comment',
    'params keyword',
    ': operator',
    'lr parameter!',
    '= operator',
    '0.01 number',
    'model keyword',
    'Net class!',
    ': operator',
    'dense function',
    '1 number',
    'linear variable',
    'train keyword',
    ': operator',
    'model property',
    '= operator',
    'Net class',
    'optimizer property',
    '= operator',
    'adam function',
    'lr property',
    '= operator',
    '$lr parameter',
    'nesterov property',
    '= operator',
    'true keyword',
    'data property',
    '= operator',
    'Other variable',
  ]);
});

const COLOURED = /^(?:comment|name|int|float|badNumber|string|singleQuoted|openString|param|=|:)$/;

// The texts of the tokens of a spec that have a colour.
function colouredTexts(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; ) {
    const { kind, start, end } = tokenAt(text, at);
    if (COLOURED.test(kind)) found.push(text.slice(start, end));
    at = end;
  }
  return found;
}

test('each word, comment, string, number and operator of any text has one token', () => {
  const chance = new Chance(randomFrom(SEED));
  for (let i = 0; i < caseCount(300); i++) {
    const spec = ofSpec(mutated(chance.of(specs), chance).replaceAll(/[^\n -~]/g, ''));
    const covered = tokens(spec, encodeWords(spec)).map(token => token.replace(/ \S+$/, ''));
    expect(covered, repeatWith()).toEqual(colouredTexts(spec.tree.text));
  }
});

test('the tokens of a range are those of the items in it', () => {
  const spec = ofSpec(SPEC);
  const start = SPEC.indexOf('model Net');
  const range = { start: start + 1, end: start + 9 };
  const part = tokens(spec, encodeWordsIn(spec, range));
  expect(part.slice(0, 3)).toEqual(['model keyword', 'Net class!', ': operator']);
  expect(positionAt(lineIndex(SPEC), start).line).toBe(encodeWordsIn(spec, range)[0]);
});

test('a client that does not add tokens to a grammar gets them, and no deltas', async () => {
  const client = await startClient({ 'net.kyn': SPEC }, { plain: true, pull: false });
  expect(client.initialized.capabilities.semanticTokensProvider).toMatchObject({ full: true, range: true });
  await client.open('net.kyn', SPEC);
  const textDocument = { uri: client.uri('net.kyn') };
  const all: { data: number[] } = await client.connection.sendRequest('textDocument/semanticTokens/full', {
    textDocument,
  });
  expect(all).toEqual({ data: encodeWords(ofSpec(SPEC)) });
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  expect(await client.connection.sendRequest('textDocument/semanticTokens/range', { textDocument, range })).toEqual(
    all,
  );
  expect(
    await client.connection.sendRequest('textDocument/semanticTokens/full/delta', {
      textDocument,
      previousResultId: '1',
    }),
  ).toEqual(all);
});
