// Compile to Script and Recompile from the click to the process, with the compiler that each uses.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { compileSpec } from '../../../client/src/tasks/compileFlow';
import { recompile } from '../../../client/src/tasks/recompileFlow';
import type { MadeFrom } from '../../../src-shared/protocol/trainingRequests';
import { spec as state } from '../fixtures';
import { editor, vscode } from './fakeEditor';
import { answers, context, file, installed, KYN, lastTask, spec, startFlow } from './flow';

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
vi.mock('vscode', async () => (await import('./fakeEditor')).vscode);

beforeEach(startFlow);

describe('a script', () => {
  const made = (more: Partial<MadeFrom> = {}): MadeFrom => ({
    configHash: state.configHash,
    state: 'stale',
    specs: [`file://${file('h.kyn')}`],
    compiler: 'builtin',
    code: 'generated',
    ...more,
  });
  const script = () => vscode.Uri.file(file('train_h.py')) as never;
  const write = () => writeFileSync(file('train_h.py'), '');
  const builtin = () => ({ process: process.execPath, args: [KYN, 'compile', 'h.kyn', '-o', file('train_h.py')] });

  it('is compiled next to its spec without an interpreter, and shown', async () => {
    editor.python = undefined;
    await compileSpec(context, spec());
    expect(lastTask()).toMatchObject(builtin());
    editor.end(0);
    await vi.waitFor(() => expect(editor.shown).toEqual([file('train_h.py')]));
  });

  it('of the current version is shown or compiled again, as the user decides', async () => {
    write();
    answers['kynml/madeFrom'] = made({ state: 'current' });
    await compileSpec(context, spec());
    expect([editor.shown, editor.executions]).toEqual([[], []]);
    editor.press = 'Show the script';
    await compileSpec(context, spec());
    expect(editor.shown).toEqual([file('train_h.py')]);
    expect(editor.executions).toEqual([]);
    editor.settings.compiler = 'builtin';
    editor.press = 'Compile again';
    await compileSpec(context, spec());
    expect(lastTask()).toMatchObject(builtin());
  });

  it('that is not generated is not overwritten', async () => {
    write();
    answers['kynml/madeFrom'] = null;
    await compileSpec(context, spec());
    expect(editor.messages[0]?.text).toContain('is not a generated script, so nothing was compiled');
    expect(editor.executions).toEqual([]);
  });

  it('is overwritten only after a confirmation', async () => {
    write();
    editor.settings.compiler = 'builtin';
    answers['kynml/madeFrom'] = made();
    await compileSpec(context, spec());
    expect(editor.executions).toEqual([]);
    editor.press = 'Compile';
    await compileSpec(context, spec());
    expect(lastTask()).toMatchObject(builtin());
  });

  it.each([
    ['changed', 'was changed since it was generated, and these changes are lost', ['--force']],
    ['unknown', 'may have been changed since it was generated, and changes are lost', ['--force']],
    ['generated', 'was not changed since it was generated', []],
  ] as const)('that is %s is overwritten with the right question and option', async (code, text, options) => {
    write();
    editor.settings.compiler = 'builtin';
    for (const state of ['stale', 'current'] as const) {
      answers['kynml/madeFrom'] = made({ code, state });
      editor.press = state === 'stale' ? 'Compile' : 'Compile again';
      await compileSpec(context, spec());
      expect(lastTask()?.args).toEqual([...builtin().args, ...options]);
      expect(editor.detail).toContain(text);
      editor.press = 'Compile';
      await recompile(context, script());
      expect(lastTask()?.args).toEqual([...builtin().args, ...options]);
      expect(editor.detail).toContain(text);
    }
  });

  it('with unsaved changes is overwritten with them, after a question', async () => {
    write();
    editor.settings.compiler = 'builtin';
    answers['kynml/madeFrom'] = made();
    vscode.workspace.textDocuments.push({ uri: script(), isDirty: true, save: async () => true });
    editor.press = 'Compile';
    await compileSpec(context, spec());
    expect(lastTask()?.args).toEqual([...builtin().args, '--force']);
    expect(editor.detail).toContain('It has unsaved changes');
  });

  it('is compiled again by the compiler that wrote it', async () => {
    const tool = installed('kynml');
    vi.stubEnv('PATH', path.dirname(tool));
    write();
    editor.press = 'Compile';
    answers['kynml/madeFrom'] = made();
    await recompile(context, script());
    expect(lastTask()).toMatchObject(builtin());
    answers['kynml/madeFrom'] = made({ compiler: 'official', code: 'unknown' });
    editor.settings.compiler = 'builtin';
    await recompile(context, script());
    expect(lastTask()).toMatchObject({ process: tool, args: ['compile', file('h.kyn'), '-o', file('train_h.py')] });
  });

  it('of the official tool is not compiled by another one', async () => {
    write();
    answers['kynml/madeFrom'] = made({ compiler: 'official' });
    editor.python = undefined;
    await recompile(context, script());
    expect(editor.messages[0]?.text).toContain('which wrote this script, was not found');
    expect(editor.executions).toEqual([]);
  });
});
