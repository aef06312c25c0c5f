// When the client asks which trainings run, and what it shows.
import { expect, it } from 'vitest';
import { startTrainingPoll } from '../../../client/src/status/trainingPoll';
import type { TrainingsAnswer } from '../../../src-shared/protocol/views';

type Answer = TrainingsAnswer;
type View = Answer['view'];

const item = { title: 'a.kyn', detail: 'epoch 1 of 2' };
const RUNNING: Partial<View> = {
  status: { title: 'a.kyn: epoch 1 of 2', tooltip: '' },
  trainings: [item],
};

/** A poll whose answers and timer are controlled by the test. */
function polling() {
  const asked: (readonly string[])[] = [];
  const shown: (string | undefined)[] = [];
  let respond: { give: (answer: Answer) => void; fail: (error: Error) => void } | undefined;
  let timer: (() => void) | undefined;
  const poll = startTrainingPoll({
    ask: files =>
      new Promise((give, fail) => {
        asked.push(files);
        respond = { give, fail };
      }),
    show: ({ view }) => shown.push(view.status?.title),
    wait: (_, then) => {
      timer = then;
      return () => {
        timer = undefined;
      };
    },
  });
  const settle = () => new Promise(resolve => setTimeout(resolve));
  return {
    ...poll,
    asked,
    shown,
    isWaiting: () => timer !== undefined,
    async answer(view: Partial<View> = {}) {
      respond?.give({ view: { status: null, trainings: [], ...view }, watch: [] });
      await settle();
    },
    async fail() {
      respond?.fail(new Error('no server'));
      await settle();
    },
    async tick() {
      const then = timer;
      timer = undefined;
      then?.();
      await settle();
    },
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

it('asks for a while after a run was recorded, because no watcher may report its first event', async () => {
  const { asked, answer, recorded, tick } = polling();
  await answer();
  await tick();
  recorded();
  expect(asked).toHaveLength(2);
  for (let i = 0; i < 30; i++) {
    await answer();
    await tick();
  }
  expect(asked).toHaveLength(22);
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
