// The check of a DLM lock, through the protocol: with a fake interpreter, and with a real Python.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, type TestContext, vi } from 'vitest';
import { CancellationTokenSource, DiagnosticSeverity } from 'vscode-languageserver/node';
import type { DlmCheck } from '../../src-shared/protocol/requests';
import { findPython } from '../python/askPython';
import type { TestClient } from './client';
import { DOCUMENT, LOCK, STORE, startWithDlm, text } from './dlmClient';

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
    const client = await startWithDlm();
    const check = await runCheck(client, fakeInterpreter(client));
    expect(outcome(check)).toEqual(['proceed']);
    expect(check).toMatchObject({ found: 'torch 2.5.1+cpu, cpu', unknown: [], lockUri: client.uri(STORE) });
    expect(JSON.parse(readFileSync(client.path('ran'), 'utf8'))).toEqual([client.path('work'), '-I', '-c']);
  });

  it('shows each mismatch at its field until the lock changes or is checked again', async () => {
    const client = await startWithDlm();
    await client.open(STORE, text(LOCK));
    const python = fakeInterpreter(client, {
      ...FACTS,
      versions: { torch: '3.0.0', peft: '0.15.0' },
      torch: FACTS.torch.replace('2.5.1', '3.0.0'),
    });
    client.write('work/notes.dlm', `${DOCUMENT}more`);
    expect(outcome(await runCheck(client, python))).toEqual(['abort', 'allow dlm_sha256', 'error torch', 'warn peft']);
    const shown = async () =>
      (await client.diagnostics(STORE))
        .filter(d => d.severity !== DiagnosticSeverity.Hint)
        .map(d => [d.range.start.line, d.severity, d.code].join(' '));
    expect(await shown()).toEqual(['4 3 dlm-mismatch', '7 2 dlm-mismatch', '8 1 dlm-mismatch']);
    const hints = (await client.diagnostics(STORE)).filter(d => d.severity === DiagnosticSeverity.Hint);
    expect(hints.map(d => d.message)).toContainEqual(
      expect.stringMatching(/^`seed` was not compared.*during training/),
    );
    // The interpreter may get other packages afterwards, which no event reports.
    // The time is that of the comparison, not that of an installation.
    const COMPARED = '\\(compared \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d [+-]\\d\\d:\\d\\d\\)$';
    const lens = (title: string) => [expect.stringMatching(new RegExp(`^\\$\\(${title} ${COMPARED}`))];
    expect(await client.lensTitles(STORE)).toEqual(lens('warning\\) 2 fields differ from what was installed'));
    await client.change(STORE, text({ ...LOCK, seed: 43 }));
    expect(await shown()).toEqual([]);
    expect(await client.lensTitles(STORE)).toEqual(['$(verified) Check DLM Lock']);
    await client.change(STORE, text(LOCK));
    expect(await shown()).toHaveLength(3);
    await runCheck(client, fakeInterpreter(client));
    expect(await shown()).toEqual(['4 3 dlm-mismatch']);
    expect(await client.lensTitles(STORE)).toEqual(lens('check\\) matches what was installed'));
  });

  it('of a document checks the lock of its store', async () => {
    const client = await startWithDlm();
    expect(outcome(await runCheck(client, fakeInterpreter(client), 'work/notes.dlm', []))).toEqual(['proceed']);
  });

  it('ignores the document unless exactly one has the identifier of the lock', async () => {
    const client = await startWithDlm();
    client.write('work/copy.dlm', DOCUMENT);
    for (const documents of [[], ['work/notes.dlm', 'work/copy.dlm']]) {
      const check = await runCheck(client, fakeInterpreter(client), STORE, documents);
      expect(check).toMatchObject({ unknown: [{ field: 'dlm_sha256' }], mismatches: [] });
    }
  });

  it('starts no interpreter in an untrusted workspace', async () => {
    const client = await startWithDlm(LOCK, { options: { commands: true }, folders: ['work'] });
    const python = fakeInterpreter(client);
    expect(outcome(await runCheck(client, python))).toContain('Nothing was started.');
    expect(outcome(await runCheck(client, python, 'work/notes.dlm'))).toContain('Nothing was started.');
    expect(existsSync(client.path('ran'))).toBe(false);
  });

  it('reports why it is not possible', async () => {
    const client = await startWithDlm({ ...LOCK, hardware_tier: 'gpu' });
    const python = fakeInterpreter(client);
    const message = outcome(await runCheck(client, python));
    expect(message).toContain('is not a valid DLM lock: `hardware_tier` must be');
    expect(message).toContain('`dlm train` stops in every lock mode except `--update-lock`');
    expect(outcome(await runCheck(client, python, 'work/notes.dlm'))).toContain('is not a valid DLM lock');
    expect(outcome(await runCheck(client, python, 'gone.lock'))).toContain('so it was not compared');
    expect(existsSync(client.path('ran'))).toBe(false);
    client.write(STORE, '{not json');
    expect(outcome(await runCheck(client, python, 'work/notes.dlm'))).toContain(
      'is not a valid DLM lock: Expected a key in double quotes.',
    );
    client.write(STORE, text(LOCK));
    await client.open(STORE, text({ ...LOCK, seed: 7 }));
    expect(outcome(await runCheck(client, python))).toContain('has unsaved changes');
    expect(outcome(await runCheck(client, python, 'work/notes.dlm'))).toContain('has unsaved changes');
    const other = await startWithDlm();
    expect(outcome(await runCheck(other, other.path('gone')))).toContain(
      'could not be run: it, or the interpreter in its first line, does not exist',
    );
    expect(outcome(await runCheck(other, fakeInterpreter(other, {}, 'process.exit(3)')))).toContain('(exit code 3)');
  });

  it('of a lock with a byte order mark reports that DLM stops', async () => {
    const client = await startWithDlm();
    client.write(STORE, `\ufeff${text(LOCK)}`);
    for (const path of [STORE, 'work/notes.dlm']) {
      const message = outcome(await runCheck(client, fakeInterpreter(client), path));
      expect(message).toContain('byte order mark');
      expect(message).toContain('`dlm train` stops in every lock mode except `--update-lock`');
    }
    expect(existsSync(client.path('ran'))).toBe(false);
  });

  it("compares the license with the manifest of the lock's store", async () => {
    const license = (spdx: string) => ({
      accepted_at: '2026-04-19T17:30:00',
      license_url: 'https://example.org/a',
      license_spdx: spdx,
      via: 'cli_flag',
    });
    const client = await startWithDlm({ ...LOCK, license_acceptance: license('MIT') });
    const python = fakeInterpreter(client);
    const unknown = await runCheck(client, python);
    expect([outcome(unknown), unknown.ok && unknown.unseen.includes('license_acceptance')]).toEqual([
      ['proceed'],
      true,
    ]);
    const manifest = STORE.replace('dlm.lock', 'manifest.json');
    client.write(manifest, text({ dlm_id: LOCK.dlm_id, license_acceptance: license('GPL-3.0') }));
    expect(outcome(await runCheck(client, python))).toEqual(['proceed_with_warnings', 'warn license_acceptance']);
    client.write(manifest, text({ dlm_id: LOCK.dlm_id, license_acceptance: license('MIT') }));
    expect(outcome(await runCheck(client, python))).toEqual(['proceed']);
  });

  it('asks an nvidia-smi on PATH, but never one of the workspace', async () => {
    onTestFinished(() => void vi.unstubAllEnvs());
    const torch = FACTS.torch.replace('+cpu', '+cu124').replace('= None', "= '12.4'");
    for (const [folder, isRun] of [
      ['work/bin', false],
      ['tools', true],
    ] as const) {
      const client = await startWithDlm();
      const trace = client.path('asked');
      client.write(`${folder}/nvidia-smi`, `#!/bin/sh\ntouch ${trace}\necho 8.0\n`);
      chmodSync(client.path(`${folder}/nvidia-smi`), 0o755);
      vi.stubEnv('PATH', `${client.path(folder)}:/usr/bin:/bin`);
      await runCheck(client, fakeInterpreter(client, { ...FACTS, torch, nvidia: true }));
      expect([folder, existsSync(trace)]).toEqual([folder, isRun]);
    }
  });

  it('stops the interpreter when it is cancelled', async () => {
    const client = await startWithDlm();
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
function pythonWith(context: TestContext, client: TestClient, packages: Record<string, string>): string {
  const folder = client.path('env');
  execFileSync(findPython(context, ['venv']), ['-m', 'venv', '--without-pip', folder], { stdio: 'pipe' });
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
  it('reports its packages without importing any, and without modules of the folder', async context => {
    const client = await startWithDlm();
    const python = pythonWith(context, client, { torch: '2.5.1', peft: '0.15.0' });
    for (const name of ['json', 'platform', 'importlib', 'site', 'torch'])
      client.write(`work/${name}.py`, `open(${JSON.stringify(client.path('imported'))}, 'w')`);
    const check = await runCheck(client, python);
    expect(outcome(check)).toEqual(['proceed_with_warnings', 'warn peft']);
    expect(check).toMatchObject({ found: 'torch 2.5.1+cpu, cpu', unknown: [] });
    expect(existsSync(client.path('imported'))).toBe(false);
  });
});
