// The values of a combination as edits of a spec.
import { expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { givenValues, useParams } from '../../../src-shared/repro/training/useParams';
import { parseJson } from '../../../src-shared/text/jsonText';

const SPEC = `params:
    lr = 0.1        # the first guess
    hidden = 32
    act = "relu"

sweep:
    lr = [0.1, 0.010, 0.00100]
    hidden = [16, 64]
`;

function used(run: object | string, text = SPEC): string {
  const json = typeof run === 'string' ? run : JSON.stringify(run);
  const result = useParams(analyze({ tree: parse(text) }), givenValues(parseJson(json).value));
  if (!result.ok) return result.message;
  return [...result.edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((now, { span, text: added }) => now.slice(0, span.start) + added + now.slice(span.end), text);
}

const written = (lr: string, hidden: string): string =>
  SPEC.replace('lr = 0.1 ', `lr = ${lr} `).replace('hidden = 32', `hidden = ${hidden}`);

test('the values are written as in the sweep, and comments and layout stay', () => {
  expect(used('{"combo": {"lr": 0.01, "hidden": 64}}')).toBe(written('0.010', '64'));
  expect(used('{"combo": {"lr": 0.001, "hidden": 16}}')).toBe(written('0.00100', '16'));
  expect(used({ combo: { lr: 0.1, hidden: 32 } })).toBe(SPEC);
});

test('a value that the sweep does not have is written as a number, a word or a string', () => {
  expect(used('{"combo": {"lr": 0.5, "act": "tanh"}}')).toBe(
    SPEC.replace('lr = 0.1 ', 'lr = 0.5 ').replace('"relu"', '"tanh"'),
  );
  // `--param` is recorded as texts; the combination counts where there is one.
  expect(used({ params: { lr: '0.25', act: 'gelu' } })).toBe(
    SPEC.replace('lr = 0.1 ', 'lr = 0.25 ').replace('"relu"', '"gelu"'),
  );
  expect(used('{"combo": {"lr": 0.010}, "params": {"lr": "0.7"}}')).toBe(written('0.010', '32'));
});

test.each([
  ['{"combo": {"depth": 3}}', 'The spec has no param `depth` with a value, so this value cannot be written.'],
  ['{"combo": {"lr": null}}', /^The value of `lr` cannot be written into a spec\./],
  ['{"combo": {"act": "a\\"b"}}', /^The value of `act` cannot be written into a spec\./],
  ['{"combo": {"lr": NaN}}', /^The value of `lr` cannot be written into a spec\./],
])('%s is refused as a whole', (run, message) => {
  expect(used(run)).toMatch(message);
});
