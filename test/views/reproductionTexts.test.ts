// What a verdict of a reproduction means.
import { expect, test } from 'vitest';
import { reproductionMeaning } from '../../src-shared/views/reproductionTexts';
import { manifestOf, reproduced, reproducedWith, SPEC } from '../repro/reproduce/world';

test('a new run whose metrics are NaN like the recorded ones shows nothing, but nothing is missing', async () => {
  const manifest = JSON.stringify(manifestOf(SPEC, { metrics: 'METRICS' })).replace('"METRICS"', '{"mae": NaN}');
  const result = await reproduced({ manifest, train: () => ({ ok: true, manifest }) });
  expect(result.verdict).toBe('cannot-be-judged');
  expect(reproductionMeaning(result)).toBe(
    'A new training ended, but it does not show whether the run was reproduced.',
  );
});

test('without a new run, something is missing', async () => {
  const result = await reproducedWith({ config_hash: '0'.repeat(64) });
  expect(result.verdict).toBe('cannot-be-judged');
  expect(reproductionMeaning(result)).toBe('Something that is needed to reproduce the run is missing.');
});
