// A comparison for the tests of the diff webview, and a page to show it.
import { vi } from 'vitest';
import { startDiffScreen } from '../../../client/webviews/diff/screen';
import type { DiffRow, DiffView, MetricRow, ValueView } from '../../../src-shared/protocol/views';
import type { DiffWebviewState, FromDiffWebview, ToDiffWebview } from '../../../src-shared/protocol/webview';

/** A number by its text. */
export const number = (text: string): ValueView => ({ kind: 'number', text });
/** A string. */
export const string = (text: string): ValueView => ({ kind: 'string', text });
/** An absent value. */
export const absent: ValueView = { kind: 'absent', text: '(absent)' };
/** null. */
export const nothing: ValueView = { kind: 'null', text: 'null' };

/** A row that differs; `over` overrides fields. */
export function row(path: string, over: Partial<DiffRow> = {}): DiffRow {
  return { path, a: string('x'), b: string('y'), severity: 'warn', differs: over.severity !== 'same', ...over };
}

/** A metric that improved; `over` overrides fields. */
export function metric(name: string, over: Partial<MetricRow> = {}): MetricRow {
  return {
    name,
    direction: 'lower',
    a: number('0.1230'),
    b: number('0.1180'),
    delta: '-0.0050',
    relative: '-4.1 %',
    ratio: -0.041,
    better: 'b',
    differs: true,
    ...over,
  };
}

/** A metric without a change, because one side is not a number. */
export function unchanged(name: string, over: Partial<MetricRow>): MetricRow {
  const { delta: _delta, relative: _relative, ratio: _ratio, ...rest } = metric(name, over);
  return rest;
}

/** A view with one equal and two differing values. */
export function view(over: Partial<DiffView> = {}): DiffView {
  return {
    kindTitle: 'run manifests',
    a: { uri: 'file:///w/a.json', label: 'runs/a.json', detail: '' },
    b: { uri: 'file:///w/b.json', label: 'runs/b.json', detail: '' },
    verdict: 'comparable',
    verdictText: 'Comparable',
    reasons: [{ severity: 'warn', text: 'torch 2.3.0 to 2.4.0' }],
    hasMetrics: true,
    metrics: [metric('mae')],
    sections: [
      {
        id: 'env',
        title: 'Environment',
        rows: [row('env.torch'), row('env.python', { b: string('x'), severity: 'same' })],
      },
    ],
    differing: 2,
    equalProblems: 0,
    unknown: 0,
    total: 3,
    ...over,
  };
}

/** Presses a key at an element. */
export const press = (element: Element, key: string): boolean =>
  element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

let windowListeners: [type: string, listener: EventListenerOrEventListenerObject][] = [];

/** A screen listens as long as its window exists, but these tests share one. */
function removeEarlierScreen(): void {
  for (const [type, listener] of windowListeners) window.removeEventListener(type, listener);
  document.body.replaceWith(document.createElement('body'));
}

/** The screen on an empty page, with its sent messages and saved states. */
export function stage(kept?: Partial<DiffWebviewState>) {
  removeEarlierScreen();
  document.body.innerHTML = '<div id="live"></div><main id="root"><p class="pending">Pending</p></main>';
  const root = document.getElementById('root')!;
  const live = document.getElementById('live')!;
  const sent: FromDiffWebview[] = [];
  const states: DiffWebviewState[] = [];
  const host = {
    postMessage: (message: FromDiffWebview) => void sent.push(message),
    getState: () => kept,
    setState: (state: DiffWebviewState) => void states.push(state),
  };
  const listen = vi.spyOn(window, 'addEventListener');
  const receive = startDiffScreen({ root, live, host });
  windowListeners = listen.mock.calls.map(([type, listener]) => [type, listener]);
  listen.mockRestore();
  const show = (shown: DiffView, pinned = false) => receive({ type: 'view', view: shown, pinned });
  const find = (selector: string) => root.querySelector<HTMLElement>(selector)!;
  const texts = (selector: string) => Array.from(root.querySelectorAll(selector), element => element.textContent);
  const fail = (message: string) =>
    receive({ type: 'failure', message, a: 'file:///a', b: 'file:///b', pinned: false });
  return { root, live, sent, states, receive: receive as (message: ToDiffWebview) => void, show, find, texts, fail };
}
