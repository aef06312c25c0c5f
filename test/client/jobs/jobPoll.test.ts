// When targets are asked: only about what is in sight, one question at a time, less often without an answer.
import { expect, it } from 'vitest';
import { startJobPoll } from '../../../client/src/jobs/jobPoll';
import { askedPoll } from '../askedPoll';

/** A poll whose answers and timer are controlled by the test. */
function polling() {
  const { ask, wait, ...control } = askedPoll<boolean>();
  let asked = 0;
  let time = 0;
  const poll = startJobPoll({
    ask: () => {
      asked++;
      return ask();
    },
    now: () => time,
    wait,
  });
  return {
    ...control,
    ...poll,
    asked: () => asked,
    answer(isReached: boolean, duration = 0) {
      time += duration;
      return control.answer(isReached);
    },
  };
}

it('asks at once about what comes into sight, and again after each pause', async () => {
  const poll = polling();
  expect(poll.asked()).toBe(0);
  poll.see(3);
  poll.see(3);
  expect(poll.asked()).toBe(1);
  await poll.answer(true);
  poll.see(2);
  expect([poll.asked(), poll.pauses]).toEqual([1, [15_000]]);
  await poll.elapse();
  expect(poll.asked()).toBe(2);
});

it('asks nothing while nothing may still run, or the view is hidden', async () => {
  const poll = polling();
  poll.see(0);
  expect(poll.asked()).toBe(0);
  poll.see(1);
  await poll.answer(true);
  poll.see(0);
  await poll.elapse();
  expect([poll.asked(), poll.isWaiting()]).toEqual([1, false]);
  poll.see(1);
  expect(poll.asked()).toBe(2);
});

it('asks less and less often while there is no answer, at least every five minutes', async () => {
  const poll = polling();
  poll.see(1);
  for (let i = 0; i < 6; i++) {
    await (i === 0 ? poll.fail() : poll.answer(false));
    await poll.elapse();
  }
  await poll.answer(true);
  expect(poll.pauses).toEqual([30_000, 60_000, 120_000, 240_000, 300_000, 300_000, 15_000]);
});

it('asks less often where a question takes long', async () => {
  const poll = polling();
  poll.see(10_000);
  await poll.answer(true, 3000);
  await poll.elapse();
  await poll.answer(true, 60_000);
  expect(poll.pauses).toEqual([60_000, 300_000]);
});

it('asks at once when the user asks, and never twice at a time', async () => {
  const poll = polling();
  poll.see(1);
  const both = Promise.all([poll.ask(), poll.ask()]);
  expect(poll.asked()).toBe(1);
  await poll.answer(true);
  await both;
  void poll.ask();
  expect(poll.asked()).toBe(2);
});

it('ends with the window', async () => {
  const poll = polling();
  poll.see(1);
  poll.dispose();
  await poll.answer(true);
  poll.see(1);
  expect([poll.asked(), poll.isWaiting()]).toEqual([1, false]);
});
