// The TextMate grammar: the scopes of each form of the language, and agreement with lexer and catalogue.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { IGrammar } from 'vscode-textmate';
import { type WordCategory, words } from '../../src-shared/kyn/catalogue/index';
import type { TokenKind } from '../../src-shared/kyn/syntax/tokens';
import { caseCount, SEED } from '../cases';
import { lex } from '../kyn/lex';
import { checkScopes, loadGrammar, stretches, tokenise } from './tokenise';

let grammar: IGrammar;
beforeAll(async () => {
  grammar = await loadGrammar();
});

const pictures: Record<string, string> = {
  'import and definitions': `
import "other.kyn"  # datasets and models
^^^^^^ keyword.control.import
       ^^^^^^^^^^^ string.quoted.double
                    ^^^^^^^^^^^^^^^^^^^^^ comment.line.number-sign
params:
^^^^^^ storage.type.block
      ^ punctuation.separator.block
    hidden = 64
    ^^^^^^ variable.parameter.definition
           ^ keyword.operator.assignment
             ^^ constant.numeric.integer
sweep:
^^^^^ storage.type.block
    lr = [0.01, -0.5,]
    ^^ variable.parameter.definition
         ^ punctuation.section.list
          ^^^^ constant.numeric.float
              ^ punctuation.separator.comma
                ^^^^ constant.numeric.float
                     ^ punctuation.section.list
`,
  'dataset and train': `
dataset Houses:
^^^^^^^ storage.type.block
        ^^^^^^ entity.name.type.dataset
              ^ punctuation.separator.block
    source = csv("data/houses.csv")
    ^^^^^^ variable.other.property
             ^^^ entity.name.function.call
                ^ punctuation.section.arguments
                 ^^^^^^^^^^^^^^^^^ string.quoted.double
    normalize = true
    ^^^^^^^^^ variable.other.property
                ^^^^ constant.language.boolean
train:
^^^^^ storage.type.block
    model = PriceNet
    ^^^^^ variable.other.property
            ^^^^^^^^ entity.name.type.reference
    data = Houses
           ^^^^^^ entity.name.type.reference
    loss = mse
           ^^^ support.constant.loss
    optimizer = adam(lr=$lr, step = -1)
                ^^^^ entity.name.function.call
                     ^^ variable.parameter.argument
                       ^ keyword.operator.assignment
                        ^^^ variable.parameter.reference
                             ^^^^ variable.parameter.argument
                                    ^^ constant.numeric.integer
    device = cuda
             ^^^^ support.constant.option
evaluate:
^^^^^^^^ storage.type.block
    metrics = [mae, own_metric]
               ^^^ support.constant.metric
                    ^^^^^^^^^^ variable.other.name
export:
^^^^^^ storage.type.block
    format = onnx
             ^^^^ support.constant.option
`,
  'model layers': `
model PriceNet:
^^^^^ storage.type.block
      ^^^^^^^^ entity.name.type.model
    input 10
    ^^^^^ support.function.layer
          ^^ constant.numeric.integer
    dense $hidden relu    # units, then activation
    ^^^^^ support.function.layer
          ^^^^^^^ variable.parameter.reference
                  ^^^^ support.constant.activation
                          ^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.number-sign
    dropout rate=0.5
    ^^^^^^^ support.function.layer
            ^^^^ variable.parameter.argument
                 ^^^ constant.numeric.float
    dense 1 elu
            ^^^ variable.other.name
`,
  'comments at any indentation do not end a block': `
model M:
# first column
^^^^^^^^^^^^^^ comment.line.number-sign
  # odd indentation
  ^^^^^^^^^^^^^^^^^ comment.line.number-sign

    dense 1 linear#glued
    ^^^^^ support.function.layer
            ^^^^^^ support.constant.activation
                  ^^^^^^ comment.line.number-sign
train:
    dense = 1
    ^^^^^ variable.other.property
`,
  'a hash sign inside a string is text': `
dataset D:
    target = "a # b"  # c
             ^^^^^^^ string.quoted.double
                      ^^^ comment.line.number-sign
`,
  'strings have no escapes': `
dataset D:
    target = "a\\"  # c
             ^^^^ string.quoted.double
                   ^^^ comment.line.number-sign
`,
  'an unclosed string ends with its line': `
dataset D:
    target = "price  # c
             ^^^^^^^^^^^ invalid.illegal.unclosed-string
    split = 0.8
    ^^^^^ variable.other.property
            ^^^ constant.numeric.float
`,
  'an unclosed call ends with its line': `
train:
    optimizer = adam(lr=[
    epochs = 20
    ^^^^^^ variable.other.property
             ^^ constant.numeric.integer
model M:
^^^^^ storage.type.block
`,
  'single quotes and Python booleans': `
dataset D:
    target = 'price'  # c
             ^^^^^^^ invalid.illegal.single-quotes
                      ^^^ comment.line.number-sign
    shuffle = True
              ^^^^ invalid.illegal.boolean
    target = 'open
             ^^^^^ invalid.illegal.single-quotes
`,
  'numbers that KynML does not read': `
params:
    a = 1e-3
        ^^^^ invalid.illegal.number
    b = .5
        ^^ invalid.illegal.number
    c = 5.
        ^^ invalid.illegal.number
    d = +1
        ^^ invalid.illegal.number
    e = 64abc
        ^^^^^ invalid.illegal.number
    f = 1.2.3
        ^^^^^ invalid.illegal.number
    g = [1e5, 2]
         ^^^ invalid.illegal.number
            ^ punctuation.separator.comma
              ^ constant.numeric.integer
    h = -
        ^ invalid.illegal.number
`,
  'a parameter reference needs a name': `
params:
    a = [$, $9, $b9]
         ^ invalid.illegal.parameter
            ^^ invalid.illegal.parameter
                ^^^ variable.parameter.reference
`,
  'tabs in the indentation': `
train:
\tepochs = 20
^ invalid.illegal.tab-indentation
 ^^^^^^ variable.other.property
  \t  batch = 32
  ^^^ invalid.illegal.tab-indentation
     ^^^^^ variable.other.property
    seed\t= 42
    ^^^^ variable.other.property
        ^ -
model M:
\tdense 1 linear
^ invalid.illegal.tab-indentation
 ^^^^^ support.function.layer
\t"x"
^ invalid.illegal.tab-indentation
\t# a comment may stand anywhere
^ -
`,
  'words that only begin like a header': `
trainer = 1
^^^^^^^ variable.parameter.argument
models:
^^^^^^ variable.other.name
modelx M:
^^^^^^ variable.other.name
`,
  'a header that is being typed': `
dataset
^^^^^^^ storage.type.block
    so
    ^^ variable.other.property
`,
};

