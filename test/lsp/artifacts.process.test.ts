// Manifests, runs and comparisons through the protocol.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src-shared/host/host';
import { nodeHost } from '../nodeHost';
import { houseSpec } from '../specFixture';
import { startClient, type TestClient } from './client';
import { lockFor, VSCODE_CLIENT } from './lockFixture';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

function manifest(changes: Record<string, unknown> = {}): string {
  const base = {
    config_hash: sha(houseSpec),
    data_hash: sha('data'),
    env: { platform: 'Linux', python: '3.11.9', torch: '2.3.0' },
    kynml_version: '0.1.0',
    metrics: { mae: 0.123, rmse: 0.187 },
    seed: 42,
  };
  return JSON.stringify({ ...base, ...changes }, null, 2);
}

async function view(client: TestClient, a: string, b: string) {
  const answer = await client.request('kynml/diff', { a: client.uri(a), b: client.uri(b) });
  if (!answer.ok) throw new Error(answer.message);
  return answer.view;
}

/** The comparison after the search for the specs. */
async function completeView(client: TestClient, a: string, b: string) {
  const isSearching = ({ a: x, b: y }: Awaited<ReturnType<typeof view>>): boolean =>
    `${x.detail} ${y.detail}`.includes(SEARCHING);
  for (;;) {
    const seen = client.changed.length;
    const found = await view(client, a, b);
    if (!isSearching(found)) return found;
    await expect.poll(() => client.changed.length).toBeGreaterThan(seen);
  }
}

const SEARCHING = 'searching for its spec…';

describe('a run manifest', () => {
  it('is checked field by field, whatever its file name', async () => {
    const text = manifest({ config_hash: 'abc', seed: '42' });
    const client = await startClient({}, VSCODE_CLIENT);
    await client.open('results/other.json', text);
    const found = await client.diagnostics('results/other.json');
    expect(found.map(d => [d.code, d.range.start.line, d.message])).toEqual([
      ['wrong-field', 1, '`config_hash` must be 64 lower-case hex digits, not "abc".'],
      ['wrong-field', 13, '`seed` must be an integer without decimal point or exponent, not "42".'],
    ]);
  });

  it('of a diverged run is read', async () => {
    const text = manifest().replace('0.123', 'NaN').replace('0.187', '-Infinity');
    const client = await startClient({}, VSCODE_CLIENT);
    await client.open('run_manifest.json', text);
    expect((await client.diagnostics('run_manifest.json')).map(d => d.message)).toEqual([
      'The run diverged: `mae` is `NaN`.',
      'The run diverged: `rmse` is `-Infinity`.',
    ]);
  });

  it('shows its origin: the current spec, an older version in git, or unknown', async () => {
    const client = await startClient(
      { 'n.kyn': houseSpec, 'old.json': manifest({ config_hash: sha(`${houseSpec}# old\n`) }) },
      VSCODE_CLIENT,
    );
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: client.folder });
    client.write('n.kyn', `${houseSpec}# old\n`);
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'one');
    client.write('n.kyn', houseSpec);
    await client.request('kynml/runs', {});
    await client.open('now.json', manifest());
    await client.open('old.json', manifest({ config_hash: sha(`${houseSpec}# old\n`) }));
    await client.open('none.json', manifest({ config_hash: sha('never') }));
    expect((await client.lensTitles('now.json'))[0]).toBe('$(check) made from the current version of n.kyn');
    expect((await client.lensTitles('old.json'))[0]).toMatch(
      /^\$\(history\) made from an older version of n\.kyn \(commit [0-9a-f]{8}, \d{4}-\d\d-\d\d\)$/,
    );
    expect((await client.lensTitles('none.json'))[0]).toBe('$(question) made from an unknown spec or version');
  });

  it('states where the imports of its spec are not compared', async () => {
    const importing = `import "m.kyn"\n${houseSpec}`;
    const client = await startClient({ 'n.kyn': importing, 'm.kyn': '' }, VSCODE_CLIENT);
    await client.request('kynml/runs', {});
    await client.open('now.json', manifest({ config_hash: sha(importing) }));
    expect((await client.lensTitles('now.json'))[0]).toBe(
      '$(info) made from the current version of n.kyn, whose imports were not compared',
    );
  });

  it('has hovers for its fields, without the text that the contributed schema of a lock already shows', async () => {
    const client = await startClient({}, VSCODE_CLIENT);
    await client.open('run_manifest.json', manifest());
    const at = JSON.stringify((await client.hover('run_manifest.json', 1, 5))?.contents);
    expect(at).toContain('**config_hash**');
    expect(at).toContain('This run was made from');
    const lock = lockFor(houseSpec, 'n.kyn');
    for (const name of ['lock.json', 'kynml.lock']) await client.open(name, lock);
    expect(JSON.stringify(await client.hover('lock.json', 1, 5))).toContain('**backend**');
    expect(await client.hover('kynml.lock', 1, 5)).toBeNull();
  });

  it('that is a list is another file with the same name, and does not crash the server', async () => {
    const client = await startClient({}, VSCODE_CLIENT);
    await client.open('run_manifest.json', '[1, 2]');
    expect(await client.diagnostics('run_manifest.json')).toEqual([]);
    expect(await client.lenses('run_manifest.json')).toEqual([]);
  });

  it('ignores other JSON files', async () => {
    const client = await startClient({}, VSCODE_CLIENT);
    await client.open('package.json', '{"name": "x", "seed": "y"');
    expect(await client.codes('package.json')).toEqual([]);
    expect(await client.lenses('package.json')).toEqual([]);
  });
});

