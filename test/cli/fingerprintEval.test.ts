// kyn fingerprint eval: the form of the configuration, and the keys that are not hashed.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { kyn, kynOnDisk, parseJsonOutput } from './cliEnvironment';
import { evalConfig, SECRET } from './evalConfig';

const evaluate = (changes: object, ...more: string[]) =>
  kyn(
    { files: { '/w/c.json': JSON.stringify({ ...evalConfig, ...changes }) } },
    'fingerprint',
    'eval',
    'c.json',
    ...more,
  );

test.each(['text', 'json'])('%s: names the form that was read and each key that is not hashed', async format => {
  const output = ['--format', format];
  const typo = await evaluate({ max_sample: 3, 'a\u001b': 1 }, ...output);
  expect(typo.code).toBe(0);
  expect(parseJsonOutput(typo)).toMatchObject({
    config_form: 'score_fn',
    not_hashed: ['endpoint.api_key', 'tools', 'max_sample', 'a\u001b'],
  });
  expect(typo.stderr).toBe(
    'kyn: `max_sample` and `a\\u001b` of c.json are not part of the hash of a configuration with `score_fn`. Evaluations that differ only there have the same hash.\n',
  );
  const newer = await evaluate({ scorer: 'e.S', extra_config: { shots: 5 } }, ...output);
  expect(parseJsonOutput(newer)).toMatchObject({ config_form: 'scorer' });
  expect(parseJsonOutput(newer).not_hashed).toContain('score_fn');
  expect(newer.stderr).toContain('`score_fn` of c.json is not part of the hash of a configuration with `scorer`');
});

test('evaluations that differ in scorer or extra_config have different hashes', async () => {
  const hash = async (changes: object) =>
    parseJsonOutput(await evaluate({ score_fn: undefined, ...changes })).config_hash;
  const [a, b, c] = [
    await hash({ scorer: 'e.A', extra_config: { shots: 5 } }),
    await hash({ scorer: 'e.A', extra_config: { shots: 0 } }),
    await hash({ scorer: 'e.B', extra_config: { shots: 5 } }),
  ];
  expect(new Set([a, b, c]).size).toBe(3);
});

test('many keys that are not hashed are counted, and a secret among them is hidden', async () => {
  const secret = `sk${'-'}${'Ab1'.repeat(8)}`;
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`k${i}`, 1]));
  const run = await evaluate({ [secret]: 1, ...many });
  expect(run.stderr).toContain('`k8` and 11 more of c.json are not part of the hash');
  expect(parseJsonOutput(run).not_hashed).toHaveLength(23);
  expect(run.stdout + run.stderr).not.toContain(secret);
});

test('a secret in extra_config is reported, because the hash includes it', async () => {
  const run = await evaluate({ scorer: 'e.S', extra_config: { api_key: SECRET } });
  expect(run.stderr).toContain('c.json may contain a secret (`api_key`). The hash includes it.');
  expect(run.stdout + run.stderr).not.toContain(SECRET);
});

test('a dataset of which only a part is hashed is named', async () => {
  const files = (size: number) => ({ '/w/c.json': JSON.stringify(evalConfig), '/w/d.jsonl': 'x'.repeat(size) });
  const stderrOf = async (size: number) =>
    (await kyn({ files: files(size) }, 'fingerprint', 'eval', 'c.json', '--dataset', 'd.jsonl')).stderr;
  expect(await stderrOf(1024 * 1024)).toBe('');
  expect(await stderrOf(1024 * 1024 + 1)).toBe(
    'kyn: only the first 1 MiB of d.jsonl is part of the hash. Evaluations whose datasets differ after it have the same hash.\n',
  );
});

test.each(
  [
    ['/dev/zero', 'a device'],
    ['/proc/version', 'a file of the system'],
    ['/proc/self/mem', 'a file of the system'],
    ['.', 'a folder'],
  ].filter(([dataset = '']) => existsSync(dataset)),
)('a dataset that is not a file has no fingerprint: %s', async (dataset, what) => {
  const cwd = mkdtempSync(path.join(tmpdir(), 'eval '));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  writeFileSync(path.join(cwd, 'c.json'), JSON.stringify(evalConfig));
  const run = await kynOnDisk(cwd, 'fingerprint', 'eval', 'c.json', '--dataset', dataset);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toContain(`${dataset} cannot be read: it is `);
  expect(run.stderr).toContain(what);
});
