// The question before a sweep of which an earlier part exists.
import { expect, it } from 'vitest';
import { sweepPrompt } from '../../../client/src/tasks/sweepPrompt';

const names = { name: 'h.kyn', newFolder: 'sweep_h-2' };
const unfinished = { folder: 'file:///w/sweep_h', label: 'sweep_h', done: 5, failed: 2, isRunning: false };
const plan = { total: 12, newFolder: 'file:///w/sweep_h-2' };

it('is not asked without an earlier sweep', () => {
  expect(sweepPrompt(plan, names)).toBeUndefined();
});

it('states what is missing and offers to continue', () => {
  const prompt = sweepPrompt({ ...plan, unfinished }, names);
  expect(prompt?.title).toBe(
    'A sweep of h.kyn in sweep_h is incomplete: 5 of 12 combinations trained, 2 failed, 5 not run.',
  );
  expect(prompt?.choices.map(({ value }) => value)).toEqual(['resume', 'new', 'cancel']);
  expect(prompt?.choices[1]?.description).toBe('in sweep_h-2');
});

it('names the working folder', () => {
  expect(sweepPrompt({ ...plan, unfinished: { ...unfinished, label: '' } }, names)?.title).toContain(
    'in the working folder is incomplete',
  );
});

it('does not offer to continue one that is running', () => {
  const prompt = sweepPrompt({ ...plan, unfinished: { ...unfinished, isRunning: true } }, names);
  expect(prompt?.title).toBe('A sweep of h.kyn in sweep_h is running: 5 of 12 combinations trained, 2 failed.');
  expect(prompt?.choices.map(({ value }) => value)).toEqual(['show', 'new', 'cancel']);
});
