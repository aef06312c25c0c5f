// The capabilities of a client, read once from what it declares.
import type { ClientCapabilities, TextDocumentClientCapabilities } from 'vscode-languageserver';
import type { InitializationOptions } from '../../../../src-shared/protocol/settings';
import { CompletionItemKind, MarkupKind, SymbolKind } from '../base/languageServer';
import { supportsScriptSync } from './generatedScriptSync';
import { supportsProseSync } from './proseSync';

/** Which texts a client renders as Markdown; others are sent as plain text. */
interface MarkdownSupport {
  readonly hover: boolean;
  readonly completion: boolean;
  readonly signature: boolean;
}

/** The methods that a client registers for some documents only. */
interface DynamicMethods {
  readonly configuration: boolean;
  readonly formatting: boolean;
  readonly rangeFormatting: boolean;
  readonly onTypeFormatting: boolean;
}

/** The capabilities that the server adapts to. */
export interface Capabilities {
  /**
   * The client pulls findings, and requests them again when the server asks for it. One that cannot be asked keeps what it pulled after its last edit, for
   * example `locked` when a lock changes, so findings are pushed to it.
   */
  readonly pullDiagnostics: boolean;
  /** The client shows tags of findings (unused names are faded). */
  readonly diagnosticTags: boolean;
  /** The client shows other places of a finding (the hash in the lock). */
  readonly relatedInformation: boolean;
  /** The client has the commands of KynML's own client. Others run those of `serverCommands.ts`, through the server. */
  readonly ownCommands: boolean;
  /** The client requests `kynml/changed`. */
  readonly changes: boolean;
  readonly refreshLenses: boolean;
  readonly refreshHints: boolean;
  readonly configuration: boolean;
  readonly watchFiles: boolean;
  /** Watching files by a folder and a pattern in it. */
  readonly relativePatterns: boolean;
  readonly workspaceFolders: boolean;
  readonly snippets: boolean;
  readonly commitCharacters: boolean;
  readonly preselect: boolean;
  readonly markdown: MarkdownSupport;
  /** Symbols of a document as a tree; otherwise as a list. */
  readonly symbolTree: boolean;
  readonly symbolKinds: ReadonlySet<SymbolKind>;
  readonly completionKinds: ReadonlySet<CompletionItemKind>;
  /** Code actions with edits; otherwise commands only. */
  readonly actionLiterals: boolean;
  readonly preferredActions: boolean;
  /** The server may ask the client to apply edits. */
  readonly applyEdit: boolean;
  readonly prepareRename: boolean;
  /** Semantic tokens are added to the colours of a grammar; otherwise they are the only colours. */
  readonly augmentsTokens: boolean;
  /** The most folds of a document that the client accepts. */
  readonly foldLimit: number;
  readonly inlayHints: boolean;
  /** The client shows the progress of work that the server started. */
  readonly workProgress: boolean;
  readonly dynamic: DynamicMethods;
  /** Sending Python files and DLM documents for some features only. */
  readonly scriptSync: boolean;
  /** The same for texts for people. */
  readonly proseSync: boolean;
}

// The kinds of the first version of the protocol, which a client knows that declares none.
const kindsUpTo = <K extends number>(last: K): K[] => Array.from({ length: last }, (_, i) => (i + 1) as K);
const FIRST_SYMBOL_KINDS = kindsUpTo<SymbolKind>(SymbolKind.Array);
const FIRST_COMPLETION_KINDS = kindsUpTo<CompletionItemKind>(CompletionItemKind.Reference);

/** The capabilities that a client declares; `own`: what it declares about KynML. */
export function capabilitiesOf(
  { textDocument, workspace, window }: ClientCapabilities,
  own: InitializationOptions = {},
): Capabilities {
  const pullDiagnostics = textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true;
  return {
    ...documentCapabilities(textDocument ?? {}),
    pullDiagnostics,
    diagnosticTags: findingCapabilities(textDocument).some(({ tagSupport }) => tagSupport !== undefined),
    relatedInformation: findingCapabilities(textDocument).some(({ relatedInformation }) => relatedInformation === true),
    ownCommands: own.commands === true,
    changes: own.changes === true,
    refreshLenses: workspace?.codeLens?.refreshSupport === true,
    refreshHints: workspace?.inlayHint?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    watchFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    relativePatterns: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    applyEdit: workspace?.applyEdit === true,
    workProgress: window?.workDoneProgress === true,
    dynamic: {
      configuration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
      formatting: textDocument?.formatting?.dynamicRegistration === true,
      rangeFormatting: textDocument?.rangeFormatting?.dynamicRegistration === true,
      onTypeFormatting: textDocument?.onTypeFormatting?.dynamicRegistration === true,
    },
    scriptSync: pullDiagnostics && supportsScriptSync(textDocument),
    proseSync: pullDiagnostics && supportsProseSync(textDocument),
  };
}

function documentCapabilities(declared: TextDocumentClientCapabilities) {
  const { completion, codeAction, documentSymbol, foldingRange, rename } = declared;
  const item = completion?.completionItem;
  return {
    snippets: item?.snippetSupport === true,
    commitCharacters: item?.commitCharactersSupport === true,
    preselect: item?.preselectSupport === true,
    markdown: {
      hover: hasMarkdown(declared.hover?.contentFormat),
      completion: hasMarkdown(item?.documentationFormat),
      signature: hasMarkdown(declared.signatureHelp?.signatureInformation?.documentationFormat),
    },
    symbolTree: documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    symbolKinds: new Set(documentSymbol?.symbolKind?.valueSet ?? FIRST_SYMBOL_KINDS),
    completionKinds: new Set(completion?.completionItemKind?.valueSet ?? FIRST_COMPLETION_KINDS),
    actionLiterals: codeAction?.codeActionLiteralSupport !== undefined,
    preferredActions: codeAction?.isPreferredSupport === true,
    prepareRename: rename?.prepareSupport === true,
    augmentsTokens: declared.semanticTokens?.augmentsSyntaxTokens === true,
    foldLimit: foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY,
    inlayHints: declared.inlayHint !== undefined,
  };
}

const hasMarkdown = (formats: readonly MarkupKind[] | undefined): boolean =>
  formats?.includes(MarkupKind.Markdown) === true;

// Until LSP 3.18, a client that pulls declares these where it declares that it accepts published findings.
const findingCapabilities = (declared: TextDocumentClientCapabilities | undefined) => [
  declared?.publishDiagnostics ?? {},
  declared?.diagnostic ?? {},
];

/** A client that declared nothing. */
export const noCapabilities: Capabilities = capabilitiesOf({});
