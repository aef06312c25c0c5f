// The stand-in for the `kynml` command: it behaves as documented for the real one, and its training is real.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const COMMAND = fileURLToPath(new URL('./standInKynml.mjs', import.meta.url));
const CSV = `a,b,y\n${Array.from({ length: 40 }, (_, i) => `${i % 7},${i % 5},${(i % 7) * 2 - (i % 5) + 1}`).join('\n')}\n`;
const SPEC = `params:
    lr = 0.05
dataset D:
    source = csv("data/d.csv")
    target = "y"
    normalize = true
model M:
    input 2
    dense 8 relu
    dense 1 linear
train:
    model = M
    data = D
    loss = mse
    optimizer = adam(lr=$lr)
    epochs = 30
    seed = 1
evaluate:
    metrics = [mae, r2]
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), `a "blank" and $HOME 'quote' `));
  mkdirSync(join(folder, 'data'));
  mkdirSync(join(folder, 'run'));
  writeFileSync(join(folder, 'data/d.csv'), CSV);
});
afterAll(() => rmSync(folder, { recursive: true }));

function kynml(spec: string, ...args: string[]) {
  writeFileSync(join(folder, 'm.kyn'), spec);
  rmSync(join(folder, 'run/run_manifest.json'), { force: true });
  const { status, stdout, stderr } = spawnSync(COMMAND, args, { cwd: join(folder, 'run'), encoding: 'utf8' });
  return { code: status, stdout, stderr };
}
const written = () => readdirSync(join(folder, 'run'));
const manifest = () => JSON.parse(readFileSync(join(folder, 'run/run_manifest.json'), 'utf8'));
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('train', () => {
  test('reports each epoch, learns, and writes the manifest into its working folder', () => {
    const { code, stdout, stderr } = kynml(SPEC, 'train', '../m.kyn');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^epoch 1\/30 loss \d+\.\d+\n/);
    expect(stdout).toContain('\nepoch 30/30 loss ');
    expect(written()).toEqual(['run_manifest.json']);
    expect(manifest()).toMatchObject({ config_hash: sha256(SPEC), data_hash: sha256(CSV), seed: 1 });
    expect(manifest().metrics.r2).toBeGreaterThan(0.8);
    expect(stdout).toContain(`mae = ${manifest().metrics.mae}\n`);
  });

  test('gives the same digits again, other digits for another parameter, and keeps the hash', () => {
    kynml(SPEC, 'train', '../m.kyn');
    const first = manifest();
    kynml(SPEC, 'train', '../m.kyn');
    expect(manifest()).toEqual(first);
    kynml(SPEC, 'train', '../m.kyn', '--param', 'lr=0.01');
    expect(manifest().metrics.mae).not.toBe(first.metrics.mae);
    expect(manifest().config_hash).toBe(first.config_hash);
  });

  test('hashes CRLF like LF and writes null for a seed that is not set', () => {
    kynml(SPEC.replace('    seed = 1\n', '').replaceAll('\n', '\r\n'), 'train', '../m.kyn');
    expect(manifest()).toMatchObject({ config_hash: sha256(SPEC.replace('    seed = 1\n', '')), seed: null });
  });

  test.each([
    ['the core finds', SPEC.replace('$lr', '$rate'), "15: Undefined parameter reference '$rate'. Known params: ['lr']"],
    ['of its data', SPEC.replace('d.csv', 'e.csv'), "4: dataset file 'data/e.csv' was not found"],
    ['of its columns', SPEC.replace('"y"', '"z"'), "4: 'data/d.csv' has no column 'z'"],
    ['of its own limits', SPEC.replace('mse', 'bce'), "11: this stand-in does not support the loss 'bce', only mse"],
  ])('a fault that %s is one line with file and line, exit code 1, no manifest', (_, spec, message) => {
    expect(kynml(spec, 'train', '../m.kyn')).toEqual({
      code: 1,
      stdout: '',
      stderr: `KynMLError: ../m.kyn:${message}\n`,
    });
    expect(written()).toEqual([]);
  });
});

test('validate reports that a spec is valid, or its error', () => {
  expect(kynml(SPEC, 'validate', '../m.kyn')).toEqual({
    code: 0,
    stdout: 'Valid KynML program: ../m.kyn\n',
    stderr: '',
  });
  expect(kynml(SPEC.replace('relu', 'elu'), 'validate', '../m.kyn')).toEqual({
    code: 1,
    stdout: '',
    stderr: "KynMLError: ../m.kyn:9: Unsupported activation 'elu' in model 'M'\n",
  });
});

test.each([[], ['train'], ['frobnicate', 'x.kyn'], ['train', 'a', 'b'], ['train', 'a', '--foo']].map(args => [args]))(
  'wrong usage %j prints the usage, exit code 2',
  args => {
    const { code, stderr } = kynml(SPEC, ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^usage: kynml train PATH/);
  },
);
