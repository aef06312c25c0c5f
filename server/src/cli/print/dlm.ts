// The output of `kyn dlm compare`.
import type { LockDecision, LockMode } from '../../../../src-shared/repro/dlm/policy';
import type { Colors } from './colors';
import { printJson } from './json';
import { oneLine } from './oneLine';

/** The JSON of the contract. */
export const dlmJson = ({ action, shouldWriteLock, mismatches }: LockDecision): string =>
  printJson({
    action,
    shouldWriteLock,
    mismatches: mismatches.map(({ field, severity, message }) => ({ field, severity, message })),
  });

const ACTIONS = { proceed: 'Proceed', proceed_with_warnings: 'Proceed with warnings', abort: 'Abort' } as const;

/** The decision for people: what happens, each mismatch on a line, what becomes of the lock. */
export function dlmText(decision: LockDecision, mode: LockMode, { red, yellow, green, dim, bold }: Colors): string {
  const { action, shouldWriteLock, mismatches } = decision;
  const paint = { proceed: green, proceed_with_warnings: yellow, abort: red }[action];
  const severities = { error: red, warn: yellow, allow: dim };
  const width = Math.max(0, ...mismatches.map(m => m.field.length));
  const rows = mismatches.map(
    ({ field, severity, message }) =>
      `  ${severities[severity](severity.padEnd(5))}  ${field.padEnd(width)}  ${oneLine(message)}\n`,
  );
  const unvalidated = mode === 'update' || mode === 'ignore' ? `: --${mode}-lock, nothing was validated` : '';
  const lock = shouldWriteLock ? 'The lock is written.' : 'The lock is not written.';
  return `${bold(paint(ACTIONS[action]))}${unvalidated}\n${rows.join('')}${lock}\n`;
}
