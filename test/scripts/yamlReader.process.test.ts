// The packages contain only what reads YAML: each text is read as with the whole library.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dvcOutputs } from '../../src-shared/repro/data/dvcStages';
import { readYamlString } from '../../src-shared/repro/dlm/yamlString';
import { caseCount } from '../cases';

interface Reader {
  readYamlString: typeof readYamlString;
  dvcOutputs: typeof dvcOutputs;
}
const { bundles }: { bundles(production: boolean): Readonly<Record<string, BuildOptions>> } = await import(
  new URL('../../scripts/bundles.mjs', import.meta.url).href
);
const sourceOf = (path: string): string => JSON.stringify(join(import.meta.dirname, '../../src-shared/repro', path));

async function packed(): Promise<{ readonly reader: Reader; readonly writing: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'kynml-yaml-'));
  try {
    const { entryPoints: _, splitting: __, outdir: ___, ...options } = bundles(true).core ?? {};
    const contents = `export * from ${sourceOf('dlm/yamlString')}; export * from ${sourceOf('data/dvcStages')};`;
    const outfile = join(folder, 'reader.mjs');
    const stdin = { contents, resolveDir: folder };
    const { metafile } = await build({ ...options, stdin, outfile, plugins: options.plugins ?? [], metafile: true });
    const inputs = Object.values(metafile?.outputs ?? {}).flatMap(output => Object.entries(output.inputs));
    const writers = inputs.filter(([path]) => path.includes('yaml/browser/dist/stringify/'));
    const writing = writers.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
    return { reader: await import(pathToFileURL(outfile).href), writing };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const { reader, writing } = await packed();

const check = (text: string): void => {
  for (const key of ['a', 'b', '1', 'null', 'x y'])
    expect(reader.readYamlString(text, key)).toEqual(readYamlString(text, key));
  expect(reader.dvcOutputs(text, '/w/dvc.yaml')).toEqual(dvcOutputs(text, '/w/dvc.yaml'));
};

const values = [
  'word',
  '"quoted \\n"',
  "'it''s'",
  '|\n    text\n      more\n',
  '>-\n    folded\n    text\n',
  '[1, 2.5, x]',
  '{x: 1, y: [z]}',
  '',
  '- one\n  - two',
  '&name word',
  '*name',
  '!!binary aGk=',
  '!!str 1',
  '!!int 1',
  '!!omap [a: 1]',
  '!!set {a}',
  '!own x',
  '2026-01-02',
  'true',
  '~',
  '0x1f',
  '? x\n  : y',
  '<<: {a: 1}',
  '# only',
  '{a: 1}: b',
  '"\\x41\\u263a"',
];

test('values of every kind', () => {
  for (const value of values)
    for (const text of [
      `a: ${value}\n`,
      `${value}\n`,
      `b: &name x\na: ${value}\n`,
      `stages:\n  a:\n    outs:\n    - ${value}\n`,
    ])
      check(text);
});

test('random documents', () => {
  const line = fc.tuple(
    fc.constantFrom('', '  ', '    ', '- '),
    fc.constantFrom('a: ', 'b: ', 'stages: ', 'outs: ', '- ', '? ', ''),
    fc.constantFrom(...values),
  );
  const texts = fc
    .array(
      line.map(parts => parts.join('')),
      { maxLength: 8 },
    )
    .map(lines => `${lines.join('\n')}\n`);
  fc.assert(fc.property(texts, check), { numRuns: caseCount(2000) });
});

test('what writes YAML is left out', () => {
  expect(writing).toBeLessThan(1000);
});
