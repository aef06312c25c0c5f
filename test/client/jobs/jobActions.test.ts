// What a person does with submitted runs. No process is started: what `kyn jobs` prints is a value.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  cancelSubmitted,
  continueSubmitted,
  refreshSubmitted,
  showSubmittedLog,
} from '../../../client/src/jobs/jobActions';
import { jobs } from '../../../client/src/jobs/jobs';
import type { LaunchNode } from '../../../client/src/runs/launchItem';
import type { ProcessRequest, ProcessResult } from '../../../src-shared/host/node/runProcess';
import type { Launched, LaunchesView, SubmittedRun, SubmittedState } from '../../../src-shared/protocol/targetRequests';
import { launched, submittedRun, viewOf } from './launches';

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
const machine = vi.hoisted(() => ({ requests: [] as ProcessRequest[], stdout: '', stderr: '', code: 0 }));
const editor = vi.hoisted(() => ({
  isTrusted: true,
  picks: [] as string[],
  pressed: '',
  messages: [] as string[],
  modals: [] as string[],
  status: [] as string[],
  swept: [] as unknown[],
  written: '',
  open: (): void => undefined,
  close: (): void => undefined,
}));
vi.mock('../../../src-shared/host/node/runProcess', () => ({
  runProcess: async (request: ProcessRequest): Promise<ProcessResult> => {
    machine.requests.push(request);
    return { ok: true, code: machine.code, stdout: Buffer.from(machine.stdout), stderr: Buffer.from(machine.stderr) };
  },
}));
vi.mock('../../../client/src/tasks/sweepFlow', () => ({
  sweep: async (_: unknown, uri: { fsPath: string }, wish: unknown) => void editor.swept.push([uri.fsPath, wish]),
}));
vi.mock('vscode', () => {
  const message = async (text: string, options?: unknown) => {
    if (typeof options === 'object') editor.modals.push(text);
    else editor.messages.push(text);
    return typeof options === 'object' ? editor.pressed : undefined;
  };
  return {
    Uri: { parse: (text: string) => ({ fsPath: text.replace('file://', '') }) },
    Disposable: { from: () => ({ dispose: () => undefined }) },
    ProgressLocation: {},
    ThemeIcon: class {},
    EventEmitter: class {
      event = 'written';
      fire = (text: string) => {
        editor.written += text;
      };
      dispose = () => undefined;
    },
    workspace: {
      get isTrusted() {
        return editor.isTrusted;
      },
    },
    window: {
      showInformationMessage: message,
      showWarningMessage: message,
      showErrorMessage: message,
      setStatusBarMessage: (text: string) => editor.status.push(text),
      showQuickPick: async (items: readonly { label: string }[]) => {
        const wanted = editor.picks.shift();
        return items.find(({ label }) => label === wanted);
      },
      withProgress: async (_: unknown, work: (progress: unknown, token: unknown) => unknown) => work({}, {}),
      createTerminal: ({ pty }: { pty: { open(): void; close(): void } }) => {
        editor.open = pty.open;
        editor.close = pty.close;
        return { show: () => pty.open() };
      },
    },
  };
});

let launches: readonly Launched[] = [];
/** The answers of the server before those with the launches. */
let views: (LaunchesView | Error)[] = [];
let changes = 0;
let see: (active: number) => void = () => undefined;
const logged: string[] = [];
const context = {
  extension: { asAbsolutePath: (file: string) => `/ext/${file}` },
  log: { warn: (...parts: string[]) => logged.push(parts.join(' ')), show: () => undefined },
  request: async () => {
    const answer = views.shift() ?? viewOf(...launches);
    if (answer instanceof Error) throw answer;
    return answer;
  },
  launches: {
    changed: () => changes++,
    onSeen: (listener: typeof see) => {
      see = listener;
    },
  },
} as never;
const commandLines = (): readonly (readonly string[])[] => machine.requests.map(({ args }) => args.slice(1));
const nodeOf = (launch: Launched): LaunchNode => ({ kind: 'launch', uri: launch.folder, launch });

beforeEach(() => {
  Object.assign(machine, { requests: [], stdout: '{"launches": []}', stderr: '', code: 0 });
  const none = { picks: [], messages: [], modals: [], status: [], swept: [], written: '', pressed: '' };
  Object.assign(editor, none, { isTrusted: true });
  [launches, views, changes] = [[launched()], [], 0];
  logged.length = 0;
  const part = jobs.start(context);
  return () => part.dispose();
});

