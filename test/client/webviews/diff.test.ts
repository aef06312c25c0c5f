// The diff webview: rendering, texts and saved state.
import { describe, expect, it } from 'vitest';
import { type NoChange, SEVERITY_LABELS, type ValueView } from '../../../src-shared/protocol/views';
import { absent, metric, nothing, number, press, row, stage, string, unchanged, view } from './diffViews';

const oneRow = (over: Parameters<typeof row>[1]) =>
  view({ metrics: [], sections: [{ id: 's', title: 'S', rows: [row('p', over)] }], differing: 1, total: 1 });

describe('the page', () => {
  it('requests its view once', () => {
    expect(stage().sent).toEqual([{ type: 'ready' }]);
  });

  it('shows the text of the panel until it has its view', () => {
    const { show, texts } = stage();
    expect(texts('.pending')).toEqual(['Pending']);
    show(view());
    expect(texts('.pending')).toEqual([]);
  });

  it('shows the verdict first, then the sections', () => {
    const { show, texts } = stage();
    show(view());
    expect(texts('h1, h2')).toEqual(['Compare run manifests', 'Comparable', 'Metrics', 'Environment']);
    expect(texts('.reasons li')).toEqual(['may change results: torch 2.3.0 to 2.4.0']);
  });

  it('shows what made runs of other trackers with its state in words and icons, and each reason once', () => {
    const { show, texts } = stage();
    const [same, unknown] = [
      'The scripts are the same.',
      'It is not known whether the data are the same. A: no digest.',
    ];
    show(
      view({
        verdict: 'unknown',
        verdictText: 'Not known whether comparable',
        identities: [
          { id: 'code', title: 'Code', state: 'same', reason: same },
          { id: 'data', title: 'Data', state: 'unknown', reason: unknown },
          { id: 'seed', title: 'Seeds', state: 'differs', reason: 'The seeds differ.' },
        ],
        reasons: [
          { severity: 'warn', text: unknown },
          { severity: 'info', text: 'It is not known how B ended.' },
        ],
      }),
    );
    expect(texts('.identities li')).toEqual([
      `Code: same${same}`,
      `Data: unknown${unknown}`,
      'Seeds: differentThe seeds differ.',
    ]);
    expect(texts('.reasons li')).toEqual(['note: It is not known how B ended.']);
    const icons = [...document.querySelectorAll('.identities .codicon, .verdict-text .codicon')];
    expect(icons.map(icon => icon.className.replace(/^codicon codicon-/, ''))).toEqual([
      'question tone-unknown',
      'check tone-same',
      'question tone-unknown',
      'error tone-error',
    ]);
  });

  it('labels a reason of severity info as a note, because only a difference can be harmless', () => {
    const { show, texts } = stage();
    const unknown = 'Not recorded, so not compared: --param overrides and the contents of imported files.';
    const same = 'All inputs that both sides record are equal.';
    show(
      view({
        reasons: [
          { severity: 'same', text: same },
          { severity: 'info', text: unknown },
        ],
      }),
    );
    expect(texts('.reasons li')).toEqual([same, `note: ${unknown}`]);
  });

  it('announces the verdict, and only when it changes', () => {
    const { show, live } = stage();
    show(view());
    expect(live.textContent).toBe('Comparable. 2 of 3 values differ');
    const node = live.firstChild;
    show(view({ kindTitle: 'runs' }));
    expect(live.firstChild).toBe(node);
  });

  it('shows an error with an action, keeps the two files, and recovers', () => {
    const { show, fail, states, texts, live } = stage();
    fail('runs/b.json no longer exists. Compare another run.');
    expect(texts('.failure p')[0]).toBe('runs/b.json no longer exists. Compare another run.');
    expect(live.textContent).toBe('runs/b.json no longer exists. Compare another run.');
    expect(states.at(-1)).toMatchObject({ a: 'file:///a', b: 'file:///b' });
    show(view());
    expect(texts('.failure')).toEqual([]);
  });

  it('states that no metrics were recorded', () => {
    const { show, texts } = stage();
    show(view({ metrics: [] }));
    expect(texts('.group-empty')).toEqual(['MetricsNeither file contains metrics.']);
  });

  it('shows metrics only for kinds that have them', () => {
    const { show, texts } = stage();
    show(view({ metrics: [], hasMetrics: false }));
    expect(texts('h2')).toEqual(['Comparable', 'Environment']);
  });

  it('states that nothing differs', () => {
    const { show, texts } = stage();
    const same = row('p', { a: string('x'), b: string('x'), severity: 'same' });
    show(view({ metrics: [], sections: [{ id: 's', title: 'S', rows: [same] }], differing: 0, total: 14 }));
    expect(texts('.count, .nothing')).toEqual(['All 14 values are equal.', 'Turn off “Only differences” to see them.']);
  });
});

