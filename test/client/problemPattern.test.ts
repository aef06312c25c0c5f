// The problem pattern in package.json, tested with output lines of the tool.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const { contributes } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const [pattern] = contributes.problemPatterns;
const read = (line: string) => {
  const match = new RegExp(pattern.regexp).exec(line);
  return match && { file: match[pattern.file], line: match[pattern.location], message: match[pattern.message] };
};

describe('problem pattern $kynml', () => {
  it.each([
    [
      "KynMLError: specs/house.kyn:12: Undefined parameter reference '$lr'. Known params: ['hidden']",
      'specs/house.kyn',
      '12',
    ],
    ['KynMLError: a:1: b/UPPER.KYN:3: Unknown layer', 'a:1: b/UPPER.KYN', '3'],
    ['KynMLError: C:\\Users\\a b\\house price.kyn:3: Unknown layer', 'C:\\Users\\a b\\house price.kyn', '3'],
    ["KynMLError: /tmp/it's \"my\" spec.kyn:1: expected ':' after block header", '/tmp/it\'s "my" spec.kyn', '1'],
    ['KynMLError: /tmp/at 12:30: x/spec.kyn:7: wrong', '/tmp/at 12:30: x/spec.kyn', '7'],
    ['KynMLError: a.kyn:4: import of b.kyn:9: failed', 'a.kyn', '4'],
    ['KynMLShapeError: a.kyn:4: bad shape', 'a.kyn', '4'],
    ['KynMLError: <stdin>:2: bad', '<stdin>', '2'],
  ])('reads %s', (line, file, number) => {
    expect(read(line)).toMatchObject({ file, line: number });
  });

  it('keeps the whole message', () => {
    expect(read("KynMLError: a.kyn:4: Unsupported: 'elu': 3: x")?.message).toBe("Unsupported: 'elu': 3: x");
  });

  it.each([
    'Valid KynML program: a.kyn',
    '  KynMLError: a.kyn:4: quoted in a traceback',
    'epoch 3: loss 0.2',
    'KynMLError: no place is known',
  ])('ignores %j', line => expect(read(line)).toBeNull());
});
