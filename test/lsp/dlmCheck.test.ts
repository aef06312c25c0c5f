// DLM documents, the check of a lock and the approval of a golden, through the protocol: with a fake interpreter, and with a real Python if available.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { CancellationTokenSource, ProgressType } from 'vscode-languageserver/node';
import { nodeHost } from '../../src-shared/host/nodeHost';
import type { DlmCheck, GoldenPlan } from '../../src-shared/protocol/requests';
import { startClient, type TestClient } from './client';

const sha = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');
const ID = '01HRZYQ2X0MB5K4VN7E9DNT5GH';
const DOCUMENT = `---\ndlm_id: ${ID}\nbase_model: smol\n---\n# Notes\n`;
const LOCK = {
  lock_version: 1,
  created_at: '2026-04-19T17:30:00',
  dlm_id: ID,
  dlm_sha256: sha(DOCUMENT),
  base_model_revision: '12fd25f77366',
  pinned_versions: { peft: '0.14.0', torch: '2.5.1+cpu' },
  hardware_tier: 'cpu',
  seed: 42,
  determinism_class: 'advisory',
  last_run_id: 3,
};
const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const STORE = `.dlm/store/${ID}/dlm.lock`;
const trusted = { options: { trusted: true, commands: true }, folders: ['work'] };

const start = (lock: unknown = LOCK, choice: Parameters<typeof startClient>[1] = trusted) =>
  startClient({ 'work/notes.dlm': DOCUMENT, ...(lock !== undefined && { [STORE]: text(lock) }) }, choice);
const opened = async (client: TestClient, document = DOCUMENT) => {
  await client.open('work/notes.dlm', document, 'plaintext');
  return client.lensTitles('work/notes.dlm');
};

