// A comparison as a screen and a letter have it: sections, spoken rows, counts, and Markdown that nothing in an artifact can break out of.
import { describe, expect, test } from 'vitest';
import { type Artifact, readArtifact } from '../../src-shared/artifacts/read';
import type { DiffRow, DiffView, MetricRow } from '../../src-shared/protocol/views';
import { compare } from '../../src-shared/repro/compare/compare';
import { diffMarkdown } from '../../src-shared/views/diffMarkdown';
import { diffView } from '../../src-shared/views/diffView';

const HASH = '13e9f1e1db50'.padEnd(64, '1');
const base = {
  config_hash: HASH,
  data_hash: 'ab'.repeat(32),
  env: { platform: 'Linux', python: '3.11.9', torch: '2.3.0' },
  kynml_version: '0.4.0',
  metrics: { mae: 0.123, rmse: 0.25 },
  seed: 42 as unknown,
};
type Fields = Partial<Record<keyof typeof base, unknown>> & Record<string, unknown>;

const read = (fields: Fields | string): Artifact => {
  const text = typeof fields === 'string' ? fields : JSON.stringify({ ...base, ...fields });
  return readArtifact('run_manifest.json', text) as Artifact;
};
const viewOf = (a: Fields | string, b: Fields | string, label = 'runs/1/run_manifest.json'): DiffView =>
  diffView(compare(read(a), read(b)), {
    a: { uri: 'file:///a', label, detail: '' },
    b: { uri: 'file:///b', label: 'runs/2/run_manifest.json', detail: 'yesterday' },
  });

const rowsOf = (view: DiffView): DiffRow[] => view.sections.flatMap(s => s.rows);
const rowOf = (view: DiffView, path: string) => rowsOf(view).find(r => r.path === path) as DiffRow;
const metricOf = (view: DiffView, name: string) => view.metrics.find(m => m.name === name) as MetricRow;

describe('the view', () => {
  test('of two equal runs', () => {
    const view = viewOf({}, {});
    expect(view).toMatchObject({
      kindTitle: 'run manifests',
      verdict: 'identical-inputs',
      verdictText: 'Identical inputs',
    });
    expect(view.reasons).toEqual([
      { severity: 'same', text: 'All inputs that both sides record are equal.' },
      {
        severity: 'info',
        text: 'Not recorded, so not compared: --param overrides and the contents of imported files.',
      },
    ]);
    expect([view.differing, view.total]).toEqual([0, 9]);
    expect(view.sections.map(s => s.title)).toEqual(['Identity', 'Data', 'Environment', 'Seed']);
    expect(rowsOf(view).every(r => r.severity === 'same')).toBe(true);
    expect(view.metrics.map(m => m.better)).toEqual(['same', 'same']);
  });

  test('puts each value into its section, the most serious reason first', () => {
    const view = viewOf(
      {},
      { seed: 43, config_hash: 'cd'.repeat(32), timestamp: 'x', env: { ...base.env, torch: '2.4.0' } },
    );
    expect(view.sections.map(s => [s.title, s.rows.map(r => r.path)])).toEqual([
      ['Identity', ['config_hash', 'kynml_version']],
      ['Data', ['data_hash']],
      ['Environment', ['env.platform', 'env.python', 'env.torch']],
      ['Seed', ['seed']],
      ['Other', ['timestamp']],
    ]);
    expect(view.reasons.map(r => r.severity)).toEqual(['error', 'warn', 'warn']);
    expect(view.verdictText).toBe('Not comparable');
    expect([view.differing, view.total]).toEqual([4, 10]);
  });

  test('distinguishes absent, null and empty, on screen and in the spoken text', () => {
    const view = viewOf({ x: null, y: '', z: 'null' }, { x: '', z: null });
    expect(rowOf(view, 'x')).toMatchObject({ a: { kind: 'null' }, b: { kind: 'string', text: '""' } });
    expect(rowOf(view, 'x').spoken).toBe('x, A null, B empty string, may change results');
    expect(rowOf(view, 'y')).toMatchObject({ a: { kind: 'string' }, b: { kind: 'absent', text: '(absent)' } });
    expect(rowOf(view, 'y').spoken).toBe('y, A empty string, B absent, may change results');
    expect([rowOf(view, 'z').a.kind, rowOf(view, 'z').b.kind]).toEqual(['string', 'null']);
  });

  test('shortens hashes in the spoken text, and mentions equal values once', () => {
    const view = viewOf({}, { data_hash: 'cd'.repeat(32) });
    expect(rowOf(view, 'data_hash').spoken).toBe('data_hash, A abababababab, B cdcdcdcdcdcd, breaks comparison');
    expect(rowOf(view, 'data_hash').note).toBe('The data differs: abababababab → cdcdcdcdcdcd.');
    expect(rowOf(view, 'seed').spoken).toBe('seed, both 42');
    expect(rowOf(view, 'seed')).not.toHaveProperty('note');
  });

  test('of metrics', () => {
    const view = viewOf(
      { metrics: { mae: 0.123, rmse: 0.25, r2: 0.9, score: 1, zero: 0 } },
      { metrics: { mae: 0.118, rmse: 0.25, score: 2, zero: 0.5, new: 3 } },
    );
    expect(metricOf(view, 'mae')).toEqual({
      name: 'mae',
      direction: 'lower',
      a: { kind: 'number', text: '0.1230' },
      b: { kind: 'number', text: '0.1180' },
      delta: '-0.0050',
      relative: '-4.1 %',
      ratio: expect.closeTo(-0.04065, 4),
      better: 'b',
      spoken: 'mae, A 0.1230, B 0.1180, 4.1 percent lower, B better',
    });
    expect(metricOf(view, 'rmse')).toEqual({
      name: 'rmse',
      direction: 'lower',
      a: { kind: 'number', text: '0.2500' },
      b: { kind: 'number', text: '0.2500' },
      better: 'same',
      spoken: 'rmse, A 0.2500, B 0.2500, no change',
    });
    expect(metricOf(view, 'r2').spoken).toBe('r2, A 0.9, B absent, unknown which is better');
    expect(metricOf(view, 'new').spoken).toBe('new, A absent, B 3, unknown which is better');
    expect(metricOf(view, 'score')).toMatchObject({ better: 'unknown', delta: '+1.000', relative: '+100 %' });
    expect(metricOf(view, 'zero')).toMatchObject({ delta: '+0.5000' });
    expect(metricOf(view, 'zero')).not.toHaveProperty('relative');
    expect([view.differing, view.total]).toEqual([5, 13]);
  });

  test('of runs that diverged', () => {
    const text = (mae: string) => JSON.stringify(base).replace('0.123', mae);
    const view = viewOf(text('NaN'), text('Infinity'));
    expect(metricOf(view, 'mae')).toEqual({
      name: 'mae',
      direction: 'lower',
      a: { kind: 'number', text: 'NaN' },
      b: { kind: 'number', text: 'Infinity' },
      better: 'unknown',
      spoken: 'mae, A NaN, B Infinity, unknown which is better',
    });
    expect(viewOf(text('NaN'), text('NaN')).differing).toBe(0);
  });

  test('keeps the exact number beside a rounded one', () => {
    const view = viewOf({ metrics: { mae: 0.123456789012 } }, { metrics: { mae: 0.5 } });
    expect(metricOf(view, 'mae').a).toEqual({ kind: 'number', text: '0.1235', full: '0.123456789012' });
    expect(metricOf(view, 'mae').b).toEqual({ kind: 'number', text: '0.5000' });
  });

  test('of a file that is not JSON reports only that', () => {
    const view = viewOf({}, '{');
    expect(view.verdict).toBe('not-comparable');
    expect(view.reasons).toEqual([
      { severity: 'error', text: 'B is not a valid run manifest: Expected a key in double quotes.' },
    ]);
  });
});

