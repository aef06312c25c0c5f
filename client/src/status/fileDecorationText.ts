// The texts and colours of file decorations. Independent of VS Code.
import type { FileState } from '../../../src-shared/protocol/requests';
import { oneLine } from '../../../src-shared/text/oneLine';
import { t } from '../ui/l10n';

/** `badge`: one letter; `color`: an id of `contributes.colors` in package.json. */
export interface DecorationText {
  readonly badge: string;
  readonly tooltip: string;
  readonly color: string;
}

/** The decoration of a file. */
export function decorationText({ state, message }: FileState): DecorationText {
  // Tooltips of the explorer are plain text.
  const reason = oneLine(message.replaceAll('`', ''));
  switch (state) {
    case 'broken':
      return { badge: 'B', tooltip: t('Broken: {0}', reason), color: 'kynml.brokenForeground' };
    case 'drifted':
      return { badge: 'D', tooltip: t('Drifted: {0}', reason), color: 'kynml.driftedForeground' };
    case 'stale':
      return { badge: 'S', tooltip: t('Stale: {0}', reason), color: 'kynml.staleForeground' };
  }
}

/** The keys of the files whose state differs between two answers. */
export function statesThatDiffer(
  before: ReadonlyMap<string, FileState>,
  after: ReadonlyMap<string, FileState>,
): readonly string[] {
  const isSame = (a: FileState | undefined, b: FileState | undefined): boolean =>
    a?.state === b?.state && a?.message === b?.message;
  return [...new Set([...before.keys(), ...after.keys()])].filter(key => !isSame(before.get(key), after.get(key)));
}
