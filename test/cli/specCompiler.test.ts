// A spec that is compiled for each combination of its sweep.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { specCompiler } from '../../server/src/cli/train/specCompiler';
import { memoryHost } from '../../src-shared/host/memoryHost';
import { defaultOptions } from '../../src-shared/kyn/catalogue/options';
import { readOverrides } from '../../src-shared/kyn/compile/overrides';
import { houseSpec } from '../specFixture';

test.each(['', '\uFEFF'])('is parsed once for all of them (mark %j)', mark => {
  const host = memoryHost(
    {},
    {
      sha256: text => createHash('sha256').update(text).digest('hex'),
      decodeUtf8: bytes => new TextDecoder().decode(bytes),
      encodeUtf8: text => new TextEncoder().encode(text),
    },
  );
  const environment = { host, io: { cwd: '/w' }, version: '1.2.3' };
  const spec = { path: '/w/house.kyn', label: 'house.kyn', text: `${mark}${houseSpec}` };
  const compiler = specCompiler(environment as never, spec, defaultOptions);
  const trees = ['0.1', '0.2'].map(lr => {
    const read = readOverrides([`lr=${lr}`]);
    if (!read.ok) throw new Error('The override was not read.');
    return compiler.compile(read.overrides, { folder: '/w', script: '/w/train_house.py' }).tree;
  });
  expect(trees[0]?.text).toBe(houseSpec);
  expect(trees[1]).toBe(trees[0]);
});
