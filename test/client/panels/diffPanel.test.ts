// The diff panel without VS Code: session, title, saved state and HTML.
import { describe, expect, it } from 'vitest';
import { startDiffSession } from '../../../client/src/panels/diffSession';
import { sidesOfState } from '../../../client/src/panels/diffState';
import { diffTitle } from '../../../client/src/panels/diffTitle';
import { webviewHtml } from '../../../client/src/panels/webviewHtml';
import type { DiffAnswer } from '../../../src-shared/protocol/requests';
import type { DiffView } from '../../../src-shared/protocol/views';
import type { ToDiffWebview } from '../../../src-shared/protocol/webview';

/** A session whose responses are sent by the test, in any order. */
function session() {
  const waiting: { sides: string; give: (answer: DiffAnswer) => void; fail: () => void }[] = [];
  const posted: string[] = [];
  const post = (message: ToDiffWebview) =>
    void posted.push(
      `${message.type === 'view' ? message.view.verdictText : message.message}, ${message.isKept ? 'kept' : message.pinned}`,
    );
  const ask = ({ a, b }: { a: string; b: string }) =>
    new Promise<DiffAnswer>((give, fail) => void waiting.push({ sides: a + b, give, fail: () => fail(new Error()) }));
  const keptRuns = new Set<string>();
  const isKept = async (run: string): Promise<boolean> => keptRuns.has(run);
  const started = startDiffSession({ ask, post, isKept }, { a: 'a', b: 'b', pinned: false });
  const answer = async (text: string) => {
    waiting.shift()?.give({ ok: true, view: { verdictText: text } as DiffView });
    await settle();
  };
  const asked = () => waiting.map(({ sides }) => sides);
  return { ...started, keptRuns, posted, asked, answer, failOne: () => waiting.shift()?.fail() };
}

const settle = () => new Promise(resolve => setTimeout(resolve));

describe('session', () => {
  it('requests the comparison before the webview is loaded and posts it immediately', async () => {
    const { asked, answer, ready, posted } = session();
    expect(asked()).toEqual(['ab']);
    await answer('one');
    ready();
    expect(posted).toEqual(['one, false', 'one, false']);
    expect(asked()).toEqual([]);
  });

  it('sends one more request for any number of changes during a request', async () => {
    const { asked, answer, changed, posted } = session();
    changed(true);
    changed(true);
    expect(asked()).toEqual(['ab']);
    await answer('one');
    expect(asked()).toEqual(['ab']);
    await answer('two');
    expect(asked()).toEqual([]);
    expect(posted).toEqual(['one, false', 'two, false']);
  });

  it('drops the response for other files', async () => {
    const { asked, answer, compare, posted } = session();
    compare({ a: 'b', b: 'a' });
    await answer('stale');
    expect(posted).toEqual([]);
    expect(asked()).toEqual(['ba']);
    await answer('swapped');
    expect(posted).toEqual(['swapped, false']);
  });

  it('defers a change while the webview is hidden', async () => {
    const { asked, answer, changed, ready } = session();
    await answer('one');
    changed(false);
    expect(asked()).toEqual([]);
    ready();
    expect(asked()).toEqual(['ab']);
  });

  it('posts the pin to the webview', async () => {
    const { answer, pin, posted, pinned } = session();
    await answer('one');
    pin(true);
    expect(posted.at(-1)).toBe('one, true');
    expect(pinned()).toBe(true);
  });

  it('shows that A is kept as a baseline, also when it becomes or was one', async () => {
    const { keptRuns, answer, changed, compare, posted, pin, pinned, kept } = session();
    await answer('one');
    keptRuns.add('a');
    changed(true);
    await settle();
    expect(posted.at(-1)).toBe('one, kept');
    expect([kept(), pinned()]).toEqual([true, false]);
    await answer('one');
    compare({ a: 'b', b: 'a' });
    await answer('other');
    expect(posted.at(-1)).toBe('other, false');
    compare({ a: 'a', b: 'b' });
    await answer('one');
    expect(posted.at(-1)).toBe('one, kept');
    pin(true);
    expect(posted.at(-1)).toBe('one, true');
    pin(false);
    keptRuns.delete('a');
    changed(true);
    await answer('one');
    expect(posted.at(-1)).toBe('one, false');
  });

  it('posts a failure when the server does not respond', async () => {
    const { failOne, posted } = session();
    failOne();
    await settle();
    expect(posted).toEqual([expect.stringContaining('did not respond')]);
  });

  it('posts nothing after it is closed', async () => {
    const { answer, close, posted, asked } = session();
    close();
    await answer('late');
    expect(posted).toEqual([]);
    expect(asked()).toEqual([]);
  });
});

describe('title', () => {
  it.each([
    ['runs/2026-04-18/run_manifest.json', 'runs/2026-04-19/run_manifest.json', '2026-04-18 ↔ 2026-04-19'],
    ['a.json', 'b.json', 'a.json ↔ b.json'],
    ['run.json', 'old/run.json', 'run.json ↔ old/run.json'],
    ['x/run.json', 'x/old/run.json', 'run.json ↔ old/run.json'],
    ['same.json', 'same.json', 'same.json ↔ same.json'],
  ])('%s and %s', (a, b, title) => expect(diffTitle(a, b)).toBe(`Compare: ${title}`));
});

it('restores only a state with two files', () => {
  expect(sidesOfState({ a: 'x', b: 'y', pinned: true, folded: [] })).toEqual({ a: 'x', b: 'y', pinned: true });
  expect(sidesOfState({ a: 'x', b: 'y' })?.pinned).toBe(false);
  for (const broken of [undefined, null, 'x', [], {}, { a: 'x' }, { a: 1, b: 2 }, { a: '', b: '' }])
    expect(sidesOfState(broken)).toBeUndefined();
});

it('creates HTML that allows only its own files and escapes its input', () => {
  const html = webviewHtml({
    page: 'diff',
    title: '<b>"&',
    cspSource: 'https://files',
    nonce: 'n1',
    script: 'https://files/a"b.js',
    styles: ['https://files/one.css'],
    pending: '<wait>',
  });
  expect(html).toContain(
    "default-src 'none'; style-src https://files; font-src https://files; script-src 'nonce-n1'".replaceAll(
      "'",
      '&#39;',
    ),
  );
  expect(html).toContain('<title>&lt;b&gt;&quot;&amp;</title>');
  expect(html).toContain('src="https://files/a&quot;b.js"');
  expect(html).not.toContain('unsafe');
  expect(html).not.toContain('<wait>');
  expect(html).toContain('<html lang="en">');
  expect(html).toContain('<main id="root" data-page="diff">');
});
