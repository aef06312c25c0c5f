// Show Runs as Table, from the menus: all runs, selected ones, or those of a sweep.
import { beforeEach, expect, test, vi } from 'vitest';
import type { ClientContext } from '../../../client/src/base/clientContext';
import { showRunTable } from '../../../client/src/commands/showRunTable';

const editor = vi.hoisted(() => ({ opened: [] as string[][], commands: [] as string[] }));

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
vi.mock('vscode', () => {
  class Uri {
    constructor(readonly text: string) {}
    static parse = (text: string) => new Uri(text);
    toString = () => this.text;
  }
  return { Uri, commands: { executeCommand: async (...call: unknown[]) => void editor.commands.push(call.join(' ')) } };
});
vi.mock('../../../client/src/panels/runsPanel', () => ({
  sweepEditorType: 'kynml.sweepTable',
  openRunTable: (_: unknown, selected: readonly object[] = []) => void editor.opened.push(selected.map(String)),
}));

beforeEach(() => {
  editor.opened.length = 0;
  editor.commands.length = 0;
});

const run = (...given: readonly unknown[]) => showRunTable.run({} as ClientContext, ...given);

test('without a file it shows all runs', async () => {
  await run();
  await run(undefined, []);
  expect(editor.opened).toEqual([[], []]);
});

test('several selected files or runs are shown alone', async () => {
  await run('file:///a', ['file:///a', { uri: 'file:///s#2' }]);
  expect(editor.opened).toEqual([['file:///a', 'file:///s#2']]);
  expect(editor.commands).toEqual([]);
});

test('one file opens in the editor of sweeps', async () => {
  await run('file:///s', ['file:///s']);
  expect(editor.commands).toEqual(['vscode.openWith file:///s kynml.sweepTable']);
  expect(editor.opened).toEqual([]);
});
