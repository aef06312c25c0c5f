// The mutually exclusive lock modes of `dlm train`. Independent of VS Code.
// Source: DLM, "Determinism & reproducibility" (seed document 002), "CLI flags".
import { t } from '../ui/l10n';
import type { Choice } from '../ui/quickPick';

/** A mode with its flag; the default mode has none. */
export interface DlmLockMode {
  readonly flag: '--strict-lock' | '--update-lock' | '--ignore-lock' | undefined;
}

/** The modes, the default first. */
export const modeChoices = (): readonly Choice<DlmLockMode>[] => [
  {
    icon: 'play',
    label: t('Train'),
    description: t('the default'),
    detail: t('Compares with the lock: stops on an error, continues on a warning, and writes the lock at the end.'),
    value: { flag: undefined },
  },
  {
    icon: 'shield',
    label: t('Strict'),
    description: '--strict-lock',
    detail: t('Stops on a warning too. Use it when the result must match the recorded one.'),
    value: { flag: '--strict-lock' },
  },
  {
    icon: 'sync',
    label: t('Update the lock'),
    description: '--update-lock',
    detail: t('Skips the comparison and always writes the lock. Use it to accept intended changes.'),
    value: { flag: '--update-lock' },
  },
  {
    icon: 'beaker',
    label: t('Ignore the lock'),
    description: '--ignore-lock',
    detail: t(
      'Skips the comparison and does not write the lock. Use it for experiments; the lock then does not describe the last run.',
    ),
    value: { flag: '--ignore-lock' },
  },
];

/** Arguments after the program. `document` is absolute, so that a name starting with `-` is not read as an option. */
export const dlmArguments = (document: string, { flag }: DlmLockMode): readonly string[] => [
  'train',
  document,
  ...(flag === undefined ? [] : [flag]),
];

/** Message for a tool that was not found. */
export const dlmNotFoundMessage = (tried: readonly string[]): string =>
  t(
    'Training did not start because the `dlm` tool was not found (tried: {0}). Install DLM or set `kynml.dlm.command`.',
    tried.join('; '),
  );