describe('values', () => {
  it.each<[string, ValueView, ValueView, string, string]>([
    ['an absent value', absent, string('x'), '(absent)', 'value-absent'],
    ['null', nothing, string('x'), 'null', 'value-null'],
    ['the empty string', string(''), string('x'), '""', 'value-empty'],
    ['the word null', string('null'), nothing, '"null"', 'value-string'],
    ['the word (absent)', string('(absent)'), absent, '"(absent)"', 'value-string'],
    ['a number as a string beside the number', string('42'), number('42'), '"42"', 'value-string'],
    ['any other string', string('x'), string('y'), 'x', 'value-string'],
  ])('distinguishes %s', (_, a, b, text, name) => {
    const { show, find } = stage();
    show(oneRow({ a, b }));
    expect(find('.side-cell bdi').textContent).toBe(text);
    expect(find('.side-cell bdi').className).toBe(`value ${name}`);
  });

  it('shows markup as text', () => {
    const { show, root, find } = stage();
    const evil = '<img src=x onerror="document.title=1">';
    const reasons = [{ severity: 'warn' as const, text: evil }];
    const rows = [row(evil, { a: string(evil) })];
    const sections = [{ id: evil, title: evil, rows }];
    const side = { uri: 'file:///a', label: evil, detail: evil };
    show(view({ kindTitle: evil, a: side, b: side, verdictText: evil, reasons, metrics: [metric(evil)], sections }));
    expect(root.querySelectorAll('img')).toHaveLength(0);
    expect(find('.group:last-child .side-cell bdi').textContent).toBe(evil);
  });

  it('truncates a long value in the middle and shows it in full on hover and on Enter', () => {
    const { show, find } = stage();
    const long = `${'a'.repeat(50)}${'b'.repeat(50)}`;
    show(oneRow({ a: string(long) }));
    expect(find('bdi.value').textContent).toBe(`${'a'.repeat(32)}…${'b'.repeat(31)}`);
    expect(find('bdi.value').title).toBe(long);
    press(find('[data-row]'), 'Enter');
    expect(find('bdi.value').textContent).toBe(long);
    expect(find('[data-row]').getAttribute('aria-expanded')).toBe('true');
  });

  it('shows a short hash with the full hash on hover', () => {
    const { show, find } = stage();
    show(oneRow({ a: { kind: 'hash', text: '13e9f1e1db50', full: '13e9f1e1db50'.padEnd(64, '0') } }));
    expect(find('bdi.value-hash').textContent).toBe('13e9f1e1db50');
    expect(find('bdi.value-hash').title).toHaveLength(64);
  });

  it.each(['info', 'warn', 'error'] as const)(
    'labels a difference of severity %s as every other view does',
    severity => {
      const { show, texts } = stage();
      show(oneRow({ severity }));
      expect(texts('.chip')).toEqual([SEVERITY_LABELS[severity]]);
    },
  );
});