describe('a DLM document', () => {
  it('shows the lock of its store, which is outside of the workspace', async () => {
    const client = await start();
    expect(await opened(client)).toEqual(['$(lock) dlm.lock: advisory · run 3', '$(play) DLM Train']);
    expect(await client.codes('work/notes.dlm')).toEqual([]);
  });

  it('that changed shows information in a lens, and has no finding', async () => {
    const client = await start();
    await opened(client);
    await client.change('work/notes.dlm', `${DOCUMENT}more\n`);
    const [, changed] = await client.lenses('work/notes.dlm');
    expect(changed?.command?.title.replace('\u00a0', ' ')).toBe('$(info) changed since run 3 (unsaved)');
    expect(changed?.command?.tooltip).toContain('The next training run records it');
    expect(await client.codes('work/notes.dlm')).toEqual([]);
  });

  it('is compared by its bytes, not by the line ends of the editor', async () => {
    const mixed = DOCUMENT.replace('# Notes\n', '# Notes\r\n');
    const client = await startClient(
      { 'work/notes.dlm': mixed, [STORE]: text({ ...LOCK, dlm_sha256: sha(mixed) }) },
      trusted,
    );
    expect(await opened(client, mixed.replace('\r\n', '\n'))).toHaveLength(2);
  });

  it.each([
    ['without front matter', '# Notes\n', '$(question) no dlm_id, so no lock'],
    ['of another store', DOCUMENT.replace('01HR', '02HR'), '$(unlock) no dlm.lock yet'],
  ])('%s is reported', async (_, document, lens) => {
    expect((await opened(await start(), document))[0]).toBe(lens);
  });

  it('reports a broken lock and a lock of another document', async () => {
    expect((await opened(await start({ ...LOCK, seed: '42' })))[0]).toBe('$(question) dlm.lock cannot be used');
    expect((await opened(await start({ ...LOCK, dlm_id: 'other' })))[0]).toBe('$(question) dlm.lock cannot be used');
  });

  it('has its store in $DLM_HOME if that is set, and an unknown one if that is relative', async () => {
    const client = await start(undefined, trusted);
    const own = await start(LOCK, { ...trusted, dlmHome: client.path('other') });
    expect((await opened(own))[0]).toBe('$(unlock) no dlm.lock yet');
    mkdirSync(client.path(`other/store/${ID}`), { recursive: true });
    writeFileSync(client.path(`other/store/${ID}/dlm.lock`), text(LOCK));
    await own.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uri(`other/store/${ID}/dlm.lock`), type: 1 }],
    });
    expect((await own.lensTitles('work/notes.dlm'))[0]).toBe('$(lock) dlm.lock: advisory · run 3');
    const relative = await start(LOCK, { ...trusted, dlmHome: 'dlm' });
    expect((await opened(relative))[0]).toBe('$(question) dlm.lock: the location of the store is unknown');
  });

  it('does not read the disk at a keystroke', async () => {
    let looks = 0;
    const counted =
      <A extends unknown[], R>(ask: (...args: A) => R) =>
      (...args: A): R => {
        looks += 1;
        return ask(...args);
      };
    const { readBytes, stat, list } = nodeHost;
    const host = { ...nodeHost, readBytes: counted(readBytes), stat: counted(stat), list: counted(list) };
    const client = await start(LOCK, { ...trusted, host });
    await opened(client);
    // The background scan reads the disk too; this request is answered after it.
    await client.request('kynml/runs', {});
    expect(looks).toBeGreaterThan(2);
    await client.change('work/notes.dlm', `${DOCUMENT}m`);
    await client.lenses('work/notes.dlm');
    looks = 0;
    await client.change('work/notes.dlm', `${DOCUMENT}more\n`);
    expect(await client.lensTitles('work/notes.dlm')).toContain('$(info) changed since run 3 (unsaved)');
    expect(looks).toBe(0);
  });

  it('has its lock read only in a trusted workspace', async () => {
    const client = await start(LOCK, { options: { commands: true }, folders: ['work'] });
    expect((await opened(client))[0]).toBe('$(shield) dlm.lock: read only in a trusted workspace');
    expect(await client.request('kynml/dlmState', { uri: client.uri('work/notes.dlm') })).toMatchObject({
      state: 'untrusted',
    });
    await client.connection.sendNotification('kynml/trusted', {});
    expect((await client.lensTitles('work/notes.dlm'))[0]).toBe('$(lock) dlm.lock: advisory · run 3');
  });

  it('that contains the JSON of an artifact is not an artifact', async () => {
    const client = await start();
    await client.open('work/x.dlm', text(LOCK), 'plaintext');
    expect(await client.codes('work/x.dlm')).toEqual([]);
    expect(await client.lensTitles('work/x.dlm')).toEqual(['$(question) no dlm_id, so no lock', '$(play) DLM Train']);
  });
});

const FACTS = {
  versions: { torch: '2.5.1', peft: '0.14.0' },
  torch: "__version__ = '2.5.1+cpu'\ncuda: Optional[str] = None\nhip: Optional[str] = None\n",
  system: 'Linux',
  machine: 'x86_64',
  mac: '',
  nvidia: false,
  amd: false,
  cuda_hidden: false,
  rocm_hidden: false,
};

// A fake interpreter: records its arguments and prints facts.
function fakeInterpreter(client: TestClient, facts: unknown = FACTS, more = ''): string {
  const program = `#!${process.execPath}\nrequire('node:fs').writeFileSync(${JSON.stringify(client.path('ran'))}, JSON.stringify([process.cwd(), ...process.argv.slice(2, 4)]));\n${more}\nconsole.log(${JSON.stringify(JSON.stringify(facts))});\n`;
  client.write('py/python', program);
  chmodSync(client.path('py/python'), 0o755);
  return client.path('py/python');
}

const runCheck = (client: TestClient, python: string, path = STORE, documents: string[] = ['work/notes.dlm']) =>
  client.request('kynml/checkDlmLock', { uri: client.uri(path), python, documents: documents.map(client.uri) });

const outcome = (check: DlmCheck) =>
  check.ok ? [check.action, ...check.mismatches.map(m => `${m.severity} ${m.field}`)] : check.message;

