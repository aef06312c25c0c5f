// The session of a table of runs: which table it shows, and how long the losses of running trainings are read.
import { describe, expect, test } from 'vitest';
import { receive, startRunsSession } from '../../../client/src/panels/runsSession';
import { webviewHtml } from '../../../client/src/panels/webviewHtml';
import type { LossCurve, RunTableQuery, RunTableView, ToRunsWebview } from '../../../src-shared/protocol/runTableView';

const view: RunTableView = { runs: [], columns: [], notes: [], remarks: [] };
const curve = (run: string, isRunning: boolean): LossCurve => ({
  run,
  label: run,
  isRunning,
  epochs: 3,
  train: [1],
  test: [1],
});

function start(query: RunTableQuery = {}) {
  const posted: ToRunsWebview[] = [];
  const asked: RunTableQuery[] = [];
  const answers: ((answer: RunTableView | null | Error) => void)[] = [];
  const curves: (readonly LossCurve[])[] = [];
  const askedCurves: (readonly string[])[] = [];
  const waiting = new Set<() => void>();
  const session = startRunsSession(
    {
      ask: asking => {
        asked.push(asking);
        return new Promise((resolve, reject) =>
          answers.push(answer => (answer instanceof Error ? reject(answer) : resolve(answer))),
        );
      },
      askCurves: async runs => {
        askedCurves.push(runs);
        return curves.shift() ?? [];
      },
      post: message => void posted.push(message),
      wait: (_, then) => {
        waiting.add(then);
        return () => void waiting.delete(then);
      },
    },
    query,
  );
  const settle = () => new Promise(resolve => setTimeout(resolve));
  const answer = async (value: RunTableView | null | Error) => {
    answers.shift()?.(value);
    await settle();
  };
  const tick = async () => {
    const [next] = waiting;
    if (next) {
      waiting.delete(next);
      next();
    }
    await settle();
  };
  return { session, posted, asked, answer, curves, askedCurves, waiting, tick, settle };
}

test('the table is asked for at once, and sent again to a page that was hidden', async () => {
  const { session, posted, answer } = start();
  await answer(view);
  expect(posted).toEqual([{ type: 'table', view, query: {} }]);
  session.ready();
  expect(posted).toHaveLength(2);
});

test('a page that is shown while another table is asked for does not get the one before', async () => {
  const { session, posted, answer } = start();
  await answer(view);
  session.change({ bySeed: true });
  session.ready();
  expect(posted).toHaveLength(1);
  await answer(view);
  expect(posted.at(-1)).toEqual({ type: 'table', view, query: { bySeed: true } });
});

test('a new page shows the selected runs that it was opened for', async () => {
  const { session, posted, asked, answer } = start({ selected: ['file:///a', 'file:///b'] });
  receive(session, { type: 'ready' });
  await answer(view);
  expect(asked).toEqual([{ selected: ['file:///a', 'file:///b'] }]);
  expect(posted).toEqual([{ type: 'table', view, query: { selected: ['file:///a', 'file:///b'] } }]);
});

describe('after a reload of the window', () => {
  test('the table is that of the page, with the file of the editor', async () => {
    const { session, posted, asked, answer } = start({ file: 'file:///s' });
    receive(session, { type: 'ready', saved: { file: 'file:///other', baseline: null, bySeed: true } });
    const query = { file: 'file:///s', baseline: null, bySeed: true };
    expect(session.query()).toEqual(query);
    await answer(view);
    await answer(view);
    expect(asked).toEqual([{ file: 'file:///s' }, query]);
    expect(posted).toEqual([{ type: 'table', view, query }]);
  });

  test('selected runs stay selected', () => {
    const { session } = start();
    receive(session, { type: 'ready', saved: { selected: ['file:///a', 'file:///b'] } });
    expect(session.query()).toEqual({ selected: ['file:///a', 'file:///b'] });
  });

  test('the table of all runs stays that of all runs, and a damaged state is left out', () => {
    const { session, asked } = start();
    const saved = { file: 'file:///s', baseline: 3, bySeed: 'yes' } as unknown as RunTableQuery;
    receive(session, { type: 'ready', saved });
    expect(session.query()).toEqual({});
    expect(asked).toHaveLength(1);
  });

  test('a page that was hidden does not bring back what was shown before', async () => {
    const { session, answer } = start();
    receive(session, { type: 'ready', saved: {} });
    await answer(view);
    session.change({ bySeed: true });
    receive(session, { type: 'ready', saved: {} });
    expect(session.query()).toEqual({ bySeed: true });
    receive(session, { type: 'ready', saved: { baseline: null } });
    expect(session.query()).toEqual({ bySeed: true });
  });
});