describe('scopes', () => {
  for (const [name, picture] of Object.entries(pictures)) test(name, () => checkScopes(grammar, picture));
});

const scopeOfKind: Partial<Record<TokenKind, string>> = {
  int: 'constant.numeric.integer',
  float: 'constant.numeric.float',
  badNumber: 'invalid.illegal.number',
  string: 'string.quoted.double',
  singleQuoted: 'invalid.illegal.single-quotes',
  param: 'variable.parameter.reference',
  badParam: 'invalid.illegal.parameter',
  comment: 'comment.line.number-sign',
};

test('the grammar and the lexer agree on values', () => {
  const piece = fc.constantFrom(
    '"',
    "'",
    '#',
    '$',
    '-',
    '+',
    '.',
    '7',
    '12',
    'e',
    'E',
    'x',
    '_',
    ' ',
    '=',
    '(',
    ']',
    ',',
    ':',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
      const start = 'train:\n    seed = '.length;
      const text = `train:\n    seed = ${pieces.join('')}`;
      const line = tokenise(grammar, text)[1] ?? [];
      const lineStart = 'train:\n'.length;
      for (const token of lex(text).filter(t => t.start >= start && scopeOfKind[t.kind])) {
        const covered = line.filter(p => p.start + lineStart < token.end && p.end + lineStart > token.start);
        expect(covered.length, `${text} ${token.kind}`).toBeGreaterThan(0);
        for (const p of covered)
          expect(p.scopes, `${text} ${token.kind}`).toContain(`${scopeOfKind[token.kind]}.kynml`);
      }
    }),
    { numRuns: caseCount(500), seed: SEED },
  );
});

const colouredLists: readonly WordCategory[] = ['activation', 'loss', 'metric', 'device', 'precision', 'format'];

test.each(colouredLists)('the words of the list %s are constants, except rejected ones', list => {
  for (const { name, status } of words[list]) {
    const scopes = tokenise(grammar, `evaluate:\n    x = ${name}`)[1]?.at(-1)?.scopes ?? [];
    expect(
      scopes.some(scope => scope.startsWith('support.constant.')),
      name,
    ).toBe(status !== 'rejected');
  }
});

test('a wrong expectation fails', () => {
  expect(() => checkScopes(grammar, 'train:\n^^^^ storage.type.block')).toThrow();
  expect(() => checkScopes(grammar, 'train:\n^^^^^ -')).toThrow();
  expect(stretches([], 'x')).toEqual([]);
});
