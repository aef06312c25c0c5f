// Diagnostics of all files of the workspace, by pull. The first request is answered at once, each later one when something changed: clients ask again
// after every answer.
import type {
  PreviousResultId,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { workspaceReportFor } from '../adapt/findings';
import { pathOf } from '../base/convert';
import { DocumentDiagnosticReportKind } from '../base/languageServer';
import { lspFeature, type RequestControl } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import { type CheckedFile, checkedFiles } from '../protocol/workspaceCheckView';

/** `workspace/diagnostic`. */
export const workspaceDiagnostics = lspFeature<WorkspaceDiagnosticParams, WorkspaceDiagnosticReport>({
  method: 'workspace/diagnostic',
  capabilities: {},
  fallback: { items: [] },
  adapt: workspaceReportFor,
  answer: async (context, { previousResultIds }, control) => {
    await context.inventory.ready;
    const previous = new Map(previousResultIds.flatMap(p => entryOf(p) ?? []));
    let mustAnswer = previous.size === 0;
    for (;;) {
      const { revision } = context.check;
      const answer = await changes(context, previous, control);
      if (mustAnswer || answer.hasNews || control.cancelled.aborted) return { items: answer.items };
      // A client drops its result of a document that is closed, so after any change of files it must ask again with the results that it still has.
      mustAnswer = await context.check.changeAfter(revision, control.cancelled);
    }
  },
});

type Previous = ReadonlyMap<string, PreviousResultId>;

function entryOf(previous: PreviousResultId): [string, PreviousResultId][] | undefined {
  const path = pathOf(previous.uri);
  return path === undefined ? undefined : [[path, previous]];
}

interface Changes {
  /** The reports that were not streamed. */
  readonly items: WorkspaceDocumentDiagnosticReport[];
  readonly hasNews: boolean;
}

// Compares the workspace with what the client has. Reports are streamed where the client supports it.
async function changes({ check }: FeatureContext, previous: Previous, control: RequestControl): Promise<Changes> {
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  let hasNews = false;
  const report = (reports: readonly WorkspaceDocumentDiagnosticReport[]): void => {
    const news = reports.filter(r => r.kind === DocumentDiagnosticReportKind.Full);
    hasNews ||= news.length > 0;
    const isStreamed = news.length > 0 && control.partial({ items: news });
    for (const r of reports) if (!isStreamed || r.kind !== DocumentDiagnosticReportKind.Full) items.push(r);
  };
  for await (const slice of checkedFiles(check, control.cancelled))
    report(slice.flatMap(file => reportOf(file, previous.get(file.path)) ?? []));
  const checked = new Set(check.files());
  report(
    [...previous].flatMap(([path, { uri }]) => (checked.has(path) ? [] : [full({ uri, version: null, items: [] })])),
  );
  return { items, hasNews };
}

// A file without findings that the client does not show is not mentioned.
function reportOf(file: CheckedFile, previous?: PreviousResultId): WorkspaceDocumentDiagnosticReport | undefined {
  const { uri, version, id } = file;
  if (id === (previous?.value ?? ''))
    return previous && { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId: id };
  return full(file);
}

const full = ({
  uri,
  version,
  items,
  id,
}: Pick<CheckedFile, 'uri' | 'version' | 'items'> & { readonly id?: string }): WorkspaceDocumentDiagnosticReport => ({
  kind: DocumentDiagnosticReportKind.Full,
  uri,
  version,
  items: [...items],
  ...(id && { resultId: id }),
});