describe('Markdown', () => {
  test('of a comparison', () => {
    const view = viewOf({ metrics: { mae: 0.123 } }, { metrics: { mae: 0.118 }, seed: null, note: 'x' });
    expect(diffMarkdown(view)).toBe(
      [
        '## Comparable',
        '',
        'A: `runs/1/run_manifest.json`  ',
        'B: `runs/2/run_manifest.json` (yesterday)',
        '',
        '- **may change results**: note differs; it is not known whether that matters.',
        '- **may change results**: The seed differs (42 → null); the runs used other random numbers.',
        '- Not recorded, so not compared: --param overrides and the contents of imported files.',
        '',
        '### Metrics',
        '',
        '| metric | A | B | change | relative | |',
        '|---|---:|---:|---:|---:|---|',
        '| mae | `0.1230` | `0.1180` | -0.0050 | -4.1 % | B better |',
        '',
        '### Seed',
        '',
        '| value | A | B | |',
        '|---|---|---|---|',
        '| seed | `42` | `null` | may change results |',
        '',
        '### Other',
        '',
        '| value | A | B | |',
        '|---|---|---|---|',
        '| note | *(absent)* | `x` | may change results |',
        '',
        '3 of 9 values differ.',
        '',
      ].join('\n'),
    );
  });

  // A cell ends at a bar that no backslash escapes; a backslash escapes the sign behind it (GitHub's rule for tables).
  const cells = (line: string): string[] => (line.match(/(?:\\[\s\S]|[^|\\])*(?:\||$)/g) ?? []).slice(1, -1);

  const hostile = [
    'a | b',
    'a \\| b',
    'a \\\\| b',
    '\\',
    'a`b',
    '``` \n# Heading\n```',
    '`|`',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[link](javascript:alert(1))',
    '![pixel](x)',
    '**bold** __bold__ ~~x~~',
    '# Heading\n\n- list\n\n---',
    'line\r\nline\u2028line',
    '&lt;b&gt; &#124;',
    ' ',
    '',
  ];

  test.each(hostile)('a value cannot break out: %j', text => {
    const markdown = diffMarkdown(
      viewOf({ field: text }, { field: 'other', [`key ${text}`]: text, metrics: { [`m ${text}`]: 1 } }, text),
    );
    const lines = markdown.split('\n');
    const tables = lines.filter(l => l.startsWith('|'));
    for (const line of tables) expect([4, 6], line).toContain(cells(line).length);
    const starts = lines.filter(l => !/^$|^[|]|^- |^[AB]: |^#{2,3} |^\d+ of \d+ values differ\.$/.test(l));
    expect(starts).toEqual([]);
    expect(lines.filter(l => l.startsWith('#'))).toEqual(
      ['## Comparable', '### Metrics', '### Other'].filter(h => lines.includes(h)),
    );
    // Outside of code every sign that could be markup is escaped.
    const prose = markdown
      .replace(/\\[\s\S]/g, '')
      .replace(/`[^`\n]*`/g, '')
      .replaceAll('*(absent)*', '')
      .replace(/\*\*(may change results|breaks comparison)\*\*/g, '');
    expect(prose).not.toMatch(/[`*<>[\]~!&]/);
  });
});
