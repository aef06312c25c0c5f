// Names of properties that every JavaScript object has. They must behave like all other names.
import { describe, expect, test } from 'vitest';
import { blocks, keySpec, words } from '../../../src-shared/kyn/catalogue/index';
import { readFixture } from '../../fixture';
import { analysisOf, checkDiagnostics, checkSpec } from '../check';

const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];

describe.each(NAMES)('%s', name => {
  test('as the name of blocks', () => {
    checkDiagnostics(`
      dataset ${name}:
          source = csv("rows.csv")
          target = "${name}"
      model ${name}:
          input 4
      train:
          model = ${name}
          data = ${name}
          loss = mse
          optimizer = adam(${name}=1)
          #                ${'^'.repeat(name.length)} warning call-arguments: \`adam\` has no known argument \`${name}\`; the documentation lists \`lr\`.
          epochs = 3
    `);
  });

  test('as an unknown block name', () => {
    const at = ' '.repeat(0) + '^'.repeat(name.length);
    checkSpec(`
      train:
          ...
          model = ${name}
          #       ${at} error unknown-name: Unknown model \`${name}\`; this spec has \`Net\`.
    `);
  });

  test('as a param and an axis', () => {
    checkSpec(`
      params:
          ${name} = 8
      sweep:
          ${name} = [8, 16]
      train:
          ...
          batch = $${name}
    `);
  });

  test('as an undefined param', () => {
    checkSpec(`
      train:
          ...
          batch = $${name}
          #       ${'^'.repeat(name.length + 1)} error undefined-param: Undefined parameter reference '$${name}'. Known params: []
      sweep:
          ${name} = [1]
          #${'^'.repeat(name.length - 1)} error sweep-axis: The sweep axis \`${name}\` does not name a param; add it to the \`params\` block.
    `);
  });

  test('as a key', () => {
    checkSpec(`
      evaluate:
          ${name} = 3
          #${'^'.repeat(name.length - 1)} error unknown-key: The \`evaluate\` block has no key \`${name}\`; its only key is \`metrics\`.
    `);
  });

  test('as a key twice', () => {
    checkSpec(`
      params:
          ${name} = 3
          ${name} = 3
          #${'^'.repeat(name.length - 1)} error duplicate-key: \`${name}\` is set twice in this block; remove one.
    `);
  });

  test('as a keyword', () => {
    checkSpec(`
      ${name}:
      #${'^'.repeat(name.length - 1)} error unknown-block: Unknown block \`${name}\`; use one of \`params\`, \`sweep\`, \`dataset\`, \`model\`, \`train\`, \`evaluate\`, \`export\`.
          a = 1
    `);
  });

  test('as a word', () => {
    const marks = '^'.repeat(name.length);
    checkSpec(`
      model Net:
          input 4
          ${name} 8
          #${marks.slice(1)} warning unknown-word: \`${name}\` is not a known layer; …
          dense 8 ${name}
          #       ${marks} warning unknown-word: \`${name}\` is not a known activation; …
      train:
          ...
          loss = ${name}
          #      ${marks} warning unknown-word: \`${name}\` is not a known loss; …
          optimizer = ${name}()
          #           ${marks} warning unknown-word: \`${name}\` is not a known optimizer; …
      evaluate:
          metrics = [${name}]
          #          ${marks} warning unknown-word: \`${name}\` is not a known metric; …
    `);
  });

  test('as a list of extra words in the settings', () => {
    const extraWords = JSON.parse(`{"${name}": ["swish"]}`);
    checkSpec('model Net:\n    input 4\n    dense 8 relu\n', { unknownWords: 'warning', extraWords });
  });

  test('as the path of an import', () => {
    checkSpec(`
      import "${name}"
      #      ${'^'.repeat(name.length + 2)} error import-problem: File not found: ${name}. Import paths are relative to the importing file.
    `);
  });

  test('is not an entry of the catalogue', () => {
    for (const { keyword } of Object.values(blocks)) expect(keySpec(keyword, name)).toBeUndefined();
    expect(Object.hasOwn(words, name)).toBe(false);
  });
});

test('they do not pollute Object.prototype', () => {
  analysisOf(readFixture('params:\n    __proto__ = 1\n    constructor = 2\n'));
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
