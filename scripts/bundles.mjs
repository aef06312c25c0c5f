// What is bundled into dist/, as options of esbuild. Importing this file builds nothing.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { clientParts } from './clientParts.mjs';
import { serverParts } from './serverParts.mjs';
import { smaller } from './written.mjs';

/** The repository root, with a slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** @type {(production: boolean) => import('esbuild').BuildOptions} */
const commonOptions = production => ({
  absWorkingDir: root,
  bundle: true,
  minify: production,
  metafile: true,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
  plugins: production ? [smaller] : [],
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

// A bundle that another one loads only when it needs it.
const external = (filter, path) => ({
  name: `external ${path}`,
  setup: ({ onResolve }) => onResolve({ filter }, () => ({ path, external: true })),
});
// The extension is active before the client library is loaded.
const languageClient = external(/^\.\/languageClient$/, './languageClient.js');

// Of the libraries of the protocol, a bundle that runs in Node and in browsers has the parts for both, and each is used only where it runs.
const browserParts = {
  name: 'browser parts',
  /** @param {import('esbuild').PluginBuild} build */
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^vscode-(jsonrpc|language(client|server|server-protocol))\/browser$/ }, async args => {
      const { path } = await resolve(args.path.replace('/browser', ''), {
        resolveDir: args.resolveDir,
        kind: args.kind,
      });
      return { path: path.replace(/common(.)api\.js$/, 'browser$1main.js') };
    });
  },
};

// The client library compares the version of VS Code with the one that it needs. VS Code has already compared it with the same one, `engines` of package.json,
// so the library for versions is left out.
const checkedVersion = {
  name: 'checked version',
  /** @param {import('esbuild').PluginBuild} build */
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^semver\/functions\/(parse|satisfies)$/ }, ({ path }) => ({ path, namespace: 'version' }));
    onLoad({ filter: /parse$/, namespace: 'version' }, () => ({
      contents: 'module.exports = version => ({ version })',
    }));
    onLoad({ filter: /satisfies$/, namespace: 'version' }, () => ({ contents: 'module.exports = () => true' }));
  },
};

// YAML is only read. The functions that write it are named by each kind of node, so they would be bundled.
const yamlReader = {
  name: 'yaml reader',
  /** @param {import('esbuild').PluginBuild} build */
  setup: ({ onLoad }) =>
    onLoad({ filter: /yaml.browser.dist.stringify.\w+\.js$/ }, ({ path }) => {
      const names = /^export \{ (.*) \};$/m.exec(readFileSync(path, 'utf8'))?.[1]?.split(', ') ?? [];
      const writes = names.map(name => `export const ${name} = left;`);
      return { contents: `const left = () => { throw new Error('YAML is not written.'); };\n${writes.join('\n')}` };
    }),
};

// No schema of zod is written as a JSON Schema. The functions for it are named by each kind of schema, so they would be bundled; those that make a method
// are called with each schema.
const withoutJsonSchema = {
  name: 'without JSON Schema',
  /** @param {import('esbuild').PluginBuild} build */
  setup: ({ onLoad }) =>
    onLoad({ filter: /zod.v4.core.(to-json-schema|json-schema-processors)\.js$/ }, ({ path }) => {
      const names = readFileSync(path, 'utf8').matchAll(/^export (?:const|function) (\w+)/gm);
      const writes = Array.from(
        names,
        ([, name]) => `export const ${name} = ${/Method$/.test(name) ? '() => left' : 'left'};`,
      );
      return {
        contents: `const left = () => { throw new Error('No JSON Schema is written.'); };\n${writes.join('\n')}`,
      };
    }),
};

// The server asks the client nothing, so nothing that a client sends back is checked, and the validator for that is left out.
const withoutValidator = {
  name: 'without validator',
  /** @param {import('esbuild').PluginBuild} build */
  setup: ({ onLoad }) => {
    onLoad({ filter: /validation[\\/]ajv-provider\.js$/ }, () => ({
      contents: 'export class AjvJsonSchemaValidator {}',
    }));
  },
};

// What the extension imports only when it is needed is not needed in a browser, where another way is taken.
const onlyOnComputer = {
  name: 'only on a computer',
  /** @param {import('esbuild').PluginBuild} build */
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\./ }, ({ kind, path, importer }) =>
      kind === 'dynamic-import' && importer.includes('client') ? { path, external: true } : undefined,
    ),
};

/**
 * What runs in a browser of the bundles that Node runs too. Built alone, so that the build fails if it needs a module of Node.
 * @returns {import('esbuild').BuildOptions[]}
 */
export const browserCode = () =>
  ['server/src/lsp/browser/main.ts', 'client/src/extension.ts', 'client/src/server/browserClient.ts'].map(entry => ({
    ...commonOptions(true),
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints: [entry],
    external: ['vscode'],
    plugins: [onlyOnComputer],
    write: false,
  }));

const pages = ['diff', 'reproduction', 'runs'];

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
      plugins: [languageClient, ...node.plugins],
    },
    languageClient: {
      ...node,
      entryPoints: { languageClient: 'client/src/server/languageClient.ts' },
      outdir: 'dist',
      external: ['vscode'],
      plugins: [checkedVersion, clientParts, browserParts, ...node.plugins],
    },
    core: {
      ...node,
      // scripts/joinChunks.mjs makes one file of the chunks.
      entryPoints: { core: 'server/src/bundle.ts' },
      outdir: 'dist',
      format: 'esm',
      splitting: true,
      // The same code in the other form that the package has, of which what is not used is left out.
      alias: { yaml: `${root}node_modules/yaml/browser/index.js` },
      plugins: [yamlReader, serverParts, browserParts],
    },
    mcp: {
      ...node,
      entryPoints: { mcp: 'server/src/mcp.ts' },
      outdir: 'dist',
      plugins: [withoutValidator, withoutJsonSchema, ...node.plugins],
    },
    pages: { ...browser, entryPoints: { pages: 'client/webviews/main.ts' }, outdir: 'dist/webviews' },
    styles: {
      ...browser,
      entryPoints: Object.fromEntries(pages.map(page => [page, `client/webviews/${page}/${page}.css`])),
      outdir: 'dist/webviews',
    },
  };
}
