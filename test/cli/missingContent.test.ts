// Files whose content is elsewhere (Git LFS, DVC), and files whose name differs in form: the message states what to do.
import { expect, test } from 'vitest';
import { annexText, pointerText } from '../pointerText';
import { houseSpec } from '../specFixture';
import { kyn, lockText, manifestText, parseJsonOutput } from './cliEnvironment';

type Files = Readonly<Record<string, string>>;

async function found(files: Files): Promise<string[]> {
  const output = await kyn({ files, data: true }, 'check', '--format', 'json');
  return parseJsonOutput(output).files.flatMap(
    ({ path, diagnostics }: { path: string; diagnostics: { code: string; severity: string; message: string }[] }) =>
      diagnostics.map(d => `${path} ${d.severity} ${d.code}: ${d.message}`),
  );
}

test('data that Git LFS did not fetch is a warning and not a wrong target', async () => {
  expect(await found({ '/w/a.kyn': houseSpec, '/w/data/houses.csv': pointerText() })).toEqual([
    'a.kyn warning kyn/csv-missing: data/houses.csv is a Git LFS pointer and not the data, so its columns are unknown and nothing is checked against them. Run `git lfs pull` to fetch the data.',
  ]);
});

test('data that git-annex did not fetch is a warning and not a wrong target', async () => {
  expect(await found({ '/w/a.kyn': houseSpec, '/w/data/houses.csv': annexText('MD5E-s5--0.csv') })).toEqual([
    'a.kyn warning kyn/csv-missing: data/houses.csv is a git-annex pointer and not the data, so its columns are unknown and nothing is checked against them. Run `git annex get` to fetch the data.',
  ]);
});

test.each([
  '<<<<<<< a\nx,price\n=======\ny,price\n>>>>>>> b\n1,2\n',
  'x,price\n1,2\n<<<<<<< a\n3,4\n=======\n5,6\n>>>>>>> b\n',
])('data with a merge conflict is reported as such: %j', async csv => {
  expect(await found({ '/w/a.kyn': houseSpec, '/w/data/houses.csv': csv })).toEqual([
    'a.kyn warning kyn/csv-missing: data/houses.csv contains a merge conflict, so its columns are unknown and nothing is checked against them. Resolve the conflict first.',
  ]);
});

test.each([
  [pointerText(), 'it is a Git LFS pointer. Run `git lfs pull` to fetch the spec.'],
  ['<<<<<<< a\n=======\n>>>>>>> b\n', 'it contains a merge conflict. Resolve the conflict first.'],
])('a spec without a lock that could not be locked either', async (text, reason) => {
  const { stdout } = await kyn({ files: { '/w/a.kyn': text } }, 'lock', 'check', 'a.kyn');
  expect(stdout).toMatch(/^missing /);
  expect(stdout).toContain(`This spec does not have a lock, and ${reason}`);
  expect(stdout).not.toContain('lock create');
});

test('an artifact that Git LFS did not fetch', async () => {
  expect(await found({ '/w/a.kyn': 'params:\n    x = 1\n', '/w/run_manifest.json': pointerText() })).toContain(
    'run_manifest.json error kyn/lfs-pointer-file: This file is a Git LFS pointer, so its content is not here and was not checked. Run `git lfs pull` to fetch it.',
  );
  const files = { '/w/a.kyn': houseSpec, '/w/a.kyn.lock': pointerText() };
  const { stdout } = await kyn({ files }, 'lock', 'check', 'a.kyn');
  expect(stdout).toContain('invalid');
  expect(stdout).toContain('it is a Git LFS pointer; run `git lfs pull` to fetch the lock');
  const written = await kyn(
    { files: { ...files, '/w/kynml.lock': lockText('b.kyn', 'x') } },
    'lock',
    'create',
    'a.kyn',
  );
  expect(written.files.get('/w/a.kyn.lock')).toBe(pointerText());
});

test.each([
  [pointerText(), 'This file is a Git LFS pointer, so its content is not here and was not checked.'],
  ['<<<<<<< a\n[]\n=======\n[1]\n>>>>>>> b\n', 'The file contains a merge conflict, so it cannot be used.'],
])('an entry of a file that cannot be read is not called missing', async (text, reason) => {
  const files = { '/w/sweep_results.json': text, '/w/b.json': '[{"combo": {"x": 1}, "exit_code": 0}]' };
  for (const [command, ...more] of [
    ['verify'],
    ['reproduce'],
    ['evidence', '-o', 'e'],
    ['trace'],
    ['diff', 'b.json#0'],
  ]) {
    const { code, stderr } = await kyn({ files, data: true }, command ?? '', 'sweep_results.json#0', ...more);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`: ${reason}`)]);
    expect(stderr).not.toContain('has no entry');
  }
});