describe('asking', () => {
  it('happens when runs are in sight, in each workspace once, and the view reads the states again', async () => {
    launches = [
      launched(),
      launched({ id: 'b', folder: 'file:///w/b' }),
      launched({ id: 'c', workspace: 'file:///v' }),
    ];
    see(3);
    await vi.waitFor(() => expect(changes).toBe(1));
    expect(machine.requests.map(({ cwd }) => cwd)).toEqual(['/w', '/v']);
    expect(commandLines()[0]).toEqual(['jobs', 'show', '--format', 'json']);
  });

  it('does not happen before the workspace is trusted, by itself or by the command', async () => {
    editor.isTrusted = false;
    see(3);
    await refreshSubmitted(context);
    await cancelSubmitted(context, undefined);
    expect(machine.requests).toEqual([]);
    expect(editor.messages[0]).toBe('Asking a target runs programs, which requires a trusted workspace.');
  });

  it('shows why there is no answer, and what it means', async () => {
    machine.stdout = JSON.stringify({ launches: [{ reached: false, detail: 'squeue: no answer' }] });
    await refreshSubmitted(context);
    expect(editor.messages).toEqual([
      'The target does not answer (squeue: no answer), so the view shows the last known states. Nothing is lost: runs that started go on, and refreshing asks again.',
    ]);
    expect([changes, logged]).toEqual([1, ['jobs squeue: no answer']]);
  });

  it('shows a problem of kyn itself, and a short success', async () => {
    Object.assign(machine, { stdout: '', stderr: 'kyn: x.json is a link.\n', code: 2 });
    await refreshSubmitted(context);
    expect(editor.messages).toEqual(['x.json is a link.']);
    Object.assign(machine, { stdout: '{"launches": []}', stderr: '', code: 0 });
    await refreshSubmitted(context);
    expect(editor.messages).toHaveLength(1);
    // No target is asked about runs that have ended.
    expect(editor.status).toEqual([expect.stringContaining('The view shows what the targets reported last')]);
  });

  it('does not show an earlier answer as that of now', async () => {
    await refreshSubmitted(context);
    expect(editor.status).toHaveLength(1);
    views = [viewOf(launched()), new Error('The server ended.')];
    await refreshSubmitted(context);
    expect([editor.status.length, editor.messages]).toEqual([
      1,
      ['The targets were not asked, because what was submitted could not be read.'],
    ]);
    expect(logged).toEqual(['jobs Error: The server ended.']);
  });

  it('says that what was submitted cannot be read, not that nothing was submitted', async () => {
    views = [{ ...viewOf(), tooltip: 'x.json is a link.' }];
    await refreshSubmitted(context);
    expect(machine.requests).toEqual([]);
    expect(editor.messages).toEqual(['What was submitted cannot be read, so no target was asked.']);
  });

  it('starts no process where nothing was submitted', async () => {
    views = [{ ...viewOf(), tooltip: '' }];
    await refreshSubmitted(context);
    expect([machine.requests, editor.messages]).toEqual([
      [],
      ['Nothing was submitted from this workspace, as far as .kynml shows.'],
    ]);
  });
});

