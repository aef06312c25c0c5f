// The metrics of two runs: which side is better, and by how much.
import { describe, expect, test } from 'vitest';
import { compareMetrics } from '../../../src-shared/repro/compare/metrics';
import { type JsonNode, parseJson } from '../../../src-shared/text/jsonText';

const node = (value: unknown): JsonNode => parseJson(JSON.stringify(value)).value as JsonNode;

describe('metrics', () => {
  const metrics = (nodes: Record<string, JsonNode>) =>
    new Map(Object.entries(nodes).map(([key, one]) => [key, { node: one, key }]));
  const one = (a: string, b: string, name = 'mae') => {
    const [x, y] = [parseJson(a).value, parseJson(b).value] as [JsonNode, JsonNode];
    const { better, delta, relative } = compareMetrics(metrics({ [name]: x }), metrics({ [name]: y }))[0] ?? {};
    return { better, delta, relative };
  };

  test.each([
    ['1', '2', 'mae', { better: 'a', delta: 1, relative: 1 }],
    ['2', '1', 'mae', { better: 'b', delta: -1, relative: -0.5 }],
    ['-2', '-1', 'r2', { better: 'b', delta: 1, relative: 0.5 }],
    ['1', '2', 'score', { better: 'unknown', delta: 1, relative: 1 }],
    ['1', '1.0', 'score', { better: 'same', delta: 0, relative: 0 }],
    ['0', '1', 'mae', { better: 'a', delta: 1, relative: undefined }],
    ['0', '-0', 'mae', { better: 'same', delta: 0, relative: undefined }],
    ['NaN', '1', 'mae', { better: 'unknown', delta: undefined, relative: undefined }],
    ['NaN', 'NaN', 'mae', { better: 'unknown', delta: undefined, relative: undefined }],
    ['Infinity', '1', 'mae', { better: 'unknown', delta: undefined, relative: undefined }],
    ['1', '-Infinity', 'mae', { better: 'unknown', delta: undefined, relative: undefined }],
    ['1e400', '1', 'mae', { better: 'unknown', delta: undefined, relative: undefined }],
    ['Infinity', 'Infinity', 'mae', { better: 'unknown', delta: undefined, relative: undefined }],
    ['-1e308', '1e308', 'mae', { better: 'a', delta: undefined, relative: undefined }],
    ['"1"', '1', 'mae', { better: 'unknown', delta: undefined, relative: undefined }],
    ['9007199254740993', '9007199254740992', 'mae', { better: 'b', delta: -1, relative: -1 / 2 ** 53 }],
    ['9007199254740993', '9007199254740992.0', 'mae', { better: 'b', delta: -1, relative: -1 / 2 ** 53 }],
    ['9007199254740993', '1.5', 'mae', { better: 'b', delta: 1.5 - 2 ** 53, relative: (1.5 - 2 ** 53) / 2 ** 53 }],
    ['9007199254740993', '2.0', 'mae', { better: 'b', delta: 1 - 2 ** 53, relative: (1 - 2 ** 53) / 2 ** 53 }],
    [`1${'0'.repeat(400)}`, `1${'0'.repeat(399)}1`, 'mae', { better: 'a', delta: 1, relative: undefined }],
    [`1${'0'.repeat(400)}`, `1${'0'.repeat(400)}`, 'mae', { better: 'same', delta: 0, relative: 0 }],
    ['1e-308', '1e307', 'mae', { better: 'a', delta: 1e307, relative: undefined }],
    ['1', '1e307', 'mae', { better: 'a', delta: 1e307, relative: undefined }],
    ['1', `1${'0'.repeat(30)}1`, 'score', { better: 'unknown', delta: 10n ** 31n, relative: 1e31 }],
    ['null', 'true', 'mae', { better: 'unknown', delta: undefined, relative: undefined }],
  ] as const)('%s against %s of %s', (a, b, name, expected) => {
    const found = one(a, b, name);
    expect({ ...found, delta: found.delta === 0 ? 0 : found.delta }).toEqual(expected);
  });

  test('any two numbers can be compared, in both orders', () => {
    const whole = ['0', '1', '9007199254740991', '9007199254740993', '18446744073709551616', `1${'0'.repeat(400)}`];
    const other = ['0.0', '-0', '1.5', '0.1', '5e-324', '1e15', '9007199254740992.0', '4503599627370496.5', '1e308'];
    const texts = [...whole, ...other].flatMap(text => (text.startsWith('-') ? [text] : [text, `-${text}`]));
    const flipped = { a: 'b', b: 'a', same: 'same', unknown: 'unknown' } as const;
    for (const a of texts)
      for (const b of texts) {
        const [there, back] = [one(a, b, 'mae'), one(b, a, 'mae')];
        expect(flipped[there.better ?? 'unknown'], `${a} ${b}`).toBe(back.better);
        if (Number(a) < Number(b)) expect(there.better, `${a} ${b}`).toBe('a');
      }
  });

  test('of one side only, sorted by code point', () => {
    const compared = compareMetrics(metrics({ b: node(1), '😀': node(1) }), metrics({ B: node(1), '\uffff': node(1) }));
    expect(compared.map(m => [m.name, m.better, 'a' in m, 'b' in m])).toEqual([
      ['B', 'unknown', false, true],
      ['b', 'unknown', true, false],
      ['\uffff', 'unknown', false, true],
      ['😀', 'unknown', true, false],
    ]);
    expect(compareMetrics()).toEqual([]);
  });
});
