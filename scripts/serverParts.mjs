// What is left out of the library of the server: the types that nothing uses at run time, and the synchronisation of notebooks.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// The namespaces and classes of the types, each from the beginning of a line to its end.
const DECLARATION =
  /^(?:export )?(?:var (?<namespace>\w+);\n\(function \(\k<namespace>\) \{\n[\s\S]*?^\}\)\(\k<namespace> \|\| \(\k<namespace> = \{\}\)\);|class (?<class>\w+)[\s\S]*?^\})\n/gm;

const uncommented = text => text.replace(/\/\*[\s\S]*?\*\//g, '');
const wordsIn = text => new Set(uncommented(text).match(/\w+/g));

/** The text of the types without the declarations that neither `words` nor those that are kept mention. */
export function usedTypes(text, words) {
  const all = new Map(
    [...text.matchAll(DECLARATION)].map(({ 0: whole, groups }) => [groups?.namespace ?? groups?.class, wordsIn(whole)]),
  );
  const kept = new Set([...all.keys()].filter(name => words.has(name)));
  for (const name of kept) for (const other of all.get(name) ?? []) if (all.has(other)) kept.add(other);
  return text.replace(DECLARATION, (whole, ...rest) => {
    const { namespace, class: name } = rest.at(-1);
    return kept.has(namespace ?? name) ? whole : '';
  });
}

const root = fileURLToPath(new URL('..', import.meta.url));

// The names that the libraries use as properties, and those that the server takes from them.
function usedWords(folders) {
  const files = folders.flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.js'))
      .map(name => path.join(folder, name)),
  );
  const properties = files.flatMap(file => uncommented(readFileSync(file, 'utf8')).match(/(?<=\.)\w+/g) ?? []);
  const values = readFileSync(path.join(root, 'server/src/lsp/base/languageServer.ts'), 'utf8');
  return new Set([...properties, ...wordsIn(values)]);
}

/** The text of the types that is bundled, for the file of the library that has them. */
export function bundledTypes(file) {
  const protocol = path.join(file, '../../../../vscode-languageserver-protocol/lib');
  const words = usedWords([path.join(root, 'node_modules/vscode-languageserver/lib'), protocol]);
  return usedTypes(readFileSync(file, 'utf8'), words);
}

/** Replaces these parts with what is used of them, or with what does nothing. */
export const serverParts = {
  name: 'server parts',
  /** @param {import('esbuild').PluginBuild} build */
  setup({ onLoad }) {
    onLoad({ filter: /vscode-languageserver-types.lib.esm.main\.js$/ }, args => ({
      contents: bundledTypes(args.path),
    }));
    onLoad({ filter: /vscode-languageserver.lib.common.notebook\.js$/ }, () => ({
      contents: 'exports.NotebookSyncFeature = Base => Base;\nexports.NotebookDocuments = class {};',
    }));
  },
};