describe('the check of a DLM lock', () => {
  it('samples the interpreter once, isolated, and finds a matching runtime', async () => {
    const client = await start();
    const check = await runCheck(client, fakeInterpreter(client));
    expect(outcome(check)).toEqual(['proceed']);
    expect(check).toMatchObject({ found: 'torch 2.5.1+cpu, cpu', unknown: [], lockUri: client.uri(STORE) });
    expect(JSON.parse(readFileSync(client.path('ran'), 'utf8'))).toEqual([client.path('work'), '-I', '-c']);
  });

  it('shows each mismatch at its field until the lock changes or is checked again', async () => {
    const client = await start();
    await client.open(STORE, text(LOCK));
    const python = fakeInterpreter(client, {
      ...FACTS,
      versions: { torch: '3.0.0', peft: '0.15.0' },
      torch: FACTS.torch.replace('2.5.1', '3.0.0'),
    });
    client.write('work/notes.dlm', `${DOCUMENT}more`);
    expect(outcome(await runCheck(client, python))).toEqual(['abort', 'allow dlm_sha256', 'error torch', 'warn peft']);
    const shown = async () =>
      (await client.diagnostics(STORE)).map(d => [d.range.start.line, d.severity, d.code].join(' '));
    expect(await shown()).toEqual(['4 3 dlm-mismatch', '7 2 dlm-mismatch', '8 1 dlm-mismatch']);
    expect(await client.lensTitles(STORE)).toEqual(['$(warning) 2 fields differ from what is installed']);
    await client.change(STORE, text({ ...LOCK, seed: 43 }));
    expect(await shown()).toEqual([]);
    expect(await client.lensTitles(STORE)).toEqual(['$(verified) Check DLM Lock']);
    await client.change(STORE, text(LOCK));
    expect(await shown()).toHaveLength(3);
    await runCheck(client, fakeInterpreter(client));
    expect(await shown()).toEqual(['4 3 dlm-mismatch']);
  });

  it('of a document checks the lock of its store', async () => {
    const client = await start();
    expect(outcome(await runCheck(client, fakeInterpreter(client), 'work/notes.dlm', []))).toEqual(['proceed']);
  });

  it('ignores the document unless exactly one has the identifier of the lock', async () => {
    const client = await start();
    client.write('work/copy.dlm', DOCUMENT);
    for (const documents of [[], ['work/notes.dlm', 'work/copy.dlm']]) {
      const check = await runCheck(client, fakeInterpreter(client), STORE, documents);
      expect(check).toMatchObject({ unknown: [{ field: 'dlm_sha256' }], mismatches: [] });
    }
  });

  it('starts no interpreter in an untrusted workspace', async () => {
    const client = await start(LOCK, { options: { commands: true }, folders: ['work'] });
    const python = fakeInterpreter(client);
    expect(outcome(await runCheck(client, python))).toContain('Nothing was started.');
    expect(outcome(await runCheck(client, python, 'work/notes.dlm'))).toContain('Nothing was started.');
    expect(existsSync(client.path('ran'))).toBe(false);
  });

  it('reports why it is not possible', async () => {
    const client = await start({ ...LOCK, hardware_tier: 'gpu' });
    const python = fakeInterpreter(client);
    expect(outcome(await runCheck(client, python))).toContain('is not a valid DLM lock, so it was not compared');
    expect(outcome(await runCheck(client, python, 'work/notes.dlm'))).toContain('is not a valid DLM lock');
    expect(outcome(await runCheck(client, python, 'gone.lock'))).toContain('so it was not compared');
    expect(existsSync(client.path('ran'))).toBe(false);
    client.write(STORE, text(LOCK));
    await client.open(STORE, text({ ...LOCK, seed: 7 }));
    expect(outcome(await runCheck(client, python))).toContain('has unsaved changes');
    const other = await start();
    expect(outcome(await runCheck(other, other.path('gone')))).toContain(
      'could not be run: it, or the interpreter in its first line, does not exist',
    );
    expect(outcome(await runCheck(other, fakeInterpreter(other, {}, 'process.exit(3)')))).toContain('(exit code 3)');
  });

  it('stops the interpreter when it is cancelled', async () => {
    const client = await start();
    const python = fakeInterpreter(client, FACTS, 'setInterval(() => {}, 1000); return;');
    const cancel = new CancellationTokenSource();
    const params = { uri: client.uri(STORE), python, documents: [] };
    const check = client.connection.sendRequest<DlmCheck>('kynml/checkDlmLock', params, cancel.token);
    await vi.waitFor(() => expect(existsSync(client.path('ran'))).toBe(true), 10_000);
    cancel.cancel();
    expect(await check).toMatchObject({ ok: false, cancelled: true });
  });
});

