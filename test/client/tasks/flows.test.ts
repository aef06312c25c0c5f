// Train, Run Task and Sweep from the click to the process, with the tool that each uses and what is kept.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sweep } from '../../../client/src/tasks/sweepFlow';
import { train } from '../../../client/src/tasks/trainFlow';
import type { SweepPlan } from '../../../src-shared/protocol/trainingRequests';
import { run } from '../fixtures';
import { editor, Task, vscode } from './fakeEditor';
import {
  answers,
  calls,
  context,
  file,
  folder,
  installed,
  KYN,
  lastTask,
  python,
  requests,
  settled,
  spec,
  startFlow,
} from './flow';

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
vi.mock('vscode', async () => (await import('./fakeEditor')).vscode);

beforeEach(startFlow);

describe('Train', () => {
  it('uses the built-in compiler where KynML is not installed, run by the runtime of VS Code', async () => {
    editor.settings.compiler = 'builtin';
    await train(context, spec());
    expect(lastTask()).toMatchObject({
      process: process.execPath,
      args: [KYN, 'train', 'h.kyn', '--compiler', 'builtin', '--python', python],
      options: { cwd: folder, env: { ELECTRON_RUN_AS_NODE: '1' } },
      name: 'train h.kyn',
      // A program of the workspace is shown relative to it, as kyn does in the terminal.
      detail: 'built-in compiler, bin/python3',
      echo: false,
    });
    // `kyn` records its runs itself.
    expect(calls('kynml/keepRun')).toEqual([]);
  });

  it('uses the official tool where it is installed, and records its run', async () => {
    const tool = installed('kynml');
    vi.stubEnv('PATH', path.dirname(tool));
    await train(context, spec());
    expect(lastTask()).toMatchObject({ process: tool, args: ['train', file('h.kyn')], options: { cwd: folder } });
    expect(lastTask()?.options.env).toBeUndefined();
    // VS Code shows the command line, because the tool need not name itself.
    expect(lastTask()).toMatchObject({ echo: true, detail: tool });
    expect(calls('kynml/missingModules')).toEqual([]);
    const uri = `file://${file('h.kyn')}`;
    const expected = { uri, folder: `file://${folder}`, command: 'train', tool, params: [] };
    expect(calls('kynml/keepRun')).toEqual([expected]);
    editor.end(0);
    await vi.waitFor(() => expect(calls('kynml/runEnded')).toEqual([{ id: 'run-1', exitCode: 0 }]));
  });

  it('records the module of the interpreter that trains', async () => {
    await train(context, spec());
    expect(lastTask()).toMatchObject({ process: python, args: ['-m', 'kynml.cli', 'train', file('h.kyn')] });
    expect(calls('kynml/keepRun')).toMatchObject([{ tool: `${python} -m kynml.cli` }]);
  });

  it('keeps the manifest before it is overwritten, and not when the history is off', async () => {
    writeFileSync(file('run_manifest.json'), '{}');
    editor.settings.compiler = 'builtin';
    await train(context, spec());
    expect(calls('kynml/keepManifest')).toEqual([{ folder: `file://${folder}` }]);
    editor.end(130);
    await settled();
    editor.settings.history = 'off';
    await train(context, spec());
    expect(calls('kynml/keepManifest')).toHaveLength(1);
    expect(lastTask()?.args).toContain('--no-history');
  });

  it('compares the new manifest with the kept one', async () => {
    const manifest = file('run_manifest.json');
    writeFileSync(manifest, '{"old": 1}');
    editor.settings.compiler = 'builtin';
    await train(context, spec());
    writeFileSync(manifest, '{"new": 1}');
    answers['kynml/run'] = { ...run, written: new Date(Date.now() + 60_000).toISOString() };
    editor.press = 'Compare with previous run';
    editor.end(0);
    const pair = { a: 'file:///kept.json', b: `file://${manifest}` };
    await vi.waitFor(() => expect(editor.commands).toEqual([['kynml.compareRuns', pair]]));
  });

  it.each([undefined, true] as const)(
    'reports its result, as a warning where that has diverged: %s',
    async diverged => {
      editor.settings.compiler = 'builtin';
      await train(context, spec());
      writeFileSync(file('run_manifest.json'), '{}');
      const written = new Date(Date.now() + 60_000).toISOString();
      answers['kynml/run'] = { ...run, written, ...(diverged && { hasDiverged: diverged }) };
      editor.end(0);
      await vi.waitFor(() => expect(editor.messages[0]?.text).toMatch(/^Run of h\.kyn finished: /));
      expect(editor.warnings).toHaveLength(diverged ? 1 : 0);
    },
  );

  it('asks before it repeats a run, which is shown on request', async () => {
    editor.settings.compiler = 'builtin';
    const message = 'This version of h.kyn was already run (mae 13.9, 2026-04-18).';
    const found = { message, count: 1, configHash: 'a'.repeat(64), newest: 'file:///run_manifest.json' };
    answers['kynml/alreadyRun'] = found;
    await train(context, spec());
    editor.answers = ['Cancel'];
    await train(context, spec());
    editor.answers = ['Show the run'];
    await train(context, spec());
    expect(editor.prompts).toEqual([message, message, message]);
    expect(editor.executions).toEqual([]);
    expect(editor.commands.map(([command, uri]) => [command, String(uri)])).toEqual([
      ['vscode.open', 'file:///run_manifest.json'],
    ]);
    answers['kynml/alreadyRun'] = { ...found, count: 2 };
    editor.answers = ['Show the runs'];
    await train(context, spec());
    expect(editor.commands.at(-1)).toEqual(['kynml.showRuns', `file://${file('h.kyn')}`, found.configHash]);
    expect(editor.executions).toEqual([]);
    editor.answers = ['Train again'];
    await train(context, spec());
    expect(editor.executions).toHaveLength(1);
  });

  it('asks before it overwrites a manifest that could not be kept', async () => {
    writeFileSync(file('run_manifest.json'), '{}');
    editor.settings.compiler = 'builtin';
    answers['kynml/keepManifest'] = { ok: false, message: 'the disk is full' };
    await train(context, spec());
    expect(editor.prompts).toEqual([expect.stringContaining('(the disk is full)')]);
    expect(editor.executions).toEqual([]);
    editor.answers = ['Train and overwrite it'];
    await train(context, spec());
    expect(editor.executions).toHaveLength(1);
    // `kyn` would refuse it too.
    expect(lastTask()?.args).toContain('--no-history');
  });

  it('states what to install, and copies the command', async () => {
    editor.settings.compiler = 'builtin';
    answers['kynml/missingModules'] = { ok: true, missing: ['torch'] };
    editor.press = 'Copy command';
    await train(context, spec());
    expect(editor.executions).toEqual([]);
    const [message] = editor.messages;
    expect(message?.text).toContain('does not have `torch`');
    expect(message?.buttons).toEqual(['Copy command', 'Select interpreter']);
    await vi.waitFor(() => expect(editor.copied).toContain("'\\''s "));
    expect(editor.copied).toMatch(/^'.*' -m pip install torch numpy$/);
  });

  it('offers the Python extension where no Python is found', async () => {
    editor.settings.compiler = 'builtin';
    editor.python = undefined;
    await train(context, spec());
    expect(editor.messages).toEqual([
      { text: expect.stringContaining('no Python was found'), buttons: ['Get the Python extension'] },
    ]);
  });
});

