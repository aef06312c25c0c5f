// The output of `kyn dlm compare`.
import { SEVERITY_LABELS } from '../../../../src-shared/protocol/views';
import type { LockDecision, LockMode } from '../../../../src-shared/repro/dlm/policy';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { printJson } from '../../../../src-shared/text/outputJson';
import type { Colors } from './colors';
import { table } from './table';

/** The JSON of the contract. */
export const dlmJson = ({ action, shouldWriteLock, mismatches }: LockDecision): string =>
  printJson({
    action,
    shouldWriteLock,
    mismatches: mismatches.map(({ field, severity, message }) => ({ field, severity, message })),
  });

const LABELS = { allow: SEVERITY_LABELS.info, warn: SEVERITY_LABELS.warn, error: SEVERITY_LABELS.error } as const;
const ACTIONS = { proceed: 'Proceed', proceed_with_warnings: 'Proceed with warnings', abort: 'Abort' } as const;

/** How the decision is printed for people. `columns`: width of the terminal. */
interface DlmTextOptions {
  readonly mode: LockMode;
  /** DLM rejects the recorded lock, so nothing was compared. */
  readonly isUnusable: boolean;
  readonly colors: Colors;
  readonly columns?: number | undefined;
}

/** The decision for people: the action, a line for each mismatch, and whether DLM writes the lock. */
export function dlmText(decision: LockDecision, { mode, isUnusable, colors, columns }: DlmTextOptions): string {
  const { red, yellow, green, dim, bold } = colors;
  const { action, shouldWriteLock, mismatches } = decision;
  const paint = { proceed: green, proceed_with_warnings: yellow, abort: red }[action];
  const severities = { error: red, warn: yellow, allow: dim };
  const rows = mismatches.map(({ field, severity, message }) => [
    { text: LABELS[severity], paint: severities[severity] },
    { text: oneLine(field) },
    { text: oneLine(message) },
  ]);
  const isStopped = isUnusable && action === 'abort';
  const skipped = mode === 'update' || mode === 'ignore' ? ` (\`--${mode}-lock\`: nothing was validated)` : '';
  const unchecked = isStopped ? ' (the recorded lock cannot be used)' : skipped;
  const lock = shouldWriteLock ? 'DLM writes the lock.' : 'DLM does not write the lock.';
  const parts = [
    bold(paint(ACTIONS[action])) + unchecked,
    ...(rows.length > 0 ? [table(rows, { columns })] : unchecked === '' ? ['No field that DLM compares differs.'] : []),
    lock,
  ];
  return `${parts.join('\n')}\n`;
}
