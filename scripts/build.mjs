// Bundles everything that runs into dist/: the extension, the language server, the command line and the webviews.
// --production: minified, without source maps.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const production = process.argv.includes('--production');
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
};
// The node of VS Code 1.91 is 20; its extension host loads CommonJS only.
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'] };
const browser = { ...common, platform: 'browser', format: 'iife', target: 'es2022' };

// `kyn lsp` runs the server that lies beside it, so that it is there once and no command has to read it.
const serverBeside = {
  name: 'server-beside',
  setup: ({ onResolve }) => onResolve({ filter: /^\.\/lsp\/main$/ }, () => ({ path: './server.js', external: true })),
};

rmSync(`${root}dist`, { recursive: true, force: true });
await Promise.all([
  build({ ...node, entryPoints: ['client/src/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] }),
  build({ ...node, entryPoints: ['server/src/lsp/main.ts'], outfile: 'dist/server.js' }),
  build({
    ...node,
    entryPoints: ['server/src/kyn.ts'],
    outfile: 'dist/kyn.js',
    plugins: [serverBeside],
    banner: { js: '#!/usr/bin/env node' },
  }),
  build({ ...browser, entryPoints: { diff: 'client/webviews/diff/main.ts' }, outdir: 'dist/webviews' }),
  build({ ...browser, entryPoints: { diff: 'client/webviews/diff/diff.css' }, outdir: 'dist/webviews' }),
]);
mkdirSync(`${root}dist/webviews`, { recursive: true });
for (const file of ['codicon.css', 'codicon.ttf'])
  cpSync(`${root}node_modules/@vscode/codicons/dist/${file}`, `${root}dist/webviews/${file}`);
