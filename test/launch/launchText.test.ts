// The file of a launch: what is written is read again, and a broken text is refused with a message.
import { expect, test } from 'vitest';
import { type Element, STATES, submitted } from '../../src-shared/launch/element';
import { afterLook, type Launch, MAX_ELEMENTS, withJob, withSubmission } from '../../src-shared/launch/launch';
import { launchText, readLaunch } from '../../src-shared/launch/launchText';
import { newLaunch } from './newLaunch';

const TIME = '2026-04-18T17:30:05.123Z';
const elements = new Map<number, Element>(STATES.map((state, index) => [index, { state, attempt: 0 }]));
const FULL: Launch = newLaunch({
  submissions: [
    { time: '2026-04-18T17:30:05.123Z', elements: '0-6', job: '12', resources: ['--time=10', 'module load cuda'] },
  ],
  elements: new Map([
    ...elements,
    [9, { state: 'failed', attempt: 0, code: 3, reason: 'exit "3"\n' }],
    [10, { state: 'ending', attempt: 0, since: 1_776_533_405_123 }],
  ]),
  contact: { time: '2026-04-18T17:31:00.000Z', detail: 'squeue: no answer' },
});

const problemOf = (text: string): string => {
  const read = readLaunch(text);
  return read.ok ? 'none' : read.problem;
};

test('a launch is read as it was written, with one line for each element', () => {
  const text = launchText(FULL);
  expect(readLaunch(text)).toEqual({ ok: true, launch: FULL });
  expect(text.split('\n').filter(line => line.includes('"index"'))).toHaveLength(10);
  expect(text).toContain('    {"index":9,"state":"failed","attempt":0,"code":3,"reason":"exit \\"3\\"\\n"}');
});

test('a text that was not written to its end is refused', () => {
  const text = launchText(FULL);
  for (let end = 0; end < text.length - 2; end++)
    expect(problemOf(text.slice(0, end)), text.slice(0, end)).toBe('is not JSON, or was not written to its end');
});

const changed = (change: (root: Record<string, unknown>) => void): string => {
  const root = JSON.parse(launchText(FULL));
  change(root);
  return JSON.stringify(root);
};

test.each<readonly [string, (root: Record<string, unknown>) => void, string]>([
  ['a newer version', root => (root.version = 2), 'has version 2, and this kyn reads version 1'],
  ['no version', root => delete root.version, 'has version none, and this kyn reads version 1'],
  ['no id', root => delete root.id, 'lacks a field'],
  ['an id that could be read as an option', root => (root.id = '--all'), 'lacks a field'],
  [
    'the first time of the calendar, which has no day before',
    root => (root.submissions = [{ time: '-271821-04-20T00:00:00.000Z', elements: '0', job: '1', resources: [] }]),
    'lacks a field',
  ],
  ['a script in another folder', root => (root.script = '../x.py'), 'lacks a field'],
  [
    'a job that is not a number',
    root => (root.submissions = [{ time: TIME, elements: '0', job: '1 2', resources: [] }]),
    'lacks a field',
  ],
  ['elements without a list', root => (root.elements = {}), 'has an element'],
  ['an unknown state', root => (root.elements = [{ index: 0, state: 'odd', attempt: 0 }]), 'has an element'],
  [
    'a time as text',
    root => (root.elements = [{ index: 0, state: 'ending', attempt: 0, since: 'x' }]),
    'has an element',
  ],
  [
    'an attempt that was not submitted',
    root => (root.elements = [{ index: 0, state: 'done', attempt: 1 }]),
    'has an element',
  ],
  [
    'an index twice',
    root => (root.elements = [0, 0].map(index => ({ index, state: 'done', attempt: 0 }))),
    'has an element',
  ],
  [
    'an index that is too large',
    root => (root.elements = [{ index: 10_000, state: 'done', attempt: 0 }]),
    'has an element',
  ],
])('%s is refused', (_name, change, problem) => {
  expect(problemOf(changed(change))).toContain(problem);
});

test('other values than an object are refused', () => {
  for (const text of ['', '[]', 'null', '3', '"x"', '{']) expect(problemOf(text)).not.toBe('none');
});

test('10,000 elements need few bytes, and a look at them that finds nothing new makes no new value', () => {
  const indices = Array.from({ length: MAX_ELEMENTS }, (_, i) => i);
  const launch = withJob(withSubmission(newLaunch(), indices, { time: TIME, resources: [] }), '7');
  const text = launchText(launch);
  expect(text.length).toBeLessThan(60 * MAX_ELEMENTS);
  expect(readLaunch(text)).toEqual({ ok: true, launch });
  expect(launch.submissions).toEqual([{ time: TIME, resources: [], job: '7', elements: '0-9999' }]);
  expect(afterLook(launch, () => ({ target: { kind: 'silent' }, manifest: false, time: 0 }))).toBe(launch);
});

test('what may still run or is done is not submitted again', () => {
  const before = withSubmission(newLaunch(), [0, 1, 2, 3], { time: TIME, resources: [] });
  const seen = afterLook(before, index => ({
    target: index === 0 ? { kind: 'absent' } : { kind: 'active', state: 'running' },
    manifest: index === 1,
    time: 0,
  }));
  const again = withSubmission(seen, [0, 1, 2, 4], { time: TIME, resources: [] });
  expect(again.submissions[1]?.elements).toBe('0,4');
  expect([...again.elements].map(([index, { state, attempt }]) => `${index} ${state} ${attempt}`)).toEqual([
    '0 submitted 1',
    '1 done 0',
    '2 running 0',
    '3 running 0',
    '4 submitted 1',
  ]);
  expect(again.elements.get(0)).toEqual(submitted(1));
});
