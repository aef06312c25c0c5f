// Fields are offered in time that grows with the text.
import { expect, it } from 'vitest';
import { kindById } from '../../src-shared/artifacts/detect';
import { completeField } from '../../src-shared/artifacts/fieldCompletion';
import { stopwatch } from '../stopwatch';

const manifest = kindById('kynml-run-manifest') as NonNullable<ReturnType<typeof kindById>>;

it.each(['{"', '{"a\\', '{"a": [', '{', '"\\"'])('fields take time in proportion to a long text of %j', unit => {
  const complete = (text: string) => completeField({ kind: manifest, text, offset: text.length });
  const elapsed = stopwatch();
  complete(`{"a": "${'x'.repeat(1000)}", ${unit.repeat(100_000)}`);
  complete(`{"a": "${'x'.repeat(1_000_000)}`);
  expect(elapsed()).toBeLessThan(2000);
});
