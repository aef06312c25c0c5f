// What a person is asked before a tool of an agent writes.
import { expect, it } from 'vitest';
import { questionFor, showsWhole } from '../../../client/src/agents/confirmation';
import { agentTools } from '../../../src-shared/agents/tools';

it.each(agentTools.map(({ name, writes }) => [name, writes] as const))('%s asks: %s', (name, writes) => {
  expect(questionFor(name, { path: 'a.kyn' }) !== undefined).toBe(writes);
});

it('a question names what is changed', () => {
  expect(questionFor('kynml_create_lock', { path: 'a.kyn' })?.message).toBe(
    'The lock of `a.kyn` will pin its text on the disk, and so accept every change since it was locked.',
  );
  const input = { path: 'a.kyn', out: 'runs/1', params: { lr: '0.1' } };
  expect(questionFor('kynml_train', input)?.message).toBe(
    '`a.kyn` will be trained on this computer in `runs/1`, with the values `{"lr":"0.1"}`.',
  );
  expect(questionFor('kynml_train', { path: 'a.kyn', out: 'r' })?.message).toContain('with its own values.');
});

it('what an agent sent is only shown as code, and on one line', () => {
  const message = questionFor('kynml_apply_fixes', { path: '`[ok](command:x)`\n\n# Allowed\u202e' })?.message ?? '';
  expect(message.split('\n')).toHaveLength(1);
  expect(message).not.toContain('\u202e');
  expect(message).toMatch(/made in ``+ .*`\[ok\]\(command:x\)`.* ``+\. Its/);
});

it.each([
  [{ path: 'a.kyn', out: 'r', params: { lr: '0.1' } }, true],
  [{ path: 'a'.repeat(400) }, true],
  [{ path: 'a'.repeat(401) }, false],
  [{ path: 'a.kyn', params: { lr: '0.1', other: '1'.repeat(400) } }, false],
  // Each of these characters is shown as six.
  [{ path: '\u202e'.repeat(100) }, false],
  [undefined, true],
])('whether the question shows the whole input: %#', (input, shows) => {
  expect(showsWhole(input)).toBe(shows);
});

it.each([undefined, null, 'x', 7, [], { path: { toString: null } }])('the input %j gives a question too', input => {
  expect(() => questionFor('kynml_train', input)).not.toThrow();
});
