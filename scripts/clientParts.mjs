// What is left out of the client library: the features of LSP that the server does not have, and the library for file patterns.
import { fileURLToPath } from 'node:url';

/** The features that are left out, by the file of `vscode-languageclient/lib/common/` that has them, with their classes. */
export const LEFT_OUT = {
  colorProvider: ['ColorProviderFeature'],
  fileOperations: ['DidCreate', 'DidRename', 'DidDelete', 'WillCreate', 'WillRename', 'WillDelete'].map(
    name => `${name}FilesFeature`,
  ),
  implementation: ['ImplementationFeature'],
  inlineCompletion: ['InlineCompletionItemFeature'],
  inlineValue: ['InlineValueFeature'],
  notebook: ['NotebookDocumentSyncFeature'],
  textDocumentContent: ['TextDocumentContentFeature'],
  typeDefinition: ['TypeDefinitionFeature'],
  typeHierarchy: ['TypeHierarchyFeature'],
};

// A feature that declares nothing. The pulls of findings also listen to what happens in notebooks.
const NOTHING = `
const never = () => ({ dispose() {} });
class Nothing {
  static CellScheme = 'vscode-notebook-cell';
  registrationType = { method: 'notebookDocument/sync' };
  onOpenNotificationSent = never;
  onChangeNotificationSent = never;
  onSaveNotificationSent = never;
  onCloseNotificationSent = never;
  fillClientCapabilities() {}
  initialize() {}
  getState() { return { kind: 'static' }; }
  register() {}
  unregister() {}
  handles() { return false; }
  clear() {}
}
`;

// Patterns of files are matched by the function of the core.
const ownPatterns = fileURLToPath(new URL('../client/src/server/minimatch.ts', import.meta.url));

/** Replaces these parts of the client library with what does nothing, or less. */
export const clientParts = {
  name: 'client parts',
  /** @param {import('esbuild').PluginBuild} build */
  setup({ onResolve, onLoad }) {
    const features = new RegExp(`^\\./(?:${Object.keys(LEFT_OUT).join('|')})$`);
    onResolve({ filter: features }, ({ path, importer }) =>
      /vscode-languageclient.lib.common.\w+\.js$/.test(importer) ? { path, namespace: 'left out' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'left out' }, ({ path }) => ({
      contents: NOTHING + LEFT_OUT[path.slice(2)].map(name => `exports.${name} = Nothing;\n`).join(''),
      loader: 'js',
    }));
    onResolve({ filter: /^minimatch$/ }, () => ({ path: ownPatterns }));
  },
};
