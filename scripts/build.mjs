// Bundles the extension, the language server, the command line and the webviews into dist/.
// --production: minified, without source maps.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const production = process.argv.includes('--production');
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
};
// VS Code 1.91 uses Node 20, and its extension host loads only CommonJS.
const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  // A dynamic import of a CommonJS file makes Node search all of it for exports; `require` does not.
  supported: { 'dynamic-import': false },
};
const browser = { ...common, platform: 'browser', format: 'iife', target: 'es2022' };

// A bundle that another one loads only when it needs it.
const external = (filter, path) => ({
  name: `external ${path}`,
  setup: ({ onResolve }) => onResolve({ filter }, () => ({ path, external: true })),
});
// The server is bundled once; other commands than `kyn lsp` start without it. The extension is active before the client library is loaded.
const server = external(/^\.\/lsp\/main$/, './server.js');
const languageClient = external(/^\.\/languageClient$/, './languageClient.js');

rmSync(`${root}dist`, { recursive: true, force: true });
await Promise.all([
  build({
    ...node,
    entryPoints: { extension: 'client/src/extension.ts' },
    outdir: 'dist',
    external: ['vscode'],
    plugins: [languageClient],
  }),
  build({
    ...node,
    entryPoints: { languageClient: 'client/src/server/languageClient.ts' },
    outdir: 'dist',
    external: ['vscode'],
  }),
  build({ ...node, entryPoints: ['server/src/lsp/main.ts'], outfile: 'dist/serverMain.js' }),
  build({ ...node, entryPoints: ['server/src/kyn.ts'], outfile: 'dist/kynMain.js', plugins: [server] }),
  build({ ...browser, entryPoints: { diff: 'client/webviews/diff/main.ts' }, outdir: 'dist/webviews' }),
  build({ ...browser, entryPoints: { diff: 'client/webviews/diff/diff.css' }, outdir: 'dist/webviews' }),
]);
await Promise.all([starter('server'), starter('kyn', '#!/usr/bin/env node')]);
mkdirSync(`${root}dist/webviews`, { recursive: true });
for (const file of ['codicon.css', 'codicon.ttf'])
  cpSync(`${root}node_modules/@vscode/codicons/dist/${file}`, `${root}dist/webviews/${file}`);

/** Builds the small file that starts a bundle with its cached code. */
function starter(name, banner = '') {
  const bundle = `${name}Main.js`;
  const content = createHash('sha256')
    .update(readFileSync(`${root}dist/${bundle}`))
    .digest('hex')
    .slice(0, 12);
  const define = {
    BUNDLE: JSON.stringify(bundle),
    BUNDLE_VERSION: JSON.stringify(`${name}-${version}-${content}`),
  };
  return build({
    ...node,
    entryPoints: ['server/src/start.ts'],
    outfile: `dist/${name}.js`,
    define,
    banner: { js: banner },
  });
}
