// The verdict page: rendering, order, texts for screen readers, keyboard and saved state.
import { describe, expect, it } from 'vitest';
import { startReproductionScreen } from '../../../client/webviews/reproduction/screen';
import type { ReproductionView } from '../../../src-shared/protocol/views';
import type { FromReproductionWebview, ToReproductionWebview } from '../../../src-shared/protocol/webview';
import { press } from './diffViews';

const RUN = 'file:///w/run_manifest.json';
const STEPS = [
  { name: 'manifest', state: 'confirmed', stateText: 'confirmed', detail: 'The record is complete.' },
  { name: 'environment', state: 'contradicted', stateText: 'differs', detail: 'torch 2.3.0 → 2.4.0.' },
  { name: 'metrics', state: 'unknown', stateText: 'unknown', detail: 'Not checked.' },
] as const;

const view = (over: Partial<ReproductionView> = {}): ReproductionView => ({
  label: 'runs/run_manifest.json',
  verdict: 'not-reproduced',
  title: 'Not reproduced',
  meaning: 'A new training gave other metrics.',
  reasons: ['torch differs.'],
  steps: STEPS,
  metrics: [
    { name: 'mae', recorded: '0.12300001', now: '0.12300009', difference: '6.51e-7', isEqual: false },
    { name: 'rmse', recorded: '0.5', now: '0.5', difference: 'equal', isEqual: true },
  ],
  environment: [{ name: 'torch', recorded: '2.3.0', now: '2.4.0', severity: 'warn' }],
  markdown: '## Not reproduced',
  manifest: '{}',
  ...over,
});

function stage() {
  document.body.replaceWith(document.createElement('body'));
  const [root, live] = [document.createElement('main'), document.createElement('div')];
  root.innerHTML = '<p class="pending">Pending</p>';
  document.body.append(live, root);
  const sent: FromReproductionWebview[] = [];
  const states: unknown[] = [];
  const receive = startReproductionScreen({
    root,
    live,
    host: { postMessage: m => void sent.push(m), getState: () => undefined, setState: s => void states.push(s) },
  });
  const all = (selector: string) => Array.from(root.querySelectorAll<HTMLElement>(selector));
  const texts = (selector: string) => all(selector).map(element => element.textContent);
  const show = (over: Partial<ReproductionView> = {}) => receive({ type: 'view', run: RUN, view: view(over) });
  const send = (message: ToReproductionWebview) => receive(message);
  return {
    root,
    live,
    sent,
    states,
    all,
    texts,
    show,
    send,
    labels: () => all('.toolbar button').map(b => b.getAttribute('aria-label')),
  };
}

