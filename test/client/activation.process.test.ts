// What VS Code loads to activate the extension: its own code only, because the client library takes longer than all the rest.
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const loadedBy = async (entry: string): Promise<string[]> => {
  const { metafile } = await build({
    absWorkingDir: new URL('../..', import.meta.url).pathname,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    external: ['vscode', './languageClient'],
    logLevel: 'error',
  });
  return Object.keys(metafile.inputs);
};

test('activation loads no library', async () => {
  const loaded = await loadedBy('client/src/extension.ts');
  expect(loaded).toContain('client/src/server/startServer.ts');
  expect(loaded.filter(file => file.includes('node_modules'))).toEqual([]);
});

test('the bundle of the client library has no part of the extension with a state', async () => {
  const loaded = await loadedBy('client/src/server/languageClient.ts');
  expect(loaded.some(file => file.includes('vscode-languageclient'))).toBe(true);
  const own = loaded.filter(file => !file.includes('node_modules'));
  expect(own.sort()).toEqual([
    'client/src/server/diagnosticsPage.ts',
    'client/src/server/languageClient.ts',
    'src-shared/protocol/commands.ts',
    'src-shared/protocol/languages.ts',
  ]);
});
