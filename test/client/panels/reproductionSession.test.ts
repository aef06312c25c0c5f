// A verdict page without VS Code: its messages, its buttons, and the state that survives a reload.
import { describe, expect, it } from 'vitest';
import { savedReproduction, startReproductionSession } from '../../../client/src/panels/reproductionSession';
import type { ReproductionView } from '../../../src-shared/protocol/views';
import type { ToReproductionWebview } from '../../../src-shared/protocol/webview';

const VIEW: ReproductionView = {
  label: 'r.json',
  verdict: 'reproduced-exactly',
  title: 'Reproduced exactly',
  meaning: 'All metrics have the same digits.',
  reasons: [],
  steps: [],
  metrics: [],
  environment: [],
  markdown: '## Reproduced exactly',
  manifest: '{}\n',
};
const { manifest: _, ...WITHOUT_RUN } = VIEW;
const RUN = { run: 'file:///w/r.json', label: 'r.json' };

function session(restored?: ReproductionView | 'nothing') {
  const posted: ToReproductionWebview[] = [];
  const calls: string[] = [];
  const started = startReproductionSession(
    {
      post: message => void posted.push(message),
      again: () => calls.push('again'),
      open: () => calls.push('open'),
      copy: markdown => calls.push(`copy ${markdown}`),
      keep: manifest => calls.push(`keep ${manifest}`),
    },
    { ...RUN, ...(restored && { restored }) },
  );
  return { ...started, posted, calls };
}

describe('a page', () => {
  it('shows the steps as they begin and end, then the verdict', () => {
    const { finish, isRunning, posted, receive, step } = session();
    receive({ type: 'ready' });
    step({ name: 'manifest', state: 'confirmed' });
    step({ name: 'spec', state: 'running' });
    expect(posted.map(m => m.type === 'running' && m.steps.map(s => `${s.name} ${s.state}`))).toEqual([
      ['manifest running'],
      ['manifest confirmed'],
      ['manifest confirmed', 'spec running'],
    ]);
    expect(isRunning()).toBe(true);
    finish({ view: VIEW });
    expect(isRunning()).toBe(false);
    step({ name: 'spec', state: 'confirmed' });
    receive({ type: 'ready' });
    expect(posted.slice(3)).toEqual([
      { type: 'view', run: RUN.run, view: VIEW },
      { type: 'view', run: RUN.run, view: VIEW },
    ]);
  });

  it('cancels when the button is used or the page is closed, and is then not written to', () => {
    const first = session();
    first.receive({ type: 'cancel' });
    expect(first.signal.aborted).toBe(true);
    const second = session();
    second.close();
    expect(second.signal.aborted).toBe(true);
    second.finish({ message: 'It was cancelled.' });
    expect(second.posted).toEqual([]);
  });

  it('copies and keeps what it shows', () => {
    const { calls, finish, receive } = session();
    receive({ type: 'copyMarkdown' });
    receive({ type: 'keepManifest' });
    expect(calls).toEqual([]);
    finish({ view: VIEW });
    receive({ type: 'copyMarkdown' });
    receive({ type: 'keepManifest' });
    receive({ type: 'again' });
    receive({ type: 'open' });
    expect(calls).toEqual(['copy ## Reproduced exactly', 'keep {}\n', 'again', 'open']);
  });

  it('keeps nothing when there is no new run', () => {
    const { calls, finish, receive } = session();
    finish({ view: WITHOUT_RUN });
    receive({ type: 'keepManifest' });
    expect(calls).toEqual([]);
  });
});

describe('the state of a page', () => {
  it('is restored with its verdict', () => {
    const saved = savedReproduction(JSON.parse(JSON.stringify({ ...RUN, view: VIEW })));
    expect(saved).toEqual({ ...RUN, restored: VIEW });
    const { isRunning, posted, receive } = session(VIEW);
    receive({ type: 'ready' });
    expect([isRunning(), posted]).toEqual([false, [{ type: 'view', run: RUN.run, view: VIEW }]]);
  });

  it('without a verdict offers to reproduce the run again', () => {
    expect(savedReproduction(RUN)).toEqual({ ...RUN, restored: 'nothing' });
    const { posted, receive } = session('nothing');
    receive({ type: 'ready' });
    expect(posted).toEqual([
      {
        type: 'failure',
        ...RUN,
        message: 'No verdict was saved before the window was closed. Reproduce the run again.',
      },
    ]);
  });

  it.each([undefined, null, 'x', {}, { run: '', label: '' }, { run: 'file:///r' }])('%j is not restored', state => {
    expect(savedReproduction(state)).toBeUndefined();
  });

  it('of another version counts as one without a verdict', () => {
    expect(savedReproduction({ ...RUN, view: { ...VIEW, steps: 'none' } })?.restored).toBe('nothing');
  });
});