test.each([['m/run_manifest.json'], ['.']])(
  'verify %s: nothing is claimed about a run that was not fetched',
  async path => {
    const files = { '/w/a.kyn': houseSpec, '/w/m/run_manifest.json': pointerText() };
    const { code, stdout, stderr } = await kyn({ files, data: true }, 'verify', path, '--format', 'json');
    expect([code, JSON.parse(stdout)]).toEqual([2, { runs: [] }]);
    expect(stderr).toContain('m/run_manifest.json cannot be verified: This file is a Git LFS pointer');
  },
);

test('a spec that Git LFS did not fetch has one finding, and is neither formatted nor locked', async () => {
  const files = { '/w/a.kyn': pointerText(), '/w/kynml.lock': lockText('a.kyn', houseSpec) };
  const message =
    'This file is a Git LFS pointer, so its content is not here and was not checked. Run `git lfs pull` to fetch it.';
  expect((await found(files)).filter(line => line.startsWith('a.kyn'))).toEqual([
    `a.kyn error kyn/lfs-pointer-file: ${message}`,
  ]);
  const checked = parseJsonOutput(await kyn({ files }, 'check', 'a.kyn', '--format', 'json'));
  expect(checked.files).toEqual([{ path: 'a.kyn', kind: 'kyn-spec', diagnostics: [expect.anything()] }]);
  expect((await kyn({ files }, 'fmt', 'a.kyn')).stderr).toContain(`kyn/lfs-pointer-file ${message}`);
  expect(await kyn({ files }, 'lock', 'create', 'a.kyn')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('a.kyn is a Git LFS pointer, so it does not have a state that could be locked.'),
  });
  const locks = await kyn({ files }, 'lock', 'check', 'a.kyn', '--format', 'json');
  expect(parseJsonOutput(locks).results).toMatchObject([{ state: 'invalid', configHash: null }]);
});

test.each(['data/houses.csv.dvc', 'data.dvc', 'specs/data/houses.csv.dvc'])('data that %s tracks', async dvc => {
  expect(await found({ '/w/specs/a.kyn': houseSpec, [`/w/${dvc}`]: 'outs:\n- md5: x\n' })).toEqual([
    `specs/a.kyn warning kyn/csv-missing: File not found: data/houses.csv or specs/data/houses.csv. A run here cannot load its data; run \`dvc pull\`, because ${dvc} tracks it.`,
  ]);
});

test.each([
  ['data/houses.csv', 'run `dvc pull` or `dvc repro`'],
  ['data', 'run `dvc pull` or `dvc repro`'],
  ['data/houses.csv: {cache: false}', 'run `dvc repro`'],
])('data that a stage writes: %s', async (out, command) => {
  const stages = `stages:\n  prepare:\n    cmd: x\n    wdir: ..\n    outs: [${out}]\n`;
  expect(await found({ '/w/specs/a.kyn': houseSpec, '/w/specs/dvc.yaml': stages.replace('..', '.') })).toEqual([
    `specs/a.kyn warning kyn/csv-missing: File not found: data/houses.csv or specs/data/houses.csv. A run here cannot load its data; ${command}, because the stage \`prepare\` in specs/dvc.yaml writes it.`,
  ]);
  expect((await found({ '/w/specs/a.kyn': houseSpec, '/w/specs/dvc.yaml': stages }))[0]).not.toContain('dvc');
});

test.each(['=======', '||||||| base', '>>>>>>> x'])(
  'a line %s alone is one finding in a spec, a lock and a manifest',
  async line => {
    const files = {
      '/w/a.kyn': `params:\n    x = 1\n${line}\n`,
      '/w/kynml.lock': lockText('a.kyn', houseSpec).replace('{', `{\n${line}\n`),
      '/w/run_manifest.json': manifestText().replace('{', `{\n${line}\n`),
    };
    const text =
      'error kyn/merge-conflict: This line looks like a leftover of a merge conflict, so the file cannot be used. Remove it, and check the lines around it.';
    expect(await found(files)).toEqual([`a.kyn ${text}`, `kynml.lock ${text}`, `run_manifest.json ${text}`]);
  },
);

