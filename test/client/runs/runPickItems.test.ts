// The items of the run picker.
import { describe, expect, it } from 'vitest';
import { runPickItem, runSections } from '../../../client/src/runs/runPickItems';
import { localTime } from '../../../client/src/ui/localTime';
import { run } from '../fixtures';

describe('run picker', () => {
  it('shows time with its kind, metric, seed, spec, state, version and short hash', () => {
    const line = runPickItem({ ...run, seed: '3', version: 'commit 1a2b3c4d' });
    expect(line).toMatchObject({
      icon: 'pass',
      label: '2026-04-18 19:30 +02:00',
      description: 'mae 0.1230 · seed 3 · house price.kyn · current · commit 1a2b3c4d · 13e9f1e1db50',
      detail: 'runs/1/run_manifest.json',
    });
    expect(runPickItem({ ...run, when: 'about 2026-04-18' }).label).toBe('about 2026-04-18');
    expect(runPickItem({ ...run, when: '' }).label).toBe('time unknown');
    expect(runPickItem({ ...run, isKept: true }).detail).toBe(
      'copy of an overwritten manifest, runs/1/run_manifest.json',
    );
    const importing = (imports: 'changed' | 'unknown') =>
      runPickItem({ ...run, state: 'unknown', imports }).description;
    expect(importing('unknown')).toBe('mae 0.1230 · house price.kyn · imports not known · 13e9f1e1db50');
    expect(importing('changed')).toBe('mae 0.1230 · house price.kyn · imports changed · 13e9f1e1db50');
    const { spec: _spec, ...other } = run;
    expect(runPickItem({ ...other, metric: '', values: 'lr=0.1', configHash: null, state: 'unknown' })).toMatchObject({
      icon: 'question',
      description: 'lr=0.1 · unknown spec · no hash',
    });
  });

  it('shows the name and the tags, so that typing finds them', () => {
    expect(runPickItem({ ...run, seed: '3', name: 'paper', tags: ['wide', 'ok'] }).description).toBe(
      'paper · mae 0.1230 · seed 3 · #wide · #ok · house price.kyn · current · 13e9f1e1db50',
    );
  });

  it('shows the fingerprint of an evaluation, which is not made from a spec', () => {
    const { spec: _spec, ...evaluation } = { ...run, configHash: null, state: 'unknown' as const };
    const title = 'evaluation report';
    const shown = (short: string | null) => runPickItem({ ...evaluation, fingerprint: { title, short } }).description;
    expect(shown('a1b2c3d4@def45678*')).toBe('mae 0.1230 · a1b2c3d4@def45678* · evaluation report');
    expect(shown(null)).toBe('mae 0.1230 · no fingerprint · evaluation report');
  });

  it('has what was asked for first, under its own title', () => {
    const own = { ...run, uri: 'file:///w/own.json', isAsked: true as const };
    const titles = (runs: Parameters<typeof runSections>[0], asked?: string) =>
      runSections(runs, asked).map(({ title, choices }) => [title, ...choices.map(({ value }) => value)]);
    expect(titles([run, own], 'h.kyn')).toEqual([
      ['Runs of h.kyn', own.uri],
      ['Other runs', run.uri],
    ]);
    expect(titles([run], 'h.kyn')).toEqual([['', run.uri]]);
    expect(titles([own], 'h.kyn')).toEqual([['Runs of h.kyn', own.uri]]);
    expect(titles([])).toEqual([]);
  });
});

it('a time of the server is shown in local time', () => {
  expect(localTime(run.time)).toMatch(/^2026-04-1[789] \d\d:\d\d [+-]\d\d:\d\d$/);
  expect(localTime('x')).toBe('x');
});
