// Train and Sweep on a target: the question, what is kept, and the process that submits.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { selectTarget } from '../../../client/src/tasks/chooseTarget';
import { sweep } from '../../../client/src/tasks/sweepFlow';
import { train } from '../../../client/src/tasks/trainFlow';
import type { TargetItem } from '../../../src-shared/protocol/targetRequests';
import type { SweepPlan } from '../../../src-shared/protocol/trainingRequests';
import { editor, vscode } from './fakeEditor';
import {
  answers,
  calls,
  context,
  file,
  folder,
  installed,
  KYN,
  kept,
  lastTask,
  python,
  settled,
  spec,
  startFlow,
  submissions,
} from './flow';

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
vi.mock('vscode', async () => (await import('./fakeEditor')).vscode);

const local: TargetItem = { name: 'local', label: 'This machine', description: 'a task', isOffered: true };
const slurm: TargetItem = { name: 'slurm', label: 'Slurm', description: 'partition gpu', isOffered: true };

const typeIntoTerminal = (): void => {
  const name = lastTask()?.name ?? '';
  vscode.window.terminals = [{ name, state: { isInteractedWith: true }, show: () => undefined }];
};

beforeEach(() => {
  const end = startFlow();
  editor.settings.compiler = 'builtin';
  answers['kynml/targets'] = { targets: [local, slurm] };
  return end;
});

describe('Train on a target', () => {
  it('asks once where there are several, keeps the answer, and submits with kyn', async () => {
    editor.answers = ['Slurm'];
    await train(context, spec());
    expect(editor.prompts).toEqual(['Where should h.kyn be trained?']);
    const args = [KYN, 'train', 'h.kyn', '--compiler', 'builtin', '--python', python, '--target', 'slurm'];
    expect(lastTask()?.args).toEqual(args);
    editor.end(0);
    await settled();
    await train(context, spec());
    expect(editor.prompts).toHaveLength(1);
    expect(lastTask()?.args).toEqual(args);
  });

  it('asks nothing and passes no target where this machine is the only one', async () => {
    answers['kynml/targets'] = { targets: [local, { ...slurm, isOffered: false }] };
    await train(context, spec());
    expect(editor.prompts).toEqual([]);
    expect(lastTask()?.args).not.toContain('--target');
  });

  it('starts nothing when the question is cancelled', async () => {
    await train(context, spec());
    expect([editor.prompts.length, editor.executions.length, kept.size]).toEqual([1, 0, 0]);
  });

  it('uses the target of the setting without a question; a template by its absolute path', async () => {
    editor.settings.target = './engine.json';
    const template = { name: file('engine.json'), label: 'engine.json', description: 'runs docker', isOffered: true };
    answers['kynml/targets'] = { targets: [local, slurm, template] };
    await train(context, spec());
    expect(calls('kynml/targets')).toEqual([{ uri: `file://${file('h.kyn')}`, templates: [file('engine.json')] }]);
    expect([editor.prompts, lastTask()?.args.slice(-2)]).toEqual([[], ['--target', file('engine.json')]]);
  });

  it('states why a target cannot be used, and starts nothing', async () => {
    answers['kynml/targets'] = { targets: [local, { ...slurm, problem: '`sbatch` was not found on PATH.' }] };
    editor.settings.target = 'slurm';
    await train(context, spec());
    expect(editor.executions).toEqual([]);
    expect(editor.messages).toEqual([{ text: '`sbatch` was not found on PATH.', buttons: ['Select target'] }]);
  });

  it('does not train with the official tool, which knows no targets', async () => {
    editor.settings.compiler = 'auto';
    editor.settings.target = 'slurm';
    vi.stubEnv('PATH', `${folder} tools`);
    installed('kynml');
    await train(context, spec());
    expect(editor.executions).toEqual([]);
    expect(editor.messages[0]?.text).toContain('Only the built-in compiler trains on a target');
  });

  it('does not submit without a history, because nothing would know what was submitted', async () => {
    Object.assign(editor.settings, { target: 'slurm', history: 'off' });
    await train(context, spec());
    expect(editor.executions).toEqual([]);
    expect(editor.messages[0]).toEqual({
      text: expect.stringContaining('What is submitted to Slurm is kept in .kynml'),
      buttons: ['Open setting'],
    });
  });

  it('reports a submission, not a result, and tells the view of runs', async () => {
    editor.settings.target = 'slurm';
    await train(context, spec());
    editor.end(0);
    await settled();
    expect(editor.messages).toEqual([
      { text: 'h.kyn was submitted to Slurm. The view of runs shows its state.', buttons: ['Show runs'] },
    ]);
    await train(context, spec());
    editor.end(1);
    await settled();
    expect(editor.messages[1]?.text).toBe(
      'h.kyn was not submitted as a whole (exit code 1). See the terminal for the reason.',
    );
    expect(submissions.count).toBe(2);
  });

  it('claims nothing when the user ended it, for which VS Code may report exit code 0', async () => {
    editor.settings.target = 'slurm';
    await train(context, spec());
    typeIntoTerminal();
    editor.end(0);
    await settled();
    vscode.window.terminals = [];
    await train(context, spec());
    editor.end(130);
    await settled();
    expect([editor.messages, submissions.count]).toEqual([[], 2]);
  });
});

describe('Sweep on Slurm', () => {
  const plan: SweepPlan = { total: 4, newFolder: 'file:///new' };

  it('submits into a new folder, and leaves the number at once to the project', async () => {
    Object.assign(editor.settings, { target: 'slurm', sweepJobs: 3 });
    answers['kynml/sweepPlan'] = plan;
    await sweep(context, spec());
    expect(lastTask()?.args.slice(-4)).toEqual(['--out', '/new', '--target', 'slurm']);
    editor.end(0);
    await settled();
    expect(editor.messages[0]?.text).toBe(
      'The sweep of h.kyn was submitted to Slurm. The view of runs shows its state.',
    );
  });

  it('continues a submitted sweep on Slurm, whatever target is chosen now, also while some of it runs', async () => {
    editor.settings.target = 'local';
    const unfinished = { folder: 'file:///out', label: 'out', done: 1, failed: 0, isRunning: true };
    answers['kynml/sweepPlan'] = { ...plan, unfinished };
    await sweep(context, spec(), { submitted: 'file:///out' });
    expect(editor.prompts).toEqual([]);
    expect(lastTask()?.args.slice(-5)).toEqual(['--out', '/out', '--target', 'slurm', '--resume']);
  });
});

describe('Select Target', () => {
  it('keeps the choice until the setting changes', async () => {
    editor.answers = ['Slurm'];
    await selectTarget(context, { spec: spec(), folder });
    await train(context, spec());
    expect(lastTask()?.args).toContain('slurm');
    editor.end(130);
    await settled();
    editor.settings.target = 'local';
    await train(context, spec());
    expect(lastTask()?.args).not.toContain('--target');
  });

  it('says how to name targets where there is only this machine', async () => {
    answers['kynml/targets'] = { targets: [local] };
    await selectTarget(context, { spec: spec(), folder });
    expect([editor.prompts, editor.messages[0]?.buttons]).toEqual([[], ['Open setting']]);
  });
});
