// What is bundled into dist/, as options of esbuild. Importing this file builds nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository root, with a slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** @type {(production: boolean) => import('esbuild').BuildOptions} */
const commonOptions = production => ({
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
});

/**
 * The options of code that runs in Node. VS Code 1.91 uses Node 20, and its extension host loads only CommonJS.
 * @type {(production: boolean) => import('esbuild').BuildOptions}
 */
export const nodeOptions = production => ({
  ...commonOptions(production),
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  // A dynamic import of a CommonJS file makes Node search all of it for exports; `require` does not.
  supported: { 'dynamic-import': false },
});

// Node reads and compiles a script faster if all its characters are ASCII. esbuild leaves others in regular expressions and comments.
const asciiOnly = {
  name: 'ascii only',
  /** @param {import('esbuild').PluginBuild} build */
  setup: ({ initialOptions: { outfile, write }, onEnd }) =>
    onEnd(({ errors }) => {
      if (outfile === undefined || write === false || errors.length > 0) return;
      const text = readFileSync(outfile, 'utf8');
      writeFileSync(
        outfile,
        text.replace(/[^\0-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
      );
    }),
};

// The starter runs these bundles as functions, with the parameters that Node gives to a CommonJS module.
const asFunction = {
  banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
  footer: { js: '})' },
};

// A bundle that another one loads only when it needs it.
const external = (filter, path) => ({
  name: `external ${path}`,
  setup: ({ onResolve }) => onResolve({ filter }, () => ({ path, external: true })),
});
// The server is bundled once; other commands than `kyn lsp` start without it. The extension is active before the client library is loaded.
const server = external(/^\.\/lsp\/main$/, './server.js');
const languageClient = external(/^\.\/languageClient$/, './languageClient.js');

/**
 * The options of each bundle by its name.
 * @param {boolean} production
 * @returns {Record<string, import('esbuild').BuildOptions>}
 */
export function bundles(production) {
  const node = nodeOptions(production);
  /** @type {import('esbuild').BuildOptions} */
  const browser = { ...commonOptions(production), platform: 'browser', format: 'iife', target: 'es2022' };
  return {
    extension: {
      ...node,
      entryPoints: { extension: 'client/src/extension.ts' },
      outdir: 'dist',
      external: ['vscode'],
      plugins: [languageClient],
    },
    languageClient: {
      ...node,
      entryPoints: { languageClient: 'client/src/server/languageClient.ts' },
      outdir: 'dist',
      external: ['vscode'],
    },
    server: {
      ...node,
      entryPoints: ['server/src/lsp/main.ts'],
      ...asFunction,
      outfile: 'dist/serverMain.js',
      plugins: [asciiOnly],
    },
    kyn: {
      ...node,
      ...asFunction,
      entryPoints: ['server/src/kyn.ts'],
      outfile: 'dist/kynMain.js',
      plugins: [server, asciiOnly],
    },
    diff: { ...browser, entryPoints: { diff: 'client/webviews/diff/main.ts' }, outdir: 'dist/webviews' },
    diffStyle: { ...browser, entryPoints: { diff: 'client/webviews/diff/diff.css' }, outdir: 'dist/webviews' },
    reproduction: {
      ...browser,
      entryPoints: { reproduction: 'client/webviews/reproduction/main.ts' },
      outdir: 'dist/webviews',
    },
    runs: { ...browser, entryPoints: { runs: 'client/webviews/runs/main.ts' }, outdir: 'dist/webviews' },
    runsStyle: { ...browser, entryPoints: { runs: 'client/webviews/runs/runs.css' }, outdir: 'dist/webviews' },
    reproductionStyle: {
      ...browser,
      entryPoints: { reproduction: 'client/webviews/reproduction/reproduction.css' },
      outdir: 'dist/webviews',
    },
  };
}
