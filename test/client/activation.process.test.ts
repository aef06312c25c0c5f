// What VS Code loads to activate the extension: its own code only, because the client library takes longer than all the rest.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { expect, test } from 'vitest';

interface Bundles {
  readonly bundles: (production: boolean) => Readonly<Record<string, BuildOptions>>;
}
const { bundles }: Bundles = await import(new URL('../../scripts/bundles.mjs', import.meta.url).href);

const loadedBy = async (name: string): Promise<string[]> => {
  const options = bundles(true)[name];
  if (!options) throw new Error(`The build has no bundle ${name}.`);
  const { metafile } = await build({ ...options, write: false, metafile: true });
  return Object.keys(metafile.inputs);
};

test('activation loads no library', async () => {
  const loaded = await loadedBy('extension');
  expect(loaded).toContain('client/src/server/startServer.ts');
  expect(loaded.filter(file => file.includes('node_modules'))).toEqual([]);
});

test('the bundle of the client library has no part of the extension with a state', async () => {
  const loaded = await loadedBy('languageClient');
  expect(loaded.some(file => file.includes('vscode-languageclient'))).toBe(true);
  const own = loaded.filter(file => !file.includes('node_modules') && !/^(?:version|left out):/.test(file));
  expect(own.sort()).toEqual([
    'client/src/base/isBrowser.ts',
    'client/src/server/answerFileRequests.ts',
    'client/src/server/browserClient.ts',
    'client/src/server/findingLinks.ts',
    'client/src/server/languageClient.ts',
    'client/src/server/minimatch.ts',
    'client/src/server/nodeClient.ts',
    'client/src/server/serverWorker.ts',
    'client/src/server/workerReady.ts',
    'client/src/ui/l10n.ts',
    'src-shared/protocol/commands.ts',
    'src-shared/protocol/fileRequests.ts',
    'src-shared/protocol/findingScheme.ts',
    'src-shared/protocol/l10n.ts',
    'src-shared/protocol/languages.ts',
    'src-shared/text/glob.ts',
    'src-shared/text/stateMachine.ts',
  ]);
});

test('the client library needs no later VS Code than the extension, so it does not compare versions again', async () => {
  const library = fileURLToPath(new URL('../../node_modules/vscode-languageclient/lib/node/main.js', import.meta.url));
  const [, needed] = /REQUIRED_VSCODE_VERSION = '([^']+)'/.exec(readFileSync(library, 'utf8')) ?? [];
  const manifest = fileURLToPath(new URL('../../package.json', import.meta.url));
  expect(JSON.parse(readFileSync(manifest, 'utf8')).engines.vscode).toBe(needed);
  expect((await loadedBy('languageClient')).filter(file => file.includes('node_modules/semver'))).toEqual([]);
});
