// Quick fixes for a drifted spec: each gives one setting the locked value again.
import type { CodeAction } from 'vscode-languageserver';
import { leafChanges } from '../../../../src-shared/kyn/changes/leafChanges';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import { withoutBom } from '../../../../src-shared/repro/hash/configHash';
import type { Diagnostic } from '../../../../src-shared/text/diagnostic';
import { shortText } from '../../../../src-shared/text/shortText';
import { toDiagnostic, toTextEdits } from '../base/convert';
import { CodeActionKind } from '../base/languageServer';
import type { FeatureContext } from '../protocol/featureContext';

// A longer list hides the other actions; `Explain the hash` shows all changes.
const MAX_ACTIONS = 5;

/** A fix for each changed setting of a drifted spec; none where many settings changed, or the locked version is not in memory. */
export function revertActions({ workspace, history }: FeatureContext, uri: string, drift: Diagnostic): CodeAction[] {
  const spec = workspace.spec(uri);
  const path = spec?.open.path;
  const locked = path === undefined ? undefined : workspace.lock(path).lock?.configHash;
  const text = locked === undefined ? undefined : history.storedText(locked);
  if (!spec || text === undefined) return [];
  const changes = leafChanges(parse(withoutBom(text)), spec.analysis.tree) ?? [];
  if (changes.length > MAX_ACTIONS) return [];
  return changes.map(({ path: setting, old, kind, edits }) => ({
    title:
      kind === 'order' || old === undefined
        ? `Revert ${shortText(setting)}`
        : `Revert ${shortText(setting)} to ${shortText(old)}`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(spec.doc, drift)],
    edit: { changes: { [uri]: toTextEdits(spec.doc, edits) } },
  }));
}
