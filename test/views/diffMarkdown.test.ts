// A comparison as Markdown: rounded as a table, and nothing in an artifact can break out of it.
import { describe, expect, test } from 'vitest';
import { diffMarkdown } from '../../src-shared/views/diffMarkdown';
import { viewOf } from './comparedRuns';

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
        '- **may change results**: note is recorded only in B.',
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

  test('metrics are rounded as in the table of a terminal, also next to NaN', () => {
    const rows = (a: object, b: object): string[] =>
      diffMarkdown(viewOf({ metrics: a }, { metrics: b }))
        .split('\n')
        .filter(line => /^\| (?:mae|rmse|n|form) /.test(line));
    expect(
      rows({ mae: 12345.678, rmse: 0.00012345, n: 1234567 }, { mae: 99999.99999, rmse: 0.0001, n: 1000000 }),
    ).toEqual([
      '| mae | `12346` | `100000` | +87654 | +710 % | A better |',
      '| n | `1234567` | `1000000` | -234567 | -19.0 % | direction unknown |',
      '| rmse | `0.0001234` | `0.0001000` | -0.0000234 | -19.0 % | B better |',
    ]);
    expect(rows({ mae: 12345.678, form: 'x'.repeat(80) }, { mae: 'nan', form: 'x'.repeat(80) })).toEqual([
      `| form | \`${'x'.repeat(80)}\` | \`${'x'.repeat(80)}\` |  |  | not numeric |`,
      '| mae | `12346` | `"nan"` |  |  | B diverged |',
    ]);
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
