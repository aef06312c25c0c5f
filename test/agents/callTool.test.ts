// Calls of tools for agents: wrong inputs, tools that write, and a kyn that does not answer.
import { expect, test, vi } from 'vitest';
import { agentTools } from '../../src-shared/agents/tools';
import type { RunResult } from '../../src-shared/host/host';
import { lockText, sha256 } from '../cli/cliEnvironment';
import { houseSpec } from '../specFixture';
import { type AgentSetup, callAgent } from './agentCalls';

const problemsOf = async (setup: AgentSetup, name: string, input?: unknown): Promise<string[]> => {
  const { failed, facts } = await callAgent(setup, name, input);
  expect(failed).toBe(true);
  return facts.problems;
};
const empty: AgentSetup = { files: {} };

const A_LINE = 'a text of one line with 1 to 1000 characters';

test.each([
  [{ pth: 'a.kyn' }, '`pth` is not a field of the input. Its fields: `path`, `limit`.'],
  [{ path: 7 }, `\`path\` must be ${A_LINE}.`],
  [{ path: '' }, `\`path\` must be ${A_LINE}.`],
  [{ path: 'a\0b' }, `\`path\` must be ${A_LINE}.`],
  [{ path: 'a\nb' }, `\`path\` must be ${A_LINE}.`],
  [{ path: 'x'.repeat(1001) }, `\`path\` must be ${A_LINE}.`],
  [{ limit: 0 }, '`limit` must be a whole number from 1 to 100.'],
  [{ limit: 1.5 }, '`limit` must be a whole number from 1 to 100.'],
  [{ limit: '5' }, '`limit` must be a whole number from 1 to 100.'],
  [{ limit: 1e9 }, '`limit` must be a whole number from 1 to 100.'],
  [[], 'the input must be an object. Its fields: `path`, `limit`.'],
  ['path', 'the input must be an object. Its fields: `path`, `limit`.'],
])('the input %j is refused in one sentence', async (input, problem) => {
  expect(await problemsOf(empty, 'kynml_check', input)).toEqual([`kynml_check: ${problem}`]);
});

test('a field that is missing is named', async () => {
  expect(await problemsOf(empty, 'kynml_compare', { a: 'x' })).toEqual([`kynml_compare: \`b\` is missing: ${A_LINE}.`]);
});

test('an unknown tool is named with the others', async () => {
  const [problem] = await problemsOf(empty, 'rm', {});
  expect(problem).toContain('There is no tool `rm`. The tools: `kynml_check`, ');
});

const WRITERS = agentTools.filter(tool => tool.writes).map(tool => tool.name);

test('three tools write', () => {
  expect(WRITERS).toEqual(['kynml_create_lock', 'kynml_apply_fixes', 'kynml_train']);
});

test.each(WRITERS)('%s does nothing unless a person allowed it', async name => {
  const ran: unknown[] = [];
  const setup = { files: { '/w/a.kyn': houseSpec }, onKyn: (words: unknown) => ran.push(words) };
  expect(await problemsOf(setup, name, { path: 'a.kyn', out: 'run' })).toEqual([
    `${name} changes files, which is not allowed here. A person can allow it with \`kyn mcp --allow-write\`.`,
  ]);
  expect(ran).toEqual([]);
});

test('tools that read never use an option that writes', async () => {
  const words: string[] = [];
  const setup = {
    files: { '/w/a.kyn': houseSpec, '/w/b.kyn': houseSpec },
    onKyn: (w: readonly string[]) => words.push(...w),
  };
  for (const { name } of agentTools.filter(tool => !tool.writes)) await callAgent(setup, name, inputFor(name));
  expect(words.length).toBeGreaterThan(20);
  expect(words.filter(word => /^(--fix|--write|create|train|-o|--output-file|--force)/.test(word))).toEqual([]);
});

function inputFor(name: string): object {
  if (name === 'kynml_explain_finding') return { code: 'unused' };
  if (/compare|difference/.test(name)) return { a: 'a.kyn', b: 'b.kyn' };
  return { path: 'a.kyn' };
}