describe('a verdict', () => {
  it('comes first with its meaning and reasons, then the metrics, the steps and the environment', () => {
    const { show, texts } = stage();
    show();
    expect(texts('h1, h2')).toEqual(['Reproduce run', 'Not reproduced', 'Metrics', 'Steps', 'Environment']);
    expect(texts('.meaning, .reasons li')).toEqual(['A new training gave other metrics.', 'torch differs.']);
  });

  it('replaces the text of the panel', () => {
    const { show, texts } = stage();
    expect(texts('.pending')).toEqual(['Pending']);
    show();
    expect(texts('.pending')).toEqual([]);
  });

  it('is announced, and its rows are sentences', () => {
    const { all, live, show } = stage();
    show();
    expect(live.textContent).toBe('Not reproduced. A new training gave other metrics.');
    expect(all('[data-row]').map(row => row.getAttribute('aria-label'))).toEqual([
      'mae, recorded 0.12300001, new 0.12300009, relative difference 6.51e-7',
      'rmse, recorded 0.5, new 0.5, equal',
      'manifest, confirmed: The record is complete.',
      'environment, differs: torch 2.3.0 → 2.4.0.',
      'metrics, unknown: Not checked.',
      'torch, recorded 2.3.0, this interpreter 2.4.0, may change results',
    ]);
  });

  it('emphasises the digits that differ', () => {
    const { show, texts } = stage();
    show();
    expect(texts('.digits')).toEqual(['1', '9']);
  });

  it('has an icon and a text for each state, so that colour is never the only cue', () => {
    const { all, show } = stage();
    show();
    expect(all('.steps .chip').map(chip => `${chip.querySelector('.codicon')?.className} ${chip.textContent}`)).toEqual(
      [
        'codicon codicon-check tone-same confirmed',
        'codicon codicon-error tone-error differs',
        'codicon codicon-question tone-warn unknown',
      ],
    );
  });

  it('is reached with arrow keys across its tables', () => {
    const { all, show } = stage();
    show();
    const rows = all('[data-row]');
    expect(rows.map(row => row.tabIndex)).toEqual([0, -1, 0, -1, -1, 0]);
    rows[1]!.focus();
    press(rows[1]!, 'ArrowDown');
    expect(document.activeElement).toBe(rows[2]);
    press(rows[2]!, 'ArrowRight');
    expect(document.activeElement?.textContent).toBe('manifest');
  });

  it('states each reason once', () => {
    const { show, texts } = stage();
    show({ reasons: ['torch 2.3.0 → 2.4.0.'] });
    expect(texts('.reasons li')).toEqual(['torch 2.3.0 → 2.4.0.']);
    expect(texts('.steps td:last-child')[1]).toBe('DetailStated in the verdict.');
  });

  it('shows text of files as text', () => {
    const { root, show } = stage();
    show({ reasons: ['<img src=x>'], label: '<b>run</b>' });
    expect(root.querySelectorAll('img, b')).toHaveLength(0);
    expect(root.textContent).toContain('<img src=x>');
  });

  it('shows code words of messages as code', () => {
    const { root, show } = stage();
    show({ reasons: ['No value of `--param` is recorded; `x'] });
    expect(Array.from(root.querySelectorAll('.reasons code'), c => c.textContent)).toEqual(['--param']);
    expect(root.querySelector('.reasons li')?.textContent).toBe('No value of --param is recorded; `x');
  });

  it('without a new run has no metrics and no manifest to keep', () => {
    const { labels, show, texts } = stage();
    const { manifest: _, ...rest } = view({ metrics: [], environment: [], verdict: 'cannot-be-judged' });
    show();
    expect(labels()).toEqual(['Keep manifest…', 'Copy as Markdown', 'Reproduce again']);
    const other = stage();
    other.send({ type: 'view', run: RUN, view: rest });
    expect(other.labels()).toEqual(['Copy as Markdown', 'Reproduce again']);
    expect(other.texts('.group > .quiet')).toEqual([
      'Nothing was compared, because the run was not trained again.',
      'The versions were not compared.',
    ]);
    expect(texts('.group > .quiet')).toEqual([]);
  });

  it('with equal versions reports that', () => {
    const { show, texts } = stage();
    show({ environment: [], steps: [{ name: 'environment', state: 'confirmed', stateText: 'confirmed', detail: '' }] });
    expect(texts('.environment .quiet')).toEqual(['The interpreter has the recorded versions.']);
  });

  it('is saved for a reload', () => {
    const { show, states } = stage();
    show();
    expect(states).toEqual([{ run: RUN, label: 'runs/run_manifest.json', view: view() }]);
  });
});

describe('the other states', () => {
  it('a reproduction that runs shows its steps and can be cancelled; the focus stays on the button', () => {
    const { all, labels, live, send, sent, texts } = stage();
    const running = (name: string) =>
      ({ type: 'running', run: RUN, label: 'r', steps: [{ name, state: 'running' }] }) as const;
    send(running('manifest'));
    expect([labels(), texts('.steps .row'), live.textContent]).toEqual([
      ['Cancel'],
      ['manifestStaterunning'],
      'manifest: running',
    ]);
    all('.toolbar button')[0]!.focus();
    send(running('spec'));
    expect(document.activeElement).toBe(all('.toolbar button')[0]);
    all('.toolbar button')[0]!.click();
    expect(sent).toEqual([{ type: 'ready' }, { type: 'cancel' }]);
  });

  it('a failure states its reason and offers another attempt', () => {
    const { labels, live, send, states, texts } = stage();
    send({ type: 'failure', run: RUN, label: 'r', message: 'It was cancelled.' });
    expect([texts('h2, .meaning'), labels(), live.textContent]).toEqual([
      ['No verdict', 'It was cancelled.'],
      ['Reproduce again'],
      'It was cancelled.',
    ]);
    expect(states).toEqual([{ run: RUN, label: 'r' }]);
  });

  it('the focus stays on its row when another step begins', () => {
    const { all, send } = stage();
    const running = (...names: string[]) =>
      send({ type: 'running', run: RUN, label: 'r', steps: names.map(name => ({ name, state: 'running' })) });
    running('manifest', 'spec');
    all('[data-row]')[1]!.focus();
    running('manifest', 'spec', 'environment');
    expect(document.activeElement).toBe(all('[data-row]')[1]);
    expect(all('[data-row]').map(row => row.tabIndex)).toEqual([-1, 0, -1]);
    running('manifest');
    expect(document.activeElement).toBe(all('[data-row]')[0]);
  });

  it('an unchanged page is not rendered again', () => {
    const { all, show } = stage();
    show();
    const before = all('h2')[0];
    show();
    expect(all('h2')[0]).toBe(before);
  });
});