test('a lock whose source_path differs in case', async () => {
  const files = { '/w/specs/Model.kyn': 'params:\n    x = 1\n', '/w/kynml.lock': lockText('Specs/model.kyn', 'x') };
  expect(await found(files)).toContain(
    'kynml.lock warning kyn/lock-orphan: Specs/model.kyn does not exist, so the lock pins nothing. Did you mean specs/Model.kyn, which differs only in case?',
  );
  const { stdout, code } = await kyn({ files }, 'lock', 'check', 'specs/Model.kyn');
  expect(code).toBe(1);
  expect(stdout).toContain(
    'kynml.lock names Specs/model.kyn, which differs only in case from this spec, so the spec does not have a lock. Correct `source_path`.',
  );
});

test('an import and a CSV path that differ in case or Unicode form', async () => {
  const spec = `import "Models/caf\u00e9.kyn"\n${houseSpec.replace('data/houses.csv', 'Data/Houses.csv')}`;
  const files = {
    '/w/a.kyn': spec,
    '/w/models/cafe\u0301.kyn': '',
    '/w/data/houses.csv': 'a,b,c,d,price\n1,2,3,4,5\n',
  };
  expect((await found(files)).filter(line => line.startsWith('a.kyn'))).toEqual([
    'a.kyn error kyn/import-problem: File not found: Models/caf\u00e9.kyn. Did you mean models/cafe\u0301.kyn, which differs only in case and Unicode form?',
    'a.kyn warning kyn/csv-missing: File not found: Data/Houses.csv. A run here cannot load its data; did you mean data/houses.csv, which differs only in case?',
  ]);
});

test('no fingerprint is computed from a pointer', async () => {
  const config = JSON.stringify({ score_fn: 'e.f', dataset_path: 'd.jsonl' });
  const files = { '/w/c.json': config, '/w/d.jsonl': pointerText() };
  const { code, stdout, stderr } = await kyn({ files }, 'fingerprint', 'eval', 'c.json');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('d.jsonl is a Git LFS pointer and not the data, so the fingerprint would be wrong.');
});

const CONFLICTED = `${houseSpec}<<<<<<< HEAD\n    batch = 1\n=======\n    batch = 2\n>>>>>>> b\n`;

test.each([
  ['a Git LFS pointer', pointerText(), 'is a Git LFS pointer', 'Run `git lfs pull` to fetch the spec.'],
  ['a spec with a merge conflict', CONFLICTED, 'contains a merge conflict', 'Resolve the conflict first.'],
])('%s has not drifted: it is not a version that could match a lock', async (_, text, fault, fix) => {
  const files = { '/w/a.kyn': text, '/w/b.kyn': houseSpec, '/w/kynml.lock': lockText('a.kyn', houseSpec) };
  const checked = await kyn({ files }, 'lock', 'check', 'a.kyn');
  expect(checked.code).toBe(1);
  expect(checked.stdout).toBe(`invalid  a.kyn  The spec ${fault}, so it cannot be compared with kynml.lock. ${fix}\n`);
  expect((await found(files)).filter(line => line.startsWith('kynml.lock'))).toEqual([
    `kynml.lock warning kyn/spec-unreadable: a.kyn cannot be read: it ${fault}, so drift is unknown.`,
  ]);
  const compared = await kyn({ files }, 'diff', 'b.kyn', 'a.kyn');
  expect([compared.code, compared.stderr]).toEqual([2, `kyn: a.kyn ${fault}, so it cannot be compared. ${fix}\n`]);
});

test.each([
  ['a Git LFS pointer', pointerText()],
  ['a spec with a merge conflict', CONFLICTED],
])('%s that was locked as it is matches its lock', async (_, text) => {
  const files = { '/w/a.kyn': text, '/w/kynml.lock': lockText('a.kyn', text) };
  expect((await kyn({ files }, 'lock', 'check', 'a.kyn')).stdout).toMatch(/^locked /);
  expect((await found(files)).filter(line => line.startsWith('kynml.lock'))).toEqual([]);
});

test('a named file that is a Git LFS pointer is not a file of an unknown kind', async () => {
  const { code, stderr } = await kyn({ files: { '/w/a.json': pointerText() } }, 'check', 'a.json');
  expect([code, stderr]).toEqual([
    2,
    'kyn: a.json is a Git LFS pointer, so its kind is unknown. Run `git lfs pull` to fetch the file.\n',
  ]);
});

test('a Git LFS pointer of any name is not compared', async () => {
  const { code, stderr } = await kyn(
    { files: { '/w/a.json': pointerText(), '/w/b.json': '{}' } },
    'diff',
    'a.json',
    'b.json',
  );
  expect(code).toBe(2);
  expect(stderr).toContain(
    'kyn: a.json cannot be compared: it is a Git LFS pointer. Run `git lfs pull` to fetch the file.\n',
  );
});

