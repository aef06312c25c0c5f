// The result of a DLM lock check as a message. Independent of VS Code.
import type { DlmCheck } from '../../../src-shared/protocol/requests';
import { t } from '../ui/l10n';
import type { Level } from '../ui/showMessage';

type Checked = Extract<DlmCheck, { ok: true }>;

/** The message; `python` is the interpreter that was queried. */
export function dlmCheckMessage(check: Checked, python: string): { readonly level: Level; readonly text: string } {
  const { level, text } = verdict(check, python);
  return { level, text: [text, ...openFields(check)].join(' ') };
}

function verdict(check: Checked, python: string): { readonly level: Level; readonly text: string } {
  const { action, lockLabel, found } = check;
  const [errors, warnings] = (['error', 'warn'] as const).map(severity => fields(check, severity));
  if (action === 'abort')
    return {
      level: 'error',
      text: t('{0}: `dlm train` would stop because {1} differs. {2} has {3}.', lockLabel, errors ?? '', python, found),
    };
  if (action === 'proceed_with_warnings')
    return {
      level: 'warning',
      text: t(
        '{0}: `dlm train` would warn because {1} differs. {2} has {3}.',
        lockLabel,
        warnings ?? '',
        python,
        found,
      ),
    };
  return check.unknown.length > 0
    ? {
        level: 'information',
        text: t('{0}: no differences in the fields that could be checked. {1} has {2}.', lockLabel, python, found),
      }
    : { level: 'information', text: t('{0} matches the environment of {1} ({2}).', lockLabel, python, found) };
}

const fields = ({ mismatches }: Checked, severity: string): string =>
  mismatches.flatMap(m => (m.severity === severity ? [m.field] : [])).join(', ');

// Fields that were not compared are always listed, so that they are not mistaken for matches.
function openFields({ unknown, unseen }: Checked): string[] {
  const names = unknown.map(({ field }) => field).join(', ');
  return [
    ...(unknown.length > 0 ? [t('Could not be determined: {0}.', names)] : []),
    t('Known only during training: {0}.', unseen.join(', ')),
  ];
}

/** Whether any field of the lock has a finding. */
export const hasFindings = ({ mismatches, unknown }: Checked): boolean => mismatches.length + unknown.length > 0;
