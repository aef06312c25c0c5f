// Symbols of the workspace: the models and datasets of all specs.
import type { SymbolInformation, WorkspaceSymbolParams } from 'vscode-languageserver';
import { occurrencesIn } from '../../../../src-shared/kyn/names/occurrences';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';
import { workspaceSymbolsFor } from '../adapt/symbols';
import { uriOf } from '../base/convert';
import { SymbolKind } from '../base/languageServer';
import { lspFeature } from '../protocol/feature';

/** `workspace/symbol`. */
export const workspaceSymbols = lspFeature<WorkspaceSymbolParams, SymbolInformation[]>({
  method: 'workspace/symbol',
  capabilities: { workspaceSymbolProvider: true },
  needsSearch: true,
  fallback: [],
  adapt: workspaceSymbolsFor,
  answer: ({ workspace, inventory }, { query }) => {
    const search = query.toLowerCase();
    return inventory.existingSpecs().flatMap(path => {
      const tree = workspace.treeAt(path);
      const found = tree
        ? occurrencesIn(tree).filter(
            o => o.role === 'declaration' && o.kind !== 'param' && o.name.toLowerCase().includes(search),
          )
        : [];
      const index = lineIndex(tree?.text ?? '');
      return found.map(({ name, kind, span }) => ({
        name,
        kind: kind === 'model' ? SymbolKind.Class : SymbolKind.Struct,
        containerName: workspace.label(path),
        location: {
          uri: uriOf(path),
          range: { start: positionAt(index, span.start), end: positionAt(index, span.end) },
        },
      }));
    });
  },
});
