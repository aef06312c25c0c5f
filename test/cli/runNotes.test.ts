// kyn runs with the names, notes and tags of runs, and the baseline of a spec.
import { expect, test } from 'vitest';
import { kyn, manifestText, parseJsonOutput, sha256 } from './cliEnvironment';

const SPEC = 'train:\n    epochs = 3\n';
const [first, second, other] = [1, 2, 3].map(seed => manifestText({ config_hash: sha256(SPEC), seed }));
const combo = (lr: number) => ({ combo: { lr }, exit_code: 3, manifest: null });
const runs = {
  '/w/house.kyn': SPEC,
  '/w/runs/2026-04-18/run_manifest.json': first ?? '',
  '/w/runs/2026-04-19/run_manifest.json': second ?? '',
  '/w/runs/2026-04-20/run_manifest.json': other ?? '',
};
const noteOf = (text: string, more: object): Record<string, string> => ({
  [`/w/.kynml/notes/${sha256(text)}.json`]: JSON.stringify({ run: sha256(text), version: 1, ...more }),
});
const files = {
  ...runs,
  ...noteOf(first ?? '', { name: 'the\u202e best', tags: ['best', 'paper'], note: 'a\nb' }),
  ...noteOf(second ?? '', { tags: ['best-of-2'] }),
  [`/w/.kynml/baselines/house.kyn-${sha256('house.kyn').slice(0, 12)}.json`]: JSON.stringify({
    run: sha256(second ?? ''),
    spec: 'house.kyn',
    version: 1,
  }),
};
const list = (...args: string[]) => kyn({ files }, 'runs', ...args);

test('the table has the name, the tags and the baseline', async () => {
  const { stdout, stderr } = await list('--sort', 'time');
  expect(stderr).toBe('');
  expect(
    stdout
      .split('\n')
      .map(line => line.trim().replace(/ {2,}/g, ' | '))
      .slice(0, 3),
  ).toEqual([
    'run | name | tags | baseline | state | time | seed | mae',
    'runs/2026-04-18/run_manifest.json | the\\u202e best | best paper | current | about 2026-04-18 | 1 | 0.5000',
    'runs/2026-04-19/run_manifest.json | best-of-2 | yes | current | about 2026-04-19 | 2 | 0.5000',
  ]);
});

test('JSON has them exactly, and only where they are set', async () => {
  const { runs } = parseJsonOutput(await list('--format', 'json', '--sort', 'time'));
  expect(
    runs.map(({ name, tags, note, baseline }: Record<string, unknown>) => ({ name, tags, note, baseline })),
  ).toEqual([
    { name: 'the\u202e best', tags: ['best', 'paper'], note: 'a\nb', baseline: undefined },
    { name: undefined, tags: ['best-of-2'], note: undefined, baseline: true },
    { name: undefined, tags: undefined, note: undefined, baseline: undefined },
  ]);
});

test('CSV has the columns that some run needs', async () => {
  const header = async (setup: Record<string, string>) =>
    (await kyn({ files: setup }, 'runs', '--format', 'csv')).stdout.split('\n')[0];
  expect(await header(files)).toContain(',status,name,tags,note,baseline,mae');
  expect(await header(runs)).toContain(',status,mae');
});

test.each([
  ['tags = best', ['18']],
  ['tags ~ best', ['18', '19']],
  ['tags != paper', ['19']],
  ['baseline = yes', ['19']],
  ['name ~ best', ['18']],
])('--where "%s"', async (where, days) => {
  const { runs } = parseJsonOutput(await list('--format', 'json', '--sort', 'time', '--where', where));
  expect(runs.map((r: { path: string }) => r.path.slice(13, 15))).toEqual(days);
});

test('a copy of a run, and an entry of a sweep that grew, keep their notes', async () => {
  const entry = sha256(JSON.stringify({ combo: { lr: 1 }, exit_code: 3 }, null, 2));
  const setup = {
    ...runs,
    '/w/copy/run_manifest.json': first ?? '',
    '/w/s/sweep_results.json': JSON.stringify([combo(0), combo(1), combo(2)]),
    ...noteOf(first ?? '', { name: 'named' }),
    [`/w/.kynml/notes/${entry}.json`]: JSON.stringify({ run: entry, version: 1, name: 'entry' }),
  };
  const { runs: found } = parseJsonOutput(
    await kyn({ files: setup }, 'runs', '--format', 'json', '--where', 'name ~ e'),
  );
  expect(found.map((r: { path: string; name: string }) => `${r.path} ${r.name}`).sort()).toEqual([
    'copy/run_manifest.json named',
    'runs/2026-04-18/run_manifest.json named',
    's/sweep_results.json#1 entry',
  ]);
});

test('a copy does not share what was written about the run next to it, also where only the copy is listed', async () => {
  const baseline = JSON.stringify({
    run: sha256(first ?? ''),
    spec: 'house.kyn',
    path: 'runs/2026-04-18/run_manifest.json',
    version: 1,
  });
  const setup = {
    ...runs,
    '/w/copy/run_manifest.json': first ?? '',
    ...noteOf(first ?? '', { name: 'named', path: 'runs/2026-04-18/run_manifest.json' }),
    [`/w/.kynml/baselines/house.kyn-${sha256('house.kyn').slice(0, 12)}.json`]: baseline,
  };
  const marked = async (...args: string[]) => {
    const { runs: found } = parseJsonOutput(await kyn({ files: setup }, 'runs', ...args, '--format', 'json'));
    return found.flatMap((r: { path: string; name?: string; baseline?: boolean }) =>
      (r.name ?? r.baseline) ? [r.path] : [],
    );
  };
  expect(await marked()).toEqual(['runs/2026-04-18/run_manifest.json']);
  expect(await marked('copy')).toEqual([]);
});

test('a run that was restored from its kept copy has what was written about the copy', async () => {
  const kept = '.kynml/runs/2026-04-18T17-30-05.000Z-0123456789ab.json';
  const setup = {
    '/w/house.kyn': SPEC,
    [`/w/${kept}`]: first ?? '',
    ...noteOf(first ?? '', { name: 'named', path: kept }),
  };
  const names = async (restored: Record<string, string>) => {
    const { stdout } = await kyn(
      { files: { ...setup, ...restored } },
      'runs',
      '--columns',
      'path,name',
      '--format',
      'csv',
    );
    return stdout.split('\n').slice(1, -1);
  };
  expect(await names({})).toEqual([`${kept},named`]);
  expect(await names({ '/w/run_manifest.json': first ?? '' })).toEqual(['run_manifest.json,named']);
});

test('a broken note is a message, and the runs are listed', async () => {
  const { code, stdout, stderr } = await kyn(
    { files: { ...runs, '/w/.kynml/notes/x.json': '{' } },
    'runs',
    '--format',
    'csv',
  );
  expect([code, stdout.split('\n').length]).toEqual([0, 5]);
  expect(stderr).toBe('kyn: .kynml/notes/x.json is not used: it is not valid JSON. Correct the file or remove it.\n');
});