test('a Git LFS pointer has no CONFIG_HASH, and the other specs are hashed', async () => {
  const files = { '/w/a.kyn': pointerText(), '/w/b.kyn': houseSpec };
  const { code, stdout, stderr } = await kyn({ files }, 'hash', 'a.kyn', 'b.kyn');
  expect({ code, stdout }).toEqual({ code: 2, stdout: expect.stringMatching(/^[0-9a-f]{64} {2}b\.kyn\n$/) });
  expect(stderr).toBe(
    'kyn: a.kyn is a Git LFS pointer, so its CONFIG_HASH is unknown. Run `git lfs pull` to fetch the spec.\n',
  );
});

const MODEL = /^model [\s\S]*?\n\n/m.exec(houseSpec)?.[0] ?? '';

test.each([
  [pointerText(), 'm.kyn is a Git LFS pointer. Run `git lfs pull` to fetch the spec.'],
  [CONFLICTED, 'm.kyn contains a merge conflict. Resolve the conflict first.'],
])('an import that is not a spec is named as what it is', async (text, message) => {
  const lines = await found({ '/w/a.kyn': `import "m.kyn"\n${houseSpec}`, '/w/m.kyn': text });
  expect(lines).toContain(`a.kyn error kyn/import-broken: ${message}`);
});

test.each([
  [pointerText(), 'm.kyn is a Git LFS pointer. Run `git lfs pull` to fetch the spec.'],
  [`<<<<<<< a\n${MODEL}=======\n${MODEL}>>>>>>> b\n`, 'm.kyn contains a merge conflict. Resolve the conflict first.'],
])(
  'what an import that is not a spec may declare is not called missing, and not declared twice',
  async (text, message) => {
    const spec = `import "m.kyn"\n${houseSpec.replace(MODEL, '')}`;
    const lines = await found({ '/w/a.kyn': spec, '/w/m.kyn': text });
    expect(lines.filter(line => line.startsWith('a.kyn error '))).toEqual([
      `a.kyn error kyn/import-broken: ${message}`,
    ]);
  },
);

test('the closure hash does not cover the pointer of an import', async () => {
  const files = { '/w/a.kyn': `import "m.kyn"\n${houseSpec}`, '/w/m.kyn': pointerText() };
  const run = await kyn({ files }, 'hash', 'a.kyn', '--format', 'json');
  expect(parseJsonOutput(run).files).toMatchObject([{ path: 'a.kyn', closureHash: null }]);
});

test('no fingerprint of a session is computed from a pointer in place of its system prompt', async () => {
  const run = await kyn(
    { files: { '/w/p.txt': pointerText() } },
    ...['fingerprint', 'session', '--model', 'm', '--env', 'e', '--system-prompt-file', 'p.txt'],
  );
  expect([run.code, run.stdout]).toEqual([2, '']);
  expect(run.stderr).toContain('p.txt is a Git LFS pointer and not the system prompt');
});

test('a dataset of an evaluation that DVC tracks', async () => {
  const config = JSON.stringify({ endpoint: { provider: 'p', model: 'm' }, score_fn: 'e.f' });
  const args = ['fingerprint', 'eval', 'c.json', '--dataset', 'data/d.jsonl'];
  const tracked = await kyn({ files: { '/w/c.json': config, '/w/data.dvc': 'outs:\n- path: data\n' } }, ...args);
  expect(tracked.stderr).toContain(
    'data/d.jsonl cannot be read, so its checksum is recorded as "missing". Run `dvc pull`, because data.dvc tracks it.',
  );
  const stages = 'stages:\n  fetch:\n    outs: [data/d.jsonl]\n';
  const written = await kyn({ files: { '/w/c.json': config, '/w/dvc.yaml': stages } }, ...args);
  expect(written.stderr).toContain('Run `dvc pull` or `dvc repro`, because the stage `fetch` in dvc.yaml writes it.');
  expect((await kyn({ files: { '/w/c.json': config } }, ...args)).stderr).not.toContain('dvc');
});

test('a spec whose name differs only in case from that of another locked spec is only missing a lock', async () => {
  const lock = { '/w/kynml.lock': lockText('a.kyn', houseSpec) };
  const message = async (files: Files) => (await kyn({ files }, 'lock', 'check', 'A.kyn')).stdout;
  const both = { '/w/a.kyn': houseSpec, '/w/A.kyn': `${houseSpec}# other\n`, ...lock };
  expect(await message(both)).toContain('This spec does not have a lock.');
  expect(await message({ '/w/A.kyn': houseSpec, ...lock })).toContain('which differs only in case');
});
