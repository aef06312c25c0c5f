// Signature help. `$0` is the cursor.
import { describe, expect, it, test } from 'vitest';
import { signatureAt } from '../../../src-shared/kyn/hover/signature';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { readFixture } from '../../fixture';

/** The signature at the cursor, with the active parameter in `*`. */
function signature(fixture: string): string | undefined {
  const [file] = readFixture(fixture);
  const found = file && signatureAt(parse(file.text), file.cursor ?? -1);
  if (!found) return undefined;
  const active = found.active === undefined ? undefined : found.parameters[found.active]?.label;
  return active === undefined ? found.label : found.label.replace(active, `*${active}*`);
}

const train = (line: string): string => `train:\n    ${line}\n`;
const model = (line: string): string => `model N:\n    ${line}\n`;

describe('calls', () => {
  test.each([
    ['optimizer = adam($0', 'adam(*lr=0.001*)'],
    ['optimizer = adam(lr=0.$05)', 'adam(*lr=0.001*)'],
    ['optimizer = adam( 0.5 $0)', 'adam(*lr=0.001*)'],
    ['optimizer = adam(lr=0.5, $0)', 'adam(lr=0.001)'],
    ['optimizer = adam(nothing=$0)', 'adam(lr=0.001)'],
    ['optimizer = adam(nothing=1, $0)', 'adam(*lr=0.001*)'],
    ['scheduler = onecycle($0', 'onecycle(*max_lr=0.01*)'],
    ['source = csv("a, (b$0")', 'csv(*"data.csv"*)'],
    ['source = csv("a, (b"$0)', 'csv(*"data.csv"*)'],
    ['source = csv("a, ($0', 'csv(*"data.csv"*)'],
    ['x = [adam(lr=[1, 2, $0', 'adam(*lr=0.001*)'],
    ['x = adam(lr=other(1), $0', 'adam(lr=0.001)'],
    ['x = adam(lr=csv($0', 'csv(*"data.csv"*)'],
  ])('%s', (line, expected) => {
    expect(signature(train(line))).toBe(expected);
  });

  test.each([
    'optimizer = adam$0(lr=1)',
    'optimizer = adam(lr=1)$0',
    'x = other($0',
    'x = adam(lr=other($0',
    'x = ($0',
    'x = [$0',
  ])('none at %s', line => {
    expect(signature(train(line))).toBeUndefined();
  });

  it('have no signature in a comment', () => {
    expect(signature(train('optimizer = adam(  # $0'))).toBeUndefined();
    expect(signature(train('# adam($0'))).toBeUndefined();
    expect(signature('optimizer = adam(\n    $0')).toBeUndefined();
  });
});

describe('layers', () => {
  test.each([
    ['dense $0', 'dense <*units*> <activation>'],
    ['dense 6$04', 'dense <*units*> <activation>'],
    ['dense 64$0', 'dense <*units*> <activation>'],
    ['dense 64 $0', 'dense <units> <*activation*>'],
    ['dense   $h   re$0lu', 'dense <units> <*activation*>'],
    ['dense 64 relu $0', 'dense <units> <activation>'],
    ['dense activation=relu $0', 'dense <*units*> <activation>'],
    ['dense activation = $0', 'dense <units> <*activation*>'],
    ['dense unknown=$0', 'dense <units> <activation>'],
    ['dropout $0', 'dropout <*rate*>'],
    ['input 1$0', 'input <*n*>'],
  ])('%s', (line, expected) => {
    expect(signature(model(line))?.replace('*<', '<*').replace('>*', '*>')).toBe(expected);
  });

  test.each(['dense$0', 'batchnorm $0', 'unknown $0', 'dense 64  # $0'])('none at %s', line => {
    expect(signature(model(line))).toBeUndefined();
  });

  it('have no signature in another block', () => {
    expect(signature(train('dense $0'))).toBeUndefined();
    expect(signature('dense $0')).toBeUndefined();
  });
});

it('a signature and each of its parameters have documentation', () => {
  const found = signatureAt(parse(model('dense ')), model('dense ').length - 1);
  expect(found?.doc).toContain('weighted sum');
  expect(found?.parameters.map(p => p.doc)).toEqual([
    expect.stringContaining('Number of outputs of the layer.'),
    expect.stringContaining('One of `relu`'),
  ]);
});
