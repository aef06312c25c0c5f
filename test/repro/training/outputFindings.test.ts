// A spec whose run would overwrite a file that it needs is not compiled, also where links lead to the file.
import { expect, test } from 'vitest';
import type { MemoryFile } from '../../../src-shared/host/memoryHost';
import { compose } from '../../../src-shared/kyn/names/compose';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { compileSpec } from '../../../src-shared/repro/training/compileSpec';
import type { RunPlace } from '../../../src-shared/repro/training/outputFindings';
import { houseDataset, houseModel, houseTrain } from '../../specFixture';
import { hostOf } from '../memory';

const CSV = 'a,b,c,d,price\n1,2,3,4,5\n2,3,4,5,6\n';

interface More {
  readonly checkpoint?: string;
  readonly format?: string;
  readonly files?: Readonly<Record<string, MemoryFile>>;
}

let lookups = 0;

// The folder /w has the spec, an import and the data; `run` is where the script runs.
function reasonFor(path: string, run: RunPlace | undefined, more: More = {}): string[] {
  const lib = houseDataset + houseModel;
  const { files = {}, format = 'torch' } = more;
  const saved = more.checkpoint === undefined ? '' : `    checkpoint = checkpoint(path="${more.checkpoint}")\n`;
  const text = `import "lib.kyn"\n${houseTrain}${saved}export:\n    format = ${format}\n    path = "${path}"\n`;
  const host = hostOf({
    '/w/house.kyn': text,
    '/w/lib.kyn': lib,
    '/w/data/houses.csv': CSV,
    '/w/other.pt': '',
    ...files,
  });
  const result = compileSpec(
    {
      ...host,
      realPath(at) {
        lookups++;
        return host.realPath(at.replace(/^\/linked(?=\/|$)/, '/w'));
      },
    },
    {
      ...{ label: 'house.kyn', path: '/w/house.kyn', text, cwd: '/w', generator: 'kyn' },
      composition: tree =>
        compose({ id: '/w/house.kyn', tree }, (_, file) => ({ id: `/w/${file}`, label: file, tree: parse(lib) })),
      ...(run && { run }),
    },
  );
  const found = result.findings.filter(d => d.code === 'builtin-path');
  expect(result.ok).toBe(found.length === 0);
  return found.map(d => `${d.severity} at ${text.slice(d.span.start, d.span.end)}: ${d.message}`);
}

const SCRIPT = '/w/train_house.py';
const place = (folder: string): RunPlace => ({ folder, script: SCRIPT });

test.each([
  ['the spec', 'house.kyn', 'the spec itself'],
  ['the spec by its absolute path', '/w/house.kyn', 'the spec itself'],
  ['the spec by a link', '/linked/house.kyn', 'the spec itself'],
  ['an import', './lib.kyn', 'a file that the spec imports'],
  ['the data', 'data/houses.csv', 'the data'],
  ['the script', 'train_house.py', 'the script'],
  ['the script by a link to its folder', '/linked/train_house.py', 'the script'],
  ['the manifest', '/w/run_manifest.json', 'the manifest of the run'],
])('%s is not overwritten', (_, path, what) => {
  const expected = [
    `error at "${path}": This is the path of ${what}, so the run would overwrite it. Use another path.`,
  ];
  expect(reasonFor(path, place('/w'))).toEqual(expected);
});

test('paths are relative to the folder of the run', () => {
  expect(reasonFor('house.kyn', place('/w/out'))).toEqual([]);
  expect(reasonFor('../house.kyn', place('/w/out'))).toHaveLength(1);
  expect(reasonFor('house.kyn', undefined)).toHaveLength(1);
});

test('an empty file may be replaced', () => {
  expect(reasonFor('other.pt', place('/w'), { checkpoint: 'best.pt' })).toEqual([]);
});

const zip = Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0);
const protobuf = Uint8Array.of(8, 7, 18);
const ONNX = 'onnx\n    input_shape = [1, 4]\n    opset = 13';

test.each([
  ['a text', 'notes.md', 'torch', '# Notes'],
  ['a text out of the folder of the spec', '/home/me/.bashrc', 'torch', 'PATH=/bin'],
  ['a text above the folder', '../notes.md', 'torchscript', '# Notes'],
  ['the beginning of a model', 'm.pt', 'torch', 'PK'],
  ['a model in another format', 'm.onnx', ONNX, zip],
  ['a model in another format', 'm.pt', 'torch', protobuf],
  ['a device', 'm.pt', 'torch', { unreadable: 'special' } as const],
])('%s is not replaced: %s', (_, path, format, content) => {
  const at = path.startsWith('/') ? path : path.startsWith('../') ? path.slice(2) : `/w/${path}`;
  expect(reasonFor(path, place('/w'), { format, files: { [at]: content } })).toEqual([
    `error at "${path}": A file exists at this path that is not a model in this format, so the run does not overwrite it. Move the file or use another path.`,
  ]);
});

test.each([
  ['denied', 'A file at this path cannot be read, so it is not known whether it is a model'],
  ['unreadable', 'A file at this path cannot be read, so it is not known whether it is a model'],
  ['name-too-long', 'This path is too long for this system, so the run could not write the file.'],
] as const)('a path that is %s is not called an existing file', (unreadable, message) => {
  expect(reasonFor('m.pt', place('/w'), { files: { '/w/m.pt': { unreadable } } })).toEqual([
    expect.stringContaining(message),
  ]);
});

test.each([
  ['torch', zip],
  ['torchscript', zip],
  [ONNX, protobuf],
])('a model of %s may be replaced', (format, content) => {
  expect(reasonFor('m.bin', place('/w'), { format, files: { '/w/m.bin': content } })).toEqual([]);
});

test('a checkpoint does not replace a text', () => {
  const found = reasonFor('m.pt', place('/w'), { checkpoint: 'notes.md', files: { '/w/notes.md': '# Notes' } });
  expect(found).toEqual([expect.stringContaining('A file exists at this path that is not a model')]);
});

test('the export and the checkpoint do not overwrite each other', () => {
  const expected = [expect.stringContaining('The export and the checkpoint have the same path')];
  expect(reasonFor('other.pt', place('/w'), { checkpoint: '/w/other.pt' })).toEqual(expected);
  expect(reasonFor('new.pt', place('/w'), { checkpoint: '/linked/new.pt' })).toEqual(expected);
});

test('a combination of a sweep writes only into its folder', () => {
  const combination: RunPlace = { folder: '/w/combo-0000', log: '/w/combo-0000/output.txt', isCombination: true };
  expect(reasonFor('m.pt', combination)).toEqual([]);
  for (const path of ['../m.pt', '/x/m.pt', '../house.kyn'])
    expect(reasonFor(path, combination)).toEqual([expect.stringContaining('leads out of the folder of a combination')]);
  expect(reasonFor('output.txt', combination)).toEqual([expect.stringContaining('what the script prints')]);
});

test('a path that is longer than the system allows is not searched part by part', () => {
  lookups = 0;
  expect(reasonFor(`${'a/'.repeat(3000)}model.pt`, place('/w'))).toEqual([]);
  expect(lookups).toBeLessThan(100);
});
