// The result of a DLM lock check in three lines: what `dlm train` would do, what was not compared, and with what the lock was compared. Everything
// else is shown at the fields of the lock. Independent of VS Code.
import type { DlmCheck } from '../../../src-shared/protocol/requests';
import { t } from '../ui/l10n';
import type { Level } from '../ui/showMessage';

type Checked = Extract<DlmCheck, { ok: true }>;

/** The three lines, each a sentence. */
export interface DlmCheckMessage {
  readonly level: Level;
  readonly lines: readonly [verdict: string, open: string, compared: string];
}

/** The message; `python` is the interpreter that was queried. */
export function dlmCheckMessage(check: Checked, python: string): DlmCheckMessage {
  const compared = t('Compared with {0} ({1}).', check.found, shortPath(python));
  return { level: LEVELS[check.action], lines: [verdict(check), openFields(check), compared] };
}

const LEVELS = { abort: 'error', proceed_with_warnings: 'warning', proceed: 'information' } as const;

function verdict(check: Checked): string {
  if (check.action === 'abort') return t('`dlm train` would stop: {0}.', differing(check, 'error'));
  if (check.action === 'proceed_with_warnings') return t('`dlm train` would warn: {0}.', differing(check, 'warn'));
  return check.unknown.length > 0
    ? t('dlm.lock: no differences in the fields that could be compared.')
    : t('dlm.lock matches what is installed.');
}

function differing({ mismatches }: Checked, severity: string): string {
  const [first = '', second, ...more] = mismatches.flatMap(m => (m.severity === severity ? [m.field] : []));
  if (second === undefined) return t('{0} differs', first);
  if (more.length === 0) return t('{0} and {1} differ', first, second);
  return t('{0} and {1} more fields differ', first, more.length + 1);
}

// Fields that were not compared are always counted, so that they are not mistaken for matches.
const openFields = ({ unknown, unseen }: Checked): string =>
  unknown.length > 0
    ? t('Not compared: {0} unknown here, {1} known only during training.', unknown.length, unseen.length)
    : unseen.length === 1
      ? t('Not compared: 1 field known only during training.')
      : t('Not compared: {0} fields known only during training.', unseen.length);

const MAX_PATH = 30;

// The end of a path tells environments apart.
const shortPath = (path: string): string => (path.length > MAX_PATH ? `…${path.slice(-MAX_PATH)}` : path);

/** Whether any field of the lock has a finding. */
export const hasFindings = ({ mismatches, unknown }: Checked): boolean => mismatches.length + unknown.length > 0;