describe('metrics', () => {
  const shown = (...metrics: Parameters<typeof metric>[1][]) => {
    const staged = stage();
    staged.show(view({ metrics: metrics.map((over, at) => metric(`m${at}`, over)) }));
    return staged;
  };

  it('emphasises the digits from the first difference on', () => {
    const { texts } = shown({});
    expect(texts('.digits')).toEqual(['230', '180']);
  });

  it('emphasises the whole number when digits are not aligned', () => {
    const { texts } = shown({ a: number('9.95'), b: number('10.1') }, { a: number('1.5'), b: number('1.5e-7') });
    expect(texts('.digits')).toEqual(['9.95', '10.1', '1.5', '1.5e-7']);
  });

  it('names the better side in addition to its colour', () => {
    const { texts, find } = shown({}, { better: 'a', ratio: 0.003 });
    expect(texts('.better')).toEqual(['B better', 'A better']);
    expect(find('.better').className).toBe('better tone-gain');
    expect(find('.bar-up').className).toContain('tone-loss');
  });

  it('is neutral when the direction is unknown', () => {
    const { texts, find } = shown({ direction: 'unknown', better: 'unknown' });
    expect(texts('.better, .tone-gain, .tone-loss')).toEqual([]);
    expect(texts('.direction')).toEqual(['direction unknown']);
    expect(find('.bar').className).toContain('tone-neutral');
  });

  it('draws half a bar for half the limit, and caps and marks a longer one', () => {
    const { root } = shown({ ratio: -0.1 }, { ratio: 0.2 }, { ratio: 0.701 });
    const bars = Array.from(root.querySelectorAll('.bar'));
    const width = (bar: Element) => bar.querySelector<HTMLElement>('.barFill')?.style.width;
    expect(bars.map(width)).toEqual(['25%', '50%', '50%']);
    expect(bars.map(bar => bar.classList.contains('bar-capped'))).toEqual([false, false, true]);
    expect(bars.map(bar => bar.querySelectorAll('.barCut').length)).toEqual([0, 0, 1]);
    expect(bars.map(bar => bar.classList.contains('bar-down'))).toEqual([true, false, false]);
  });

  it('explains a missing change', () => {
    const { show, texts } = stage();
    const because = (noChange: NoChange) => ({ better: 'unknown', noChange }) as const;
    show(
      view({
        metrics: [
          unchanged('f1', { ...because('only-b'), a: absent }),
          unchanged('loss', { ...because('b-diverged'), b: number('NaN') }),
          unchanged('note', { ...because('not-numeric'), b: string('good') }),
        ],
      }),
    );
    expect(texts('.numeric .meaning')).toEqual(['only in B', 'B diverged', 'not numeric']);
  });
});