describe('a training that Run Task started', () => {
  it('is recorded when it starts and ends, but not one of kyn', async () => {
    const cwd = { cwd: folder };
    const definition = { type: 'kynml', spec: 'h.kyn', params: { lr: 0.1 } };
    editor.run(new Task(definition, 2, 'train', 'kynml', new vscode.ProcessExecution('/opt/kynml', ['train'], cwd)));
    expect(calls('kynml/keepRun')).toMatchObject([{ tool: '/opt/kynml', params: [['lr', '0.1']] }]);
    editor.end(1);
    await vi.waitFor(() => expect(calls('kynml/runEnded')).toEqual([{ id: 'run-1', exitCode: 1 }]));
    editor.run(new Task(definition, 2, 'train', 'kynml', new vscode.ProcessExecution('/node', [KYN, 'train'], cwd)));
    expect(calls('kynml/keepRun')).toHaveLength(1);
  });

  it('is not recorded when the history is off', async () => {
    editor.settings.history = 'off';
    const execution = new vscode.ProcessExecution('/opt/kynml', ['train'], { cwd: folder });
    editor.run(new Task({ type: 'kynml', spec: 'h.kyn' }, 2, 'train', 'kynml', execution));
    expect(requests).toEqual([]);
  });
});

describe('Sweep', () => {
  const plan = (): SweepPlan => ({ total: 4, newFolder: `file://${file('sweep_h')}` });
  const unfinished = () => ({
    folder: `file://${file('sweep_h')}`,
    label: 'sweep_h',
    done: 1,
    failed: 1,
    isRunning: false,
  });

  it('runs all combinations in a folder of their own', async () => {
    editor.settings.compiler = 'builtin';
    answers['kynml/sweepPlan'] = plan();
    await sweep(context, spec());
    expect(lastTask()).toMatchObject({
      type: 'kynml.sweep',
      process: process.execPath,
      args: [KYN, 'sweep', 'h.kyn', '--compiler', 'builtin', '--python', python, '--out', file('sweep_h')],
    });
    expect(editor.prompts).toEqual([]);
    editor.end(0);
    await vi.waitFor(() =>
      expect(editor.messages).toEqual([
        { text: 'The sweep of h.kyn finished.', buttons: ['Compare runs', 'Open results'] },
      ]),
    );
  });

  it.each([
    ['Resume', ['sweep_h', '--resume']],
    ['Start a new sweep', ['sweep_h-2']],
    ['Cancel', undefined],
    ['', undefined],
  ])('asks about an unfinished one: %s', async (answer, expected) => {
    editor.settings.compiler = 'builtin';
    answers['kynml/sweepPlan'] = { ...plan(), newFolder: `file://${file('sweep_h-2')}`, unfinished: unfinished() };
    editor.answers = answer === '' ? [] : [answer];
    await sweep(context, spec());
    expect(editor.prompts).toHaveLength(1);
    const args = lastTask()?.args;
    const [out, ...more] = args?.slice(args.indexOf('--out') + 1) ?? [];
    expect(args && [path.basename(out ?? ''), ...more]).toEqual(expected);
  });

  it.each([
    [4, ['--jobs', '4', '--resume']],
    [1, ['--resume']],
    ['4', ['--resume']],
    [0, ['--resume']],
    [1e9, ['--resume']],
    [2.5, ['--resume']],
  ])('runs as many combinations at once as the setting allows: %j', async (jobs, expected) => {
    Object.assign(editor.settings, { compiler: 'builtin', sweepJobs: jobs });
    answers['kynml/sweepPlan'] = { ...plan(), unfinished: unfinished() };
    editor.answers = ['Resume'];
    await sweep(context, spec());
    const args = lastTask()?.args ?? [];
    expect(args.slice(args.indexOf('--out') + 2)).toEqual(expected);
  });

  it('continues the sweep that a lens names without a question, and no other one', async () => {
    editor.settings.compiler = 'builtin';
    answers['kynml/sweepPlan'] = { ...plan(), newFolder: `file://${file('sweep_h-2')}`, unfinished: unfinished() };
    await sweep(context, spec(), { resumed: `file://${file('sweep_h')}` });
    expect([editor.prompts, lastTask()?.args.slice(-2)]).toEqual([[], [file('sweep_h'), '--resume']]);
    editor.end(130);
    await settled();
    await sweep(context, spec(), { resumed: `file://${file('sweep_h-7')}` });
    expect([editor.prompts.length, editor.executions.length]).toEqual([1, 1]);
    answers['kynml/sweepPlan'] = { ...plan(), unfinished: { ...unfinished(), isRunning: true } };
    await sweep(context, spec(), { resumed: `file://${file('sweep_h')}` });
    expect([editor.prompts.length, editor.executions.length]).toEqual([2, 1]);
  });

  it('states that no sweep can be continued instead of starting one', async () => {
    editor.settings.compiler = 'builtin';
    answers['kynml/sweepPlan'] = plan();
    await sweep(context, spec(), { resumed: `file://${file('sweep_h')}` });
    expect(editor.executions).toEqual([]);
    expect(editor.messages).toMatchObject([
      { text: expect.stringMatching(/^No sweep of h\.kyn can be continued: /), buttons: ['Run all'] },
    ]);
  });

  it('shows one that is running instead of continuing it', async () => {
    editor.settings.compiler = 'builtin';
    answers['kynml/sweepPlan'] = { ...plan(), unfinished: { ...unfinished(), isRunning: true } };
    editor.answers = ['Show running trainings'];
    await sweep(context, spec());
    expect([editor.commands, editor.executions]).toEqual([[['kynml.showTrainings']], []]);
  });

  it('reports combinations that failed, and nothing when the user stopped it', async () => {
    editor.settings.compiler = 'builtin';
    answers['kynml/sweepPlan'] = plan();
    await sweep(context, spec());
    editor.end(130);
    await settled();
    await sweep(context, spec());
    editor.end(1);
    await vi.waitFor(() => expect(editor.messages).toHaveLength(1));
    await settled();
    expect(editor.messages).toHaveLength(1);
    expect(editor.messages[0]).toMatchObject({ text: expect.stringContaining('is incomplete (exit code 1)') });
  });

  it('of the official tool asks before it overwrites results', async () => {
    const tool = installed('kynml');
    vi.stubEnv('PATH', path.dirname(tool));
    answers['kynml/sweepPlan'] = { ...plan(), unfinished: unfinished() };
    writeFileSync(file('sweep_results.json'), '[]');
    await sweep(context, spec());
    expect(editor.prompts).toEqual(['The sweep overwrites sweep_results.json, which is not kept.']);
    expect(editor.executions).toEqual([]);
    editor.answers = ['Run the sweep and overwrite it'];
    await sweep(context, spec());
    expect(lastTask()).toMatchObject({ process: tool, args: ['sweep', file('h.kyn')] });
    expect(calls('kynml/keepRun')).toMatchObject([{ command: 'sweep' }]);
  });

  it('of a spec without combinations is not started', async () => {
    answers['kynml/sweepPlan'] = null;
    await sweep(context, spec());
    expect(editor.messages).toEqual([
      { text: 'h.kyn does not have a sweep, so there is nothing to run.', buttons: ['Train'] },
    ]);
    expect(editor.executions).toEqual([]);
  });
});
