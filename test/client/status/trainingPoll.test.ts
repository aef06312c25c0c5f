// When the client asks which trainings run, and what it shows.
import { describe, expect, it } from 'vitest';
import { startTrainingPoll } from '../../../client/src/status/trainingPoll';
import type { TrainingsAnswer } from '../../../src-shared/protocol/views';
import { askedPoll } from '../askedPoll';

type Answer = TrainingsAnswer;
type View = Answer['view'];

const item = { title: 'a.kyn', detail: 'epoch 1 of 2' };
const RUNNING: Partial<View> = {
  status: { title: 'a.kyn: epoch 1 of 2', tooltip: '' },
  trainings: [item],
};

/** A poll whose answers and timer are controlled by the test. */
function polling() {
  const { ask, wait, elapse, ...control } = askedPoll<Answer>();
  const asked: (readonly string[])[] = [];
  const shown: (string | undefined)[] = [];
  const poll = startTrainingPoll({
    ask: files => {
      asked.push(files);
      return ask();
    },
    show: ({ view }) => shown.push(view.status?.title),
    wait,
  });
  return {
    ...control,
    ...poll,
    asked,
    shown,
    answer: (view: Partial<View> = {}) => control.answer({ view: { status: null, trainings: [], ...view }, watch: [] }),
    tick: elapse,
  };
}

it('asks at the start, and not again while nothing runs', async () => {
  const { asked, answer, shown, tick } = polling();
  expect(asked).toEqual([[]]);
  await answer();
  await tick();
  expect([asked.length, shown]).toEqual([1, [undefined]]);
});

it('asks after each pause while something runs', async () => {
  const { asked, answer, shown, tick } = polling();
  await answer(RUNNING);
  expect(asked).toHaveLength(1);
  await tick();
  expect(asked).toHaveLength(2);
  await answer();
  await tick();
  expect(asked).toHaveLength(2);
  expect(shown).toEqual(['a.kyn: epoch 1 of 2', undefined]);
});

it('combines changes during a question and during the pause, and reports each file once', async () => {
  const { asked, answer, changed, tick } = polling();
  changed('file:///w/.kynml/events/a.jsonl');
  changed('file:///w/.kynml/events/b.jsonl');
  await answer();
  changed('file:///w/.kynml/events/a.jsonl');
  expect(asked).toHaveLength(1);
  await tick();
  expect(asked.slice(1)).toEqual([['file:///w/.kynml/events/a.jsonl', 'file:///w/.kynml/events/b.jsonl']]);
  await answer();
  await tick();
  expect(asked).toHaveLength(2);
});

it('asks every second for a while after a history was created, because no watcher may report its files', async () => {
  const { asked, answer, created, pauses, tick } = polling();
  await answer();
  await tick();
  created('file:///.kynml');
  expect(asked).toEqual([[], ['file:///.kynml']]);
  for (let i = 0; i < 20; i++) {
    await answer();
    await tick();
  }
  expect(asked).toHaveLength(22);
  expect(new Set(pauses)).toEqual(new Set([1000]));
});

describe('long after a history was created', () => {
  const longAfter = async () => {
    const poll = polling();
    poll.created('file:///.kynml');
    for (let i = 0; i < 21; i++) {
      await poll.answer();
      await poll.tick();
    }
    poll.asked.length = 0;
    return poll;
  };

  it('asks every ten seconds, because a later training may not be reported either', async () => {
    const { asked, answer, pauses, tick } = await longAfter();
    expect(pauses.at(-1)).toBe(10_000);
    await tick();
    expect(asked).toHaveLength(1);
    await answer();
    await tick();
    expect(asked).toHaveLength(1);
    await tick();
    expect(asked).toHaveLength(2);
  });

  it('asks at once on a change, and only once', async () => {
    const { asked, changed, isWaiting } = await longAfter();
    changed('file:///a.jsonl');
    expect(asked).toEqual([['file:///a.jsonl']]);
    expect(isWaiting()).toBe(false);
  });

  it('does not ask after its end', async () => {
    const { dispose, isWaiting } = await longAfter();
    expect(isWaiting()).toBe(true);
    dispose();
    expect(isWaiting()).toBe(false);
  });
});

it('asks again on a change after the server failed', async () => {
  const { asked, changed, fail, tick } = polling();
  await fail();
  await tick();
  expect(asked).toHaveLength(1);
  changed();
  expect(asked).toHaveLength(2);
});

it('drops an answer after the end, and waits no longer', async () => {
  const { answer, dispose, isWaiting, shown } = polling();
  dispose();
  await answer(RUNNING);
  expect([shown, isWaiting()]).toEqual([[], false]);
});
