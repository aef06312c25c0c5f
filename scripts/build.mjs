// Bundles the extension, the language server, the command line and the webviews into dist/.
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
// VS Code 1.91 uses Node 20, and its extension host loads only CommonJS.
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'] };
const browser = { ...common, platform: 'browser', format: 'iife', target: 'es2022' };

// `kyn lsp` loads server.js from the same folder, so that the server is bundled once and other commands start without it.
const externalServer = {
  name: 'external-server',
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
    plugins: [externalServer],
    banner: { js: '#!/usr/bin/env node' },
  }),
  build({ ...browser, entryPoints: { diff: 'client/webviews/diff/main.ts' }, outdir: 'dist/webviews' }),
  build({ ...browser, entryPoints: { diff: 'client/webviews/diff/diff.css' }, outdir: 'dist/webviews' }),
]);
mkdirSync(`${root}dist/webviews`, { recursive: true });
for (const file of ['codicon.css', 'codicon.ttf'])
  cpSync(`${root}node_modules/@vscode/codicons/dist/${file}`, `${root}dist/webviews/${file}`);