// A real Python with packages that consist of metadata only; importing torch writes a file.
function pythonWith(client: TestClient, packages: Record<string, string>): string | undefined {
  const folder = client.path('env');
  try {
    execFileSync('python3', ['-m', 'venv', '--without-pip', folder], { stdio: 'pipe' });
  } catch {
    return undefined;
  }
  const lib = join(folder, 'lib');
  const site = join(lib, readdirSync(lib)[0] ?? '', 'site-packages');
  for (const [name, version] of Object.entries(packages)) {
    mkdirSync(join(site, `${name}-${version}.dist-info`));
    writeFileSync(
      join(site, `${name}-${version}.dist-info`, 'METADATA'),
      `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
    );
  }
  mkdirSync(join(site, 'torch'));
  writeFileSync(join(site, 'torch', '__init__.py'), `open(${JSON.stringify(client.path('imported'))}, 'w')`);
  writeFileSync(join(site, 'torch', 'version.py'), FACTS.torch);
  return join(folder, 'bin', 'python');
}

describe('a real Python', () => {
  it('reports its packages without importing any, and without modules of the folder', async () => {
    const client = await start();
    const python = pythonWith(client, { torch: '2.5.1', peft: '0.15.0' });
    if (python === undefined) return console.log('Skipped: python3 with venv is not installed.');
    for (const name of ['json', 'platform', 'importlib', 'site', 'torch'])
      client.write(`work/${name}.py`, `open(${JSON.stringify(client.path('imported'))}, 'w')`);
    const check = await runCheck(client, python);
    expect(outcome(check)).toEqual(['proceed_with_warnings', 'warn peft']);
    expect(check).toMatchObject({ found: 'torch 2.5.1+cpu, cpu', unknown: [] });
    expect(existsSync(client.path('imported'))).toBe(false);
  });
});

const VERSIONS = { peft: '0.14.0', torch: '2.5.1' };
const KEY = sha('peft=0.14.0|torch=2.5.1|platform=linux-x86_64').slice(0, 16);
const RELPATH = `tests/golden/determinism/tuple-${KEY}.json`;
const GOLDEN = { adapter_sha256: 'b'.repeat(64), pinned_versions: VERSIONS, platform: 'linux-x86_64' };
const OTHER = {
  ...GOLDEN,
  adapter_sha256: 'c'.repeat(64),
  golden_relpath: `tests/golden/determinism/tuple-${'f'.repeat(16)}.json`,
};
const ENTRY = { ...GOLDEN, adapter_sha256: 'a'.repeat(64), golden_relpath: RELPATH };
const INDEX_PATH = '.determinism/lock.json';
const index = (...goldens: unknown[]) => text({ goldens, lock_version: 1, updated_at: '2026-04-22T04:25:32' });
const repository = (files: Record<string, string> = {}, options = { trusted: true }) =>
  startClient({ [RELPATH]: text(GOLDEN), [INDEX_PATH]: index(OTHER, ENTRY), ...files }, { options });

const plan = (client: TestClient, adapter = 'b'.repeat(64), path = RELPATH) =>
  client.request('kynml/planGolden', { uri: client.uri(path), relpath: RELPATH, adapter });
const good = (planned: GoldenPlan) => {
  if (!planned.ok) throw new Error(planned.message);
  return planned;
};

describe('approving a golden', () => {
  it.each([RELPATH, INDEX_PATH])('offers the goldens of %s with both adapters', async path => {
    const client = await repository();
    const list = await client.request('kynml/goldens', { uri: client.uri(path) });
    expect(list).toEqual({
      ok: true,
      goldens: [
        {
          relpath: RELPATH,
          platform: 'linux-x86_64',
          versions: ['peft 0.14.0', 'torch 2.5.1'],
          held: 'b'.repeat(64),
          approved: 'a'.repeat(64),
        },
      ],
    });
  });

  it('plans first, then writes the planned text, sorted', async () => {
    const client = await repository();
    const planned = good(await plan(client));
    expect(planned).toMatchObject({ change: 'replaced', remarks: [], indexUri: client.uri(INDEX_PATH) });
    expect(readFileSync(client.path(INDEX_PATH), 'utf8')).toBe(planned.before);
    const approval = { uri: client.uri(RELPATH), relpath: RELPATH, adapter: 'b'.repeat(64), time: planned.time };
    expect(await client.request('kynml/writeGolden', { ...approval, text: planned.after })).toEqual({ ok: true });
    const written = readFileSync(client.path(INDEX_PATH), 'utf8');
    expect(written).toBe(planned.after);
    const { goldens } = JSON.parse(written);
    expect(goldens).toEqual([{ ...ENTRY, adapter_sha256: 'b'.repeat(64) }, OTHER]);
    await client.open(INDEX_PATH, written);
    expect(await client.codes(INDEX_PATH)).toEqual(['golden-missing', 'golden-name']);
  });

  it('creates a missing index, and remarks that the golden names another adapter', async () => {
    const client = await startClient({ [RELPATH]: text(GOLDEN) }, { options: { trusted: true } });
    const planned = good(await plan(client, 'd'.repeat(64)));
    expect(planned).toMatchObject({ change: 'added', before: '' });
    expect(planned.remarks).toEqual([expect.stringContaining('names adapter bbbbbbbbbbbb')]);
  });

  it('writes nothing when the index changed since the plan', async () => {
    const client = await repository();
    const planned = good(await plan(client));
    client.write(INDEX_PATH, index(ENTRY));
    utimesSync(client.path(INDEX_PATH), 1, 1);
    const approval = { uri: client.uri(RELPATH), relpath: RELPATH, adapter: 'b'.repeat(64), time: planned.time };
    expect(await client.request('kynml/writeGolden', { ...approval, text: planned.after })).toMatchObject({
      ok: false,
    });
    expect(readFileSync(client.path(INDEX_PATH), 'utf8')).toBe(index(ENTRY));
  });

  it.each([
    ['a broken index', { [INDEX_PATH]: '{' }, 'is not a valid golden index'],
    [
      'an index of another version',
      { [INDEX_PATH]: text({ lock_version: 2, goldens: [] }) },
      'is not a valid golden index',
    ],
    ['a golden without versions', { [RELPATH]: '{"platform": "x"}' }, 'does not record its platform'],
    ['a golden of another name', { [RELPATH]: text({ ...GOLDEN, platform: 'x' }) }, 'does not match its versions'],
  ])('refuses %s', async (_, files, message) => {
    expect(await plan(await repository(files))).toMatchObject({ ok: false, message: expect.stringContaining(message) });
  });

  it('refuses an invalid SHA-256, other files and an untrusted workspace', async () => {
    const client = await repository();
    expect(await plan(client, 'B'.repeat(64))).toMatchObject({ message: expect.stringContaining('64 lower-case') });
    client.write('x.json', '{}');
    expect(await plan(client, 'b'.repeat(64), 'x.json')).toMatchObject({ message: expect.stringContaining('neither') });
    const strange = await repository({}, { trusted: false });
    expect(await plan(strange)).toMatchObject({ message: expect.stringContaining('trust') });
    const adapter = { uri: strange.uri(RELPATH) };
    expect(await strange.request('kynml/hashAdapter', adapter)).toMatchObject({ ok: false });
  });

  it('reads an adapter with progress', async () => {
    const client = await repository();
    const bytes = new Uint8Array(3_000_000).fill(7);
    client.write('adapter.safetensors', bytes);
    const reports: number[] = [];
    client.connection.onProgress(new ProgressType<{ done: number }>(), 'p', ({ done }) => void reports.push(done));
    const params = { uri: client.uri('adapter.safetensors'), progressToken: 'p' };
    expect(await client.request('kynml/hashAdapter', params)).toEqual({ ok: true, sha256: sha(bytes) });
    expect(reports.at(-1)).toBe(bytes.length);
  });
});
