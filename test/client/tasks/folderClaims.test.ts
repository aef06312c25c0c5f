// The claim of a folder by a training of the official tool, from its start to its end.
import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { folderClaims, refusalMessage } from '../../../client/src/tasks/folderClaims';
import { sweep } from '../../../client/src/tasks/sweepFlow';
import { train } from '../../../client/src/tasks/trainFlow';
import { spec as state } from '../fixtures';
import { editor, Task, vscode } from './fakeEditor';

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
vi.mock('vscode', async () => (await import('./fakeEditor')).vscode);

const USED = {
  kind: 'used',
  path: 'f/.kynml-claim',
  spec: 'other.kyn',
  started: '2026',
  pid: 7,
  isSure: true,
} as const;

let folder = '';
let answers: Record<string, unknown> = {};
const requests: (readonly [method: string, params: Record<string, unknown>])[] = [];
const warnings: string[] = [];
const context = {
  extension: { extensionPath: '/extension', workspaceState: { get: (_: string, none: unknown) => none } },
  log: { warn: (...parts: string[]) => warnings.push(parts.join(' ')), error: () => undefined },
  request: async (method: string, params: Record<string, unknown>) => {
    requests.push([method, params]);
    if (answers[method] instanceof Error) throw answers[method];
    return answers[method];
  },
} as never;

const claims = () =>
  requests.filter(([method]) => ['kynml/claimFolder', 'kynml/claimedBy', 'kynml/releaseFolder'].includes(method));
const spec = () => vscode.Uri.file(path.join(folder, 'h.kyn')) as never;
const claimed = () => ['kynml/claimFolder', { folder: `file://${folder}`, spec: 'h.kyn' }];
const OWN = [['kynml/claimedBy', { id: 'claim-1', pid: 4321 }]];
const RELEASED = [['kynml/releaseFolder', { id: 'claim-1' }]];
const until = (expected: readonly unknown[]) => vi.waitFor(() => expect(claims()).toEqual(expected));

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'kynml-claims-')));
  // A tool inside of the working folder is not used.
  const programs = realpathSync(mkdtempSync(path.join(tmpdir(), 'kynml-programs-')));
  const tool = path.join(programs, 'kynml');
  for (const file of [path.join(folder, 'h.kyn'), tool]) writeFileSync(file, '');
  chmodSync(tool, 0o755);
  editor.reset(folder);
  requests.length = 0;
  warnings.length = 0;
  answers = {
    'kynml/specState': state,
    'kynml/targets': { targets: [] },
    'kynml/claimFolder': { ok: true, id: 'claim-1' },
    'kynml/keepRun': { ok: true, id: 'run-1' },
    'kynml/sweepPlan': { total: 4, newFolder: `file://${folder}/sweep_h` },
  };
  vi.stubEnv('PATH', programs);
  const part = folderClaims.start(context);
  return () => {
    if (editor.executions.length > 0) editor.end(130);
    part.dispose();
    vi.unstubAllEnvs();
    for (const made of [folder, programs]) rmSync(made, { recursive: true });
  };
});

const runTask = (program = '/opt/kynml', args = ['train']) =>
  editor.run(
    new Task(
      { type: 'kynml', spec: 'h.kyn' },
      2,
      'train h',
      'kynml',
      new vscode.ProcessExecution(program, args, { cwd: folder }),
    ),
  );

describe('a training of the official tool', () => {
  it.each([
    ['Train', train],
    ['Sweep', sweep],
  ])('that %s starts claims its folder before, adds its process, and releases it at its end', async (_, start) => {
    await start(context, spec());
    await until([claimed(), ...OWN]);
    editor.end(0);
    await until([claimed(), ...OWN, ...RELEASED]);
  });

  it.each([
    ['Train', train],
    ['Sweep', sweep],
  ])('is not started by %s in a folder that another run uses, and can be started later', async (_, start) => {
    answers['kynml/claimFolder'] = { ok: false, refusal: USED };
    await start(context, spec());
    expect(editor.executions).toEqual([]);
    expect(editor.messages).toEqual([{ text: refusalMessage(USED), buttons: [] }]);
    answers['kynml/claimFolder'] = { ok: true, id: 'claim-1' };
    await start(context, spec());
    expect(editor.executions).toHaveLength(1);
  });

  it('that Run Task starts claims its folder too', async () => {
    runTask();
    await until([claimed(), ...OWN]);
    editor.end(1);
    await until([claimed(), ...OWN, ...RELEASED]);
  });

  it('that Run Task starts in a folder that another run uses is stopped', async () => {
    answers['kynml/claimFolder'] = { ok: false, refusal: USED };
    runTask();
    await vi.waitFor(() => expect(editor.terminated).toEqual(['train h']));
    expect(editor.messages).toEqual([{ text: `h.kyn was stopped: ${refusalMessage(USED)}`, buttons: [] }]);
    editor.end(143);
    expect(claims()).toEqual([claimed()]);
  });

  it.each([
    ['does not answer', new Error('gone')],
    ['does not know', { ok: false, message: 'gone' }],
  ])('is started where the server %s, with a line in the log', async (_, answer) => {
    answers['kynml/claimFolder'] = answer;
    await train(context, spec());
    expect(editor.executions).toHaveLength(1);
    expect(warnings).toEqual([expect.stringContaining('gone')]);
  });

  it('does not claim for kyn, which does it itself', () => {
    runTask('/node', ['/extension/dist/kyn.js', 'train']);
    expect(claims()).toEqual([]);
  });
});

it('states how to go on', () => {
  expect(refusalMessage({ ...USED, isSure: false })).toContain(
    'If process 7 is another program, delete f/.kynml-claim.',
  );
  const elsewhere = {
    kind: 'elsewhere',
    path: 'f/.kynml-claim',
    spec: 'h.kyn',
    started: '2026',
    computer: 'there',
  } as const;
  expect(refusalMessage(elsewhere)).toContain(
    'on the computer there. Wait until training ends. If it has ended, delete f/.kynml-claim.',
  );
  expect(refusalMessage({ kind: 'unusable', path: 'f/.kynml-claim', detail: 'is a link. Remove it' })).toBe(
    'f/.kynml-claim, with which a run claims its folder, is a link. Remove it.',
  );
});
