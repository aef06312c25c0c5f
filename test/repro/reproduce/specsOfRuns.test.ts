// Whether two runs of one spec imported the same texts.
import { expect, test } from 'vitest';
import type { ComparedImports } from '../../../src-shared/repro/compare/policy';
import { compareImports, type RunImports } from '../../../src-shared/repro/reproduce/specsOfRuns';

const run = (texts: Readonly<Record<string, string>>, more: Partial<RunImports> = {}): RunImports => ({
  spec: '/w/a.kyn',
  imports: Object.entries(texts).map(([path, configHash]) => ({ path, configHash })),
  isComplete: true,
  ...more,
});
const NET = run({ '/w/net.kyn': '1', '/lib.kyn': '2' });
const differ = (...files: string[]): ComparedImports => ({ state: 'differ', files });
const unknown = (...sides: ('A' | 'B')[]): ComparedImports => ({ state: 'unknown', sides });

test.each<[string, RunImports | undefined, RunImports | undefined, ComparedImports]>([
  ['the same files', NET, run({ '/lib.kyn': '2', '/w/net.kyn': '1' }), { state: 'same' }],
  ['another text', NET, run({ '/w/net.kyn': '9', '/lib.kyn': '2' }), differ('net.kyn')],
  ['other files', NET, run({ '/w/net.kyn': '1', '/w/more.kyn': '2' }), differ('../lib.kyn', 'more.kyn')],
  ['one record', NET, undefined, unknown('B')],
  ['no record', undefined, undefined, unknown('A', 'B')],
  ['some of the files', { ...run({ '/w/net.kyn': '1' }), isComplete: false }, NET, unknown('A')],
  [
    'some of the files, one with another text',
    { ...run({ '/w/net.kyn': '9' }), isComplete: false },
    NET,
    differ('net.kyn'),
  ],
  [
    'the same files in another folder',
    run({ '/w/net.kyn': '1' }),
    run({ '/v/net.kyn': '1' }, { spec: '/v/a.kyn' }),
    { state: 'same' },
  ],
])('%s', (_, a, b, expected) => expect(compareImports(a, b)).toEqual(expected));