describe('only differences', () => {
  it('hides equal values, counts them, and shows them again', () => {
    const { show, find, texts } = stage();
    show(view());
    expect(texts('[data-row] th')).toEqual(['maelower is better', 'env.torch']);
    expect(texts('.count')).toEqual(['2 of 3 values differ, 1 hidden']);
    find('.switch input').click();
    expect(texts('[data-row] th')).toEqual(['maelower is better', 'env.torch', 'env.python']);
    expect(texts('.count')).toEqual(['2 of 3 values differ']);
  });

  it('hides equal metrics, but not different ones without a better side', () => {
    const { show, texts } = stage();
    const equal = metric('equal', { b: number('0.1230'), better: 'same', differs: false });
    const neutral = metric('neutral', { direction: 'unknown', better: 'unknown' });
    show(view({ metrics: [equal, neutral] }));
    expect(texts('.numeric [data-row] th bdi')).toEqual(['neutral']);
  });

  it('keeps equal values that are a problem, and its counts add up', () => {
    const { show, texts } = stage();
    const problem = row('git.dirty', { b: string('x'), differs: false });
    const rows = [row('p'), problem, row('q', { severity: 'same' })];
    show(view({ metrics: [], sections: [{ id: 's', title: 'S', rows }], differing: 1, equalProblems: 1, total: 3 }));
    expect(texts('[data-row] th')).toEqual(['p', 'git.dirty']);
    expect(texts('.count')).toEqual(['1 of 3 values differ, 1 equal value is a problem, 1 hidden']);
  });

  it('keeps values of which it is not known whether they differ', () => {
    const { show, find, texts } = stage();
    const open = row('dataset D.target', {
      b: { kind: 'unknown', text: '(not known)' },
      differs: false,
      isUnknown: true,
    });
    const rows = [open, row('q', { severity: 'same' })];
    show(view({ metrics: [], sections: [{ id: 's', title: 'S', rows }], differing: 0, unknown: 1, total: 2 }));
    expect(texts('[data-row] th')).toEqual(['dataset D.target']);
    expect(texts('.value-unknown')).toEqual(['(not known)']);
    expect(find('[data-row]').getAttribute('aria-label')).toContain('B not known');
    expect(texts('.count')).toEqual(['0 of 2 values differ, 1 may differ, 1 hidden']);
  });

  it('shows a section without differences as one line', () => {
    const { show, texts } = stage();
    const same = row('p', { b: string('x'), severity: 'same' });
    show(view({ sections: [{ id: 'd', title: 'Data', rows: [same, { ...same, path: 'q' }] }] }));
    expect(texts('.group-empty')).toEqual(['DataBoth values are equal.']);
  });

  it('states the number of rows of a collapsed section', () => {
    const { show, find, texts } = stage({ onlyDifferences: false });
    show(view());
    find('[data-key="fold:metrics"]').click();
    find('[data-key="fold:env"]').click();
    expect(texts('.groupHead')).toEqual(['Metrics1 row', 'Environment2 rows']);
    find('[data-key="fold:env"]').click();
    expect(texts('.groupHead')).toEqual(['Metrics1 row', 'EnvironmentABDifference']);
  });

  it('is saved with the collapsed sections', () => {
    const { show, find, states } = stage();
    show(view());
    find('.switch input').click();
    find('[data-key="fold:env"]').click();
    expect(states.at(-1)).toMatchObject({
      a: 'file:///w/a.json',
      b: 'file:///w/b.json',
      pinned: false,
      onlyDifferences: false,
      folded: ['env'],
    });
  });

  it('has the pin of this window only: a kept baseline is asked again after a reload', () => {
    const { receive, find, states } = stage();
    const pins = (more: object) => {
      receive({ type: 'view', view: view(), pinned: true, ...more });
      window.dispatchEvent(new Event('scrollend'));
      return [find('[data-key=pin]').getAttribute('aria-pressed'), states.at(-1)?.pinned];
    };
    expect([pins({ isKept: true }), pins({})]).toEqual([
      ['true', false],
      ['true', true],
    ]);
  });

  it('is restored from a saved state of any shape', () => {
    const { show, find, texts } = stage({ onlyDifferences: false, folded: ['metrics'] });
    show(view());
    expect(find('[data-key="fold:metrics"]').getAttribute('aria-expanded')).toBe('false');
    expect(texts('[data-row] th')).toEqual(['env.torch', 'env.python']);
    const damaged = stage({ folded: 7, onlyDifferences: 'x' } as object);
    damaged.show(view());
    expect(damaged.texts('.count')).toEqual(['2 of 3 values differ, 1 hidden']);
  });
});

it('sends the messages of the buttons', () => {
  const { show, find, sent } = stage();
  show(view(), true);
  for (const key of ['swap', 'pin', 'copy', 'text', 'open-a', 'open-b']) find(`[data-key=${key}]`).click();
  expect(sent.slice(1)).toEqual([
    { type: 'swap' },
    { type: 'pin', pinned: false },
    { type: 'copyMarkdown' },
    { type: 'textDiff' },
    { type: 'open', side: 'a' },
    { type: 'open', side: 'b' },
  ]);
});