test('a lock is created where kyn creates it', async () => {
  const setup = { files: { '/w/a.kyn': houseSpec } as Record<string, string>, allowWrite: true };
  const { facts, failed } = await callAgent(setup, 'kynml_create_lock', { path: 'a.kyn' });
  expect(failed).toBe(false);
  expect(facts).toMatchObject({ spec: 'a.kyn', lock: 'kynml.lock', state: 'locked', configHash: sha256(houseSpec) });
  expect(JSON.parse(setup.files['/w/kynml.lock'] ?? '')).toMatchObject({ config_hash: sha256(houseSpec) });
});

test('a lock that is outside of the roots is not written', async () => {
  const before = lockText('w/a.kyn', 'params:\n');
  const setup = {
    files: { '/p/w/a.kyn': houseSpec, '/p/kynml.lock': before } as Record<string, string>,
    roots: ['/p/w'],
    allowWrite: true,
  };
  expect(await problemsOf(setup, 'kynml_create_lock', { path: 'a.kyn' })).toEqual([
    'Nothing was written, because the lock of this spec, ../kynml.lock, is outside of the allowed folders.',
  ]);
  expect(setup.files['/p/kynml.lock']).toBe(before);
});

test('a file that is not a lock is not overwritten', async () => {
  const setup = {
    files: { '/w/a.kyn': houseSpec, '/w/kynml.lock': '{}', '/w/a.kyn.lock': 'notes' } as Record<string, string>,
    allowWrite: true,
  };
  expect((await problemsOf(setup, 'kynml_create_lock', { path: 'a.kyn' })).join(' ')).toContain('a.kyn.lock');
  expect(setup.files['/w/a.kyn.lock']).toBe('notes');
});

test('safe fixes are made in the file, and the rest is listed', async () => {
  const text = `${houseSpec}    deterministic = True\n    epochz = 1\n`;
  const setup = { files: { '/w/a.kyn': text } as Record<string, string>, allowWrite: true };
  const { facts } = await callAgent(setup, 'kynml_apply_fixes', { path: 'a.kyn' });
  expect(setup.files['/w/a.kyn']).toContain('deterministic = true\n');
  expect(facts).toMatchObject({
    changed: true,
    configHashBefore: sha256(text),
    configHash: sha256(setup.files['/w/a.kyn'] ?? ''),
    errors: 1,
  });
});

test('fixes of a whole folder are refused', async () => {
  const setup = { files: { '/w/specs/a.kyn': houseSpec }, allowWrite: true };
  expect(await problemsOf(setup, 'kynml_apply_fixes', { path: 'specs' })).toEqual([
    'The fixes are made in one spec, whose name ends in .kyn.',
  ]);
});

test('a training is started with the words of the input, each as one argument', async () => {
  const ran: string[][] = [];
  const setup: AgentSetup = {
    files: { '/w/a.kyn': houseSpec },
    allowWrite: true,
    onKyn: words => ran.push([...words]),
    answer: () => ({ ok: true, code: 3, stdout: 'Epoch 1\n', stderr: 'kyn: failed: x\n' }),
  };
  const input = { path: 'a.kyn', out: '-o', params: { lr: '0.1; rm -rf /' }, checkLock: true };
  const { facts } = await callAgent(setup, 'kynml_train', input);
  expect(ran).toEqual([
    [
      'train',
      '--stop-with-input',
      '--write-within=/w',
      '--out=./-o',
      '--param=lr=0.1; rm -rf /',
      '--check-lock',
      '--',
      'a.kyn',
    ],
  ]);
  expect(facts).toEqual({
    exitCode: 3,
    lastLines: ['Epoch 1', 'failed: x'],
    problems: ['The training failed with exit code 3.'],
  });
});

test.each([
  ['lr\nx', '0.1'],
  ['lr', '0.1\n'],
  ['--out', 'x'],
])('the param %j = %j is refused', async (name, value) => {
  const setup = { files: { '/w/a.kyn': houseSpec }, allowWrite: true };
  const problems = await problemsOf(setup, 'kynml_train', { path: 'a.kyn', out: 'r', params: { [name]: value } });
  expect(problems).toEqual([
    'kynml_train: `params` must be an object whose keys are names and whose values are texts.',
  ]);
});

