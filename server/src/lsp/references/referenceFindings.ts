// The findings of a text: references to an older version of a spec, where the setting is on.
import { outdatedReference } from '../../../../src-shared/repro/findings/outdatedReference';
import type { Diagnostic } from '../../../../src-shared/text/diagnostic';
import type { DocumentView } from '../workspace/workspaceView';
import type { KnownContext, KnownHash } from './knownHash';
import { references } from './references';

/** The findings of a document, sorted by place; none before all specs are known, because another one may have the hash. */
export function referenceFindings(context: KnownContext, open: DocumentView): Diagnostic[] {
  const { workspace, inventory } = context;
  if (!workspace.settingsFor(open.path).diagnostics.outdatedReferences || !inventory.isFilled) return [];
  return outdatedReference.find(
    references(context, open).flatMap(({ digits, span, known }) => {
      const specs = known.length === 1 && known[0] ? currentOnes(context, known[0]) : [];
      return specs.length === 0 ? [] : [{ digits, span, specs }];
    }),
  );
}

// A version of a spec that is not in the workspace anymore has no current one.
const currentOnes = ({ workspace }: KnownContext, { older }: KnownHash) =>
  older.flatMap(({ path, now }) => (now === undefined ? [] : [{ label: workspace.label(path), now }]));