test('an answer for another baseline is dropped', async () => {
  const { session, posted, asked, answer } = start();
  session.change({ baseline: 'file:///a' });
  await answer({ ...view, notes: ['old'] });
  expect(posted).toEqual([]);
  await answer(view);
  expect(posted).toEqual([{ type: 'table', view, query: { baseline: 'file:///a' } }]);
  expect(asked).toEqual([{}, { baseline: 'file:///a' }]);
});

test('a change of a hidden table is asked for when it is shown', async () => {
  const { session, asked, answer } = start();
  await answer(view);
  session.changed(false);
  expect(asked).toHaveLength(1);
  session.ready();
  expect(asked).toHaveLength(2);
});

test('changes during a request cause one more', async () => {
  const { session, asked, answer } = start();
  for (let i = 0; i < 5; i++) session.changed(true);
  await answer(view);
  await answer(view);
  expect(asked).toHaveLength(2);
});

test('a server that does not respond is a failure, and the page can try again', async () => {
  const { session, posted, asked, answer } = start();
  await answer(new Error('gone'));
  expect(posted).toEqual([
    expect.objectContaining({ type: 'failure', message: expect.stringContaining('did not respond') }),
  ]);
  session.ready();
  expect(asked).toHaveLength(2);
});

test('a file without combinations says so', async () => {
  const { posted, answer } = start({ file: 'file:///w/sweep_results.json' });
  await answer(null);
  expect(posted).toEqual([expect.objectContaining({ message: expect.stringContaining('no combinations of a sweep') })]);
});

test('nothing is sent after the end', async () => {
  const { session, posted, answer } = start();
  session.close();
  await answer(view);
  expect(posted).toEqual([]);
});

test('losses are read every second while a training runs; those of finished runs once', async () => {
  const { session, posted, curves, askedCurves, waiting, tick, settle } = start();
  curves.push([curve('live', true), curve('a', false)], [curve('live', true)], []);
  session.showCurves(['a']);
  await settle();
  await tick();
  expect(askedCurves).toEqual([['a'], []]);
  expect(posted.at(-1)).toEqual({ type: 'curves', curves: [curve('live', true), curve('a', false)] });
  await tick();
  expect(posted.at(-1)).toEqual({ type: 'curves', curves: [curve('a', false)] });
  expect(waiting.size).toBe(0);
});

test('another selection ends the question for the one before', async () => {
  const { session, posted, curves, waiting, settle } = start();
  curves.push([curve('live', true)], [curve('b', false)]);
  session.showCurves(['a']);
  session.showCurves(['b']);
  await settle();
  expect(posted).toEqual([{ type: 'curves', curves: [curve('b', false)] }]);
  session.close();
  expect(waiting.size).toBe(0);
});

test('the messages of the page that are actions are left to the panel', async () => {
  const { session, asked } = start();
  expect(receive(session, { type: 'query', query: { bySeed: true } })).toBe(true);
  expect(receive(session, { type: 'train' })).toBe(false);
  expect(session.query()).toEqual({ bySeed: true });
  expect(asked).toHaveLength(1);
});

test('only a page with pictures may load them, and only from its own content', () => {
  const page = {
    page: 'runs' as const,
    title: '',
    cspSource: 'x:',
    nonce: 'n',
    script: 's.js',
    styles: [],
    pending: '',
  };
  expect(webviewHtml(page)).toContain('img-src &#39;none&#39;"');
  expect(webviewHtml({ ...page, hasPictures: true })).toContain('img-src data:"');
});