describe('runs', () => {
  it('are found by content, newest first, with their state', async () => {
    const client = await startClient(
      {
        'n.kyn': houseSpec,
        'a/run_manifest.json': manifest(),
        'b/result.json': manifest({ config_hash: sha('x') }),
        'c/else.json': '{}',
      },
      VSCODE_CLIENT,
    );
    const runs = await client.request('kynml/runs', {});
    expect(runs.map(r => [r.label, r.state, r.metric]).sort()).toEqual([
      ['a/run_manifest.json', 'current', 'mae 0.1230'],
      ['b/result.json', 'unknown', 'mae 0.1230'],
    ]);
  });
});

describe('a comparison', () => {
  it('of equal inputs', async () => {
    const client = await startClient(
      { 'a.json': manifest(), 'b.json': manifest({ metrics: { mae: 0.118, rmse: 0.1875, foo: 1 } }) },
      VSCODE_CLIENT,
    );
    const result = await completeView(client, 'a.json', 'b.json');
    expect(result.verdictText).toBe('Identical inputs');
    const [foo, mae, rmse] = result.metrics;
    expect(mae).toMatchObject({
      name: 'mae',
      direction: 'lower',
      delta: '-0.0050',
      relative: '-4.1 %',
      better: 'b',
    });
    expect(rmse?.better).toBe('a');
    expect(foo).toMatchObject({ direction: 'unknown', a: { kind: 'absent', text: '(absent)' }, better: 'unknown' });
  });

  it('of different specs and torch versions gives the reasons', async () => {
    const b = manifest({ config_hash: sha('other'), env: { platform: 'Linux', python: '3.11.9', torch: '2.4.0' } });
    const client = await startClient({ 'a.json': manifest(), 'b.json': b }, VSCODE_CLIENT);
    const result = await completeView(client, 'a.json', 'b.json');
    expect(result.verdictText).toBe('Not comparable');
    expect(result.reasons).toEqual([
      {
        severity: 'error',
        text: `The spec differs: CONFIG_HASH ${sha(houseSpec).slice(0, 12)} → ${sha('other').slice(0, 12)}.`,
      },
      { severity: 'warn', text: 'torch 2.3.0 → 2.4.0: minor version, results will be close, not equal.' },
    ]);
  });

  it('lists the changed settings when both specs are available', async () => {
    const other = houseSpec.replace('input 4', 'input 3');
    const client = await startClient(
      { 'n.kyn': houseSpec, 'o.kyn': other, 'a.json': manifest(), 'b.json': manifest({ config_hash: sha(other) }) },
      VSCODE_CLIENT,
    );
    const result = await completeView(client, 'a.json', 'b.json');
    expect(result.reasons.map(r => r.text)).toEqual([
      expect.stringContaining('The spec differs: CONFIG_HASH'),
      '1 setting of the spec changed: model Net.layer 1.',
    ]);
    const spec = result.sections[0];
    expect(spec?.rows.filter(r => r.severity !== 'same')).toEqual([
      expect.objectContaining({
        path: 'model Net.layer 1',
        a: { kind: 'string', text: 'input 4' },
        b: { kind: 'string', text: 'input 3' },
      }),
    ]);
    expect(result.differing).toBe(2);
  });

  it('does not wait for git: what depends on it is added later', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>(resolve => {
      release = resolve;
    });
    const host = { ...nodeHost, git: (...call: Parameters<Host['git']>) => released.then(() => nodeHost.git(...call)) };
    const client = await startClient(
      { 'n.kyn': houseSpec, 'a.json': manifest(), 'b.json': manifest({ config_hash: sha('gone') }) },
      { ...VSCODE_CLIENT, host },
    );
    await client.open('n.kyn', houseSpec);
    const early = await view(client, 'a.json', 'b.json');
    expect(early.verdictText).toBe('Not comparable');
    expect([early.a, early.b].map(side => side.detail.split(' · ').at(-1))).toEqual([
      'made from the current version of n.kyn',
      SEARCHING,
    ]);
    const seen = client.changed.length;
    release();
    await expect.poll(() => client.changed.slice(seen)).toContainEqual([]);
    const late = await view(client, 'a.json', 'b.json');
    expect(late.b.detail.split(' · ').at(-1)).toMatch(/^made from an unknown spec or version/);
  });

  it('is refused for other files, missing files and different kinds', async () => {
    const lock = `{"config_hash": "${sha(houseSpec)}", "source_path": "n.kyn", "schema_version": "1"}`;
    const client = await startClient({ 'a.json': manifest(), 'x.json': '{}', 'kynml.lock': lock }, VSCODE_CLIENT);
    const ask = async (b: string) => client.request('kynml/diff', { a: client.uri('a.json'), b: client.uri(b) });
    expect(await ask('gone.json')).toEqual({
      ok: false,
      message: 'gone.json cannot be compared: it does not exist.',
    });
    expect(await ask('x.json')).toMatchObject({ ok: false });
    expect(await ask('kynml.lock')).toEqual({
      ok: false,
      message: 'a.json is a run manifest and kynml.lock is a lock, so they cannot be compared.',
    });
    client.write('e.json', '{"manifest_schema_version": 1, "experiment_id": "e", "data_provenance": {}}');
    expect(await client.request('kynml/diff', { a: client.uri('e.json'), b: client.uri('kynml.lock') })).toMatchObject({
      message: 'e.json is an experiment manifest and kynml.lock is a lock, so they cannot be compared.',
    });
  });

  it('shows local time with its zone, and UTC in Markdown', async () => {
    const client = await startClient({ 'a.json': manifest(), '2026-04-18/b.json': manifest() }, VSCODE_CLIENT);
    const { a, b } = await completeView(client, 'a.json', '2026-04-18/b.json');
    expect(a.detail).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d [+-]\d\d:\d\d \(file time\) · made from/);
    expect(b.detail).toMatch(/^about 2026-04-18 · made from/);
    const text = await client.request('kynml/diffMarkdown', {
      a: client.uri('a.json'),
      b: client.uri('2026-04-18/b.json'),
    });
    expect(text).toMatch(/A: `a\.json` \(\d{4}-\d\d-\d\d \d\d:\d\d UTC \(file time\) · made from/);
  });

  it('of two sweeps of one known spec names the spec, also if a combination failed', async () => {
    const entry = (lr: number, code: number) =>
      `{"combo": {"lr": ${lr}}, "exit_code": ${code}, "manifest": ${code === 0 ? manifest() : 'null'}}`;
    const files = { 'n.kyn': houseSpec, 'a.json': `[${entry(1, 0)}]`, 'b.json': `[${entry(1, 0)}, ${entry(2, 1)}]` };
    const client = await startClient(files, VSCODE_CLIENT);
    const result = await completeView(client, 'a.json', 'b.json');
    expect([result.a.detail, result.b.detail].map(detail => detail.split(' · ')[1])).toEqual([
      'made from the current version of n.kyn',
      'made from the current version of n.kyn',
    ]);
    expect(result.kindTitle).toBe('sweep results');
    expect(result.reasons.map(r => r.text)).toContain(
      `Both sweep results come from the same spec, CONFIG_HASH ${sha(houseSpec).slice(0, 12)}.`,
    );
  });

  it('of two evaluations shows their fingerprints and no words of runs', async () => {
    const fingerprint = { config_hash: 'a1b2c3d4e5f60718', git_sha: 'def45678', git_dirty: true, domain: 'eval' };
    const report = (accuracy: number) =>
      JSON.stringify({
        eval_name: 'math',
        total_samples: 5,
        summary_metrics: { accuracy },
        fingerprint: { ...fingerprint, endpoint_summary: 'x/y', tools: [], dataset_path: null },
      });
    const client = await startClient({ 'a.json': report(0.5), 'b.json': report(0.75) }, VSCODE_CLIENT);
    const result = await completeView(client, 'a.json', 'b.json');
    expect(result.kindTitle).toBe('evaluation reports');
    expect(result.a.detail).toMatch(/ · fingerprint a1b2c3d4@def45678\*$/);
    expect(result.metrics[0]).toMatchObject({ name: 'accuracy', better: 'b' });
    expect(result.reasons.map(r => r.text).join(' ')).not.toMatch(/\bruns?\b/);
    const item = await client.request('kynml/run', { uri: client.uri('a.json') });
    expect(item?.fingerprint).toEqual({ title: 'evaluation report', short: 'a1b2c3d4@def45678*' });
    expect(item).toMatchObject({ kind: 'eval-report', noun: 'evaluation report' });
    await client.open('a.json', report(0.5));
    expect(await client.lensTitles('a.json')).toContain('$(diff) Compare with another evaluation report');
  });

  it('of two evaluations shows the commit on one line, without characters that hide text', async () => {
    const fingerprint = { config_hash: 'a1b2c3d4e5f60718', git_sha: 'def\n\u202e45678', domain: 'eval' };
    const report = JSON.stringify({ eval_name: 'math', total_samples: 5, summary_metrics: {}, fingerprint });
    const client = await startClient({ 'a.json': report, 'b.json': report }, VSCODE_CLIENT);
    const { a } = await completeView(client, 'a.json', 'b.json');
    const item = await client.request('kynml/run', { uri: client.uri('a.json') });
    for (const text of [a.detail, item?.fingerprint?.short]) expect(text).toMatch(/a1b2c3d4@def\\u000a\\u202e45678$/);
  });

  it('as Markdown contains verdict, reasons and metrics', async () => {
    const client = await startClient({ 'a.json': manifest(), 'b.json': manifest({ seed: 43 }) }, VSCODE_CLIENT);
    const text = await client.request('kynml/diffMarkdown', { a: client.uri('a.json'), b: client.uri('b.json') });
    expect(text).toContain('## Comparable');
    expect(text).toContain('**may change results**: The seed differs (42 → 43)');
    expect(text).toContain('| mae |');
  });
});
