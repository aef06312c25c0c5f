// The searches behind the context keys.
import { expect, it, vi } from 'vitest';
import { contextKeys } from '../../../client/src/status/contextKeys';
import { compileGlob } from '../../../src-shared/text/glob';

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
const editor = vi.hoisted(() => ({
  keys: new Map<string, unknown>(),
  searches: [] as ((found: readonly { path: string }[]) => void)[],
  patterns: [] as string[],
  changed: (): void => undefined,
}));
vi.mock('vscode', () => ({
  Disposable: { from: () => ({ dispose: () => undefined }) },
  commands: {
    executeCommand: async (_: string, key: string, value: unknown) => {
      editor.keys.set(key, value);
    },
  },
  window: {},
  workspace: {
    createFileSystemWatcher: (pattern: string) => ({
      watched: editor.patterns.push(pattern),
      onDidCreate: (listener: () => void) => {
        editor.changed = listener;
      },
      onDidDelete: () => undefined,
    }),
    findFiles: (pattern: string) => {
      editor.patterns.push(pattern);
      return new Promise(resolve => editor.searches.push(resolve));
    },
    onDidChangeWorkspaceFolders: () => undefined,
  },
}));

it('the result of an older search does not replace that of a newer one, and many events cost one more search', async () => {
  contextKeys.start({ log: { error: () => undefined } } as never);
  // Answers the searches of one update: specs, DLM documents, goldens.
  const answer = async (files: readonly string[]): Promise<void> => {
    for (let i = 0; i < 3; i++) {
      await vi.waitFor(() => expect(editor.searches).toHaveLength(1));
      editor.searches.shift()?.(files.map(path => ({ path })));
    }
  };
  await vi.waitFor(() => expect(editor.searches).toHaveLength(1));
  for (let i = 0; i < 100; i++) editor.changed();
  expect(editor.searches).toHaveLength(1);
  await answer(['/w/deleted.kyn']);
  expect(editor.keys.get('kynml.hasSpecs')).toBe(true);
  await answer([]);
  await vi.waitFor(() => expect(editor.keys.get('kynml.hasGoldens')).toBe(false));
  expect(Object.fromEntries(editor.keys)).toEqual({
    'kynml.active': true,
    'kynml.hasSpecs': false,
    'kynml.hasDlm': false,
    'kynml.hasGoldens': false,
  });
  expect(editor.searches).toEqual([]);
  // The watcher, then the first search.
  for (const pattern of editor.patterns.slice(0, 2))
    expect(['sub/house.kyn', 'UPPER.KYN', 'kyn'].map(compileGlob(pattern)), pattern).toEqual([true, true, false]);
});