describe('cancelling', () => {
  it('asks first, and then cancels by the folder', async () => {
    await cancelSubmitted(context, nodeOf(launched()));
    expect([editor.modals, machine.requests]).toEqual([['Cancel 2 runs of h.kyn that were submitted from out?'], []]);
    editor.pressed = 'Cancel runs';
    await cancelSubmitted(context, nodeOf(launched()));
    expect([commandLines(), changes]).toEqual([[['jobs', 'cancel', '--', '/w/out']], 1]);
  });

  it('reports what could not be cancelled', async () => {
    Object.assign(machine, { stderr: 'kyn: out could not be cancelled (scancel: no answer).\n', code: 2 });
    editor.pressed = 'Cancel runs';
    await cancelSubmitted(context, nodeOf(launched()));
    expect(editor.messages).toEqual(['out could not be cancelled (scancel: no answer).']);
  });

  it('goes by the states now, not by those of a row that was drawn earlier', async () => {
    launches = [launched({ active: 0 })];
    await cancelSubmitted(context, nodeOf(launched({ active: 2 })));
    expect([editor.modals, editor.messages]).toEqual([[], ['Nothing that was submitted may still run.']]);
  });

  it('cancels what the row shows, not the first of several', async () => {
    const other = launched({ id: 'b', label: 'other', folder: 'file:///w/other' });
    launches = [launched(), other];
    editor.pressed = 'Cancel runs';
    await cancelSubmitted(context, nodeOf(other));
    expect([editor.picks, commandLines()]).toEqual([[], [['jobs', 'cancel', '--', '/w/other']]]);
  });

  it('cancels one run by its row, and nothing else', async () => {
    editor.pressed = 'Cancel run';
    await cancelSubmitted(context, { kind: 'submittedRun', uri: '', launch: launched(), run: submittedRun() });
    expect(editor.modals).toEqual(['Cancel combo-0003 of h.kyn that was submitted from out?']);
    expect(commandLines()).toEqual([['jobs', 'cancel', '--only=3', '--', '/w/out']]);
  });

  it('does not cancel a run that has ended since its row was drawn', async () => {
    launches = [launched({ runs: [submittedRun({ state: 'done' }), submittedRun({ index: 4 })] })];
    await cancelSubmitted(context, { kind: 'submittedRun', uri: '', launch: launched(), run: submittedRun() });
    expect([editor.modals, editor.messages, commandLines()]).toEqual([[], ['combo-0003 has ended.'], []]);
  });

  it('asks which of several, without a row', async () => {
    launches = [launched(), launched({ id: 'b', label: 'other', folder: 'file:///w/other', active: 1 })];
    Object.assign(editor, { picks: ['other'], pressed: 'Cancel runs' });
    await cancelSubmitted(context, undefined);
    expect(editor.modals).toEqual(['Cancel the run of h.kyn that was submitted from other?']);
    expect(commandLines()).toEqual([['jobs', 'cancel', '--', '/w/other']]);
  });
});

describe('continuing a sweep', () => {
  it('sweeps its spec on Slurm in its folder', async () => {
    await continueSubmitted(context, nodeOf(launched()));
    expect(editor.swept).toEqual([['/w/h.kyn', { submitted: 'file:///w/out' }]]);
  });

  it('says that the spec is another one now', async () => {
    const { specUri: _, ...changed } = launched();
    launches = [changed];
    await continueSubmitted(context, nodeOf(changed));
    expect([editor.swept, editor.messages[0]]).toEqual([[], expect.stringContaining('Restore that version of h.kyn')]);
  });

  it('is not offered for a training', async () => {
    launches = [launched({ command: 'train' })];
    await continueSubmitted(context, undefined);
    expect([editor.swept, editor.messages]).toEqual([[], ['There is no submitted sweep to continue.']]);
  });
});

describe('the log', () => {
  const ended = '[the run has ended]';
  const unknown = '[whether the run has ended is not known, and its log is not followed any more]';
  const listed = (state: SubmittedState) => (run: SubmittedRun) => [launched({ runs: [{ ...run, state }] })];

  it.each([
    ['is done', ended, listed('done')],
    ['failed', ended, listed('failed')],
    ['was cancelled', ended, listed('cancelled')],
    ['is lost', unknown, listed('lost')],
    ['is not listed any more', unknown, () => [launched({ runs: [] })]],
    ['is of a launch whose file was deleted', unknown, () => []],
  ])('is followed until the run %s', async (_, end, launchesNow) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kynml-log-'));
    const log = path.join(folder, 'output.txt');
    writeFileSync(log, 'epoch 1\nlast line');
    const run = submittedRun({ log: `file://${log}` });
    launches = launchesNow(run);
    try {
      await showSubmittedLog(context, { kind: 'submittedRun', uri: run.log, launch: launched(), run });
      await vi.waitFor(() => expect(editor.written).toBe(`epoch 1\r\nlast line\r\n${end}\r\n`));
    } finally {
      editor.close();
      rmSync(folder, { recursive: true });
    }
  });

  it('is not read before the workspace is trusted, because the history names its folder', async () => {
    editor.isTrusted = false;
    await showSubmittedLog(context, nodeOf(launched()));
    expect([editor.written, editor.messages]).toEqual([
      '',
      ['Reading the log of a submitted run requires a trusted workspace.'],
    ]);
  });

  it('that does not exist is not said to be empty once the run has ended', async () => {
    launches = [launched({ runs: [submittedRun({ log: 'file:///nothing/here', state: 'lost' })] })];
    await showSubmittedLog(context, undefined);
    await vi.waitFor(() => expect(editor.written).toBe('There is no log, or it is empty or cannot be read.\r\n'));
    editor.close();
  });
});