test.each([
  ['timeout', 'kyn was stopped because it took too long. Ask about a smaller folder or a single file.'],
  ['aborted', 'This call was cancelled.'],
  ['killed', 'kyn was stopped, or printed more than can be read. Ask about a smaller folder or a single file.'],
  ['not-started', 'kyn could not be started: denied.'],
] as const)('a kyn that ends with %s gives a problem', async (reason, problem) => {
  for (const { name, writes } of agentTools) {
    const detail = reason === 'not-started' ? 'denied' : '';
    const setup: AgentSetup = {
      files: { '/w/a.kyn': '' },
      allowWrite: writes,
      answer: () => ({ ok: false, reason, detail }),
    };
    const input = name === 'kynml_train' ? { path: 'a.kyn', out: 'r' } : inputFor(name);
    expect((await problemsOf(setup, name, input))[0]).toBe(problem);
  }
});

test.each(['', '[', '{"files": '])('the output %j gives a problem', async stdout => {
  const setup: AgentSetup = { files: {}, answer: () => ({ ok: true, code: 0, stdout, stderr: '' }) };
  expect(await problemsOf(setup, 'kynml_check')).toEqual(['kyn did not answer in the expected form.']);
});

// Each question waits for the other one to be asked: with one after the other, the first would never be answered.
test('both questions about locks are asked at once, so a git that does not answer delays the answer once', async () => {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const answer = (words: readonly string[]) =>
    new Promise<RunResult>(resolve => {
      asked.push(words[0] ?? '');
      answers.push(() => resolve({ ok: true, code: 0, stdout: '{}', stderr: '' }));
      if (asked.length === 2) for (const give of answers) give();
    });
  expect((await callAgent({ files: {}, answer }, 'kynml_lock_state')).facts.specs).toEqual([]);
  expect(asked).toEqual(['lock', 'hash']);
});

test('what could not be read makes the answer incomplete', async () => {
  expect(await problemsOf(empty, 'kynml_check', { path: 'missing.kyn' })).toEqual(['missing.kyn does not exist.']);
});

test('why a lock cannot be written is said once', async () => {
  const answer = () => ({ ok: true as const, code: 2, stdout: '', stderr: 'kyn: the disk is full.\n' });
  const { failed, facts } = await callAgent(
    { files: { '/w/a.kyn': houseSpec }, allowWrite: true, answer },
    'kynml_create_lock',
    { path: 'a.kyn' },
  );
  expect({ failed, facts }).toEqual({ failed: true, facts: { problems: ['the disk is full.'] } });
});

test('at most two calls of kyn run at once, and a training keeps none of them waiting', async () => {
  const running = { now: 0, most: 0 };
  const release: (() => void)[] = [];
  const { agentService } = await import('../../src-shared/agents/service');
  const service = agentService({
    version: '1',
    allowWrite: true,
    stop: new AbortController().signal,
    roots: ['/w'],
    training: {},
    host: { realPath: path => path, linkTarget: () => undefined },
    runKyn: async (words, { timeoutMs, stopsWithInput }) => {
      const isTraining = words[0] === 'train';
      expect({ timeoutMs, stopsWithInput }).toEqual(
        isTraining ? { timeoutMs: 86_400_000, stopsWithInput: true } : { timeoutMs: 120_000, stopsWithInput: false },
      );
      if (!isTraining) running.most = Math.max(running.most, ++running.now);
      await new Promise<void>(resolve => release.push(resolve));
      if (!isTraining) running.now--;
      return { ok: true, code: 0, stdout: '{"files":[]}', stderr: '' };
    },
  });
  const never = new AbortController().signal;
  const calls = [
    service.call('kynml_train', { path: 'a.kyn', out: 'r' }, never),
    ...[1, 2, 3, 4, 5].map(() => service.call('kynml_check', {}, never)),
  ];
  await vi.waitFor(() => expect(release).toHaveLength(3));
  let isDone = false;
  void Promise.all(calls).then(() => {
    isDone = true;
  });
  await vi.waitFor(
    () => {
      release.shift()?.();
      expect(isDone).toBe(true);
    },
    { interval: 1 },
  );
  expect(running.most).toBe(2);
});
