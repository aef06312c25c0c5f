// The modes in which dlm train treats a lock; they exclude each other. Knows nothing of VS Code.
// Source: DLM, "Determinism & reproducibility" (seed document 002), "CLI flags".

import { t } from '../ui/l10n';
import type { Choice } from '../ui/quickPick';

/** A mode with its flag; none in the default mode. */
export interface LockMode {
  readonly flag: '--strict-lock' | '--update-lock' | '--ignore-lock' | undefined;
}

/** The modes, the default first. */
export const modeChoices = (): readonly Choice<LockMode>[] => [
  {
    label: `$(play) ${t('Train')}`,
    description: t('the default'),
    detail: t('Compares with the lock: stops at an error, goes on at a warning, and writes the lock at the end.'),
    value: { flag: undefined },
  },
  {
    label: `$(shield) ${t('Strict')}`,
    description: '--strict-lock',
    detail: t('Every warning stops it too: for a result that must be the recorded one.'),
    value: { flag: '--strict-lock' },
  },
  {
    label: `$(sync) ${t('Update the lock')}`,
    description: '--update-lock',
    detail: t('Compares nothing and always writes the lock: accepts what changed on purpose.'),
    value: { flag: '--update-lock' },
  },
  {
    label: `$(beaker) ${t('Ignore the lock')}`,
    description: '--ignore-lock',
    detail: t('Compares nothing and writes no lock: for experiments; the lock then no longer tells the last run.'),
    value: { flag: '--ignore-lock' },
  },
];

/** The arguments after the program. `document` is an absolute path, so that a name with a dash in front is never read as an option. */
export const dlmArguments = (document: string, { flag }: LockMode): readonly string[] => [
  'train',
  document,
  ...(flag === undefined ? [] : [flag]),
];

/** The message for a search that found no tool. */
export const dlmNotFound = (tried: readonly string[]): string =>
  t(
    'Training a .dlm document needs the dlm tool, which was not found. Tried: {0}. Install DLM, or name it in the setting kynml.dlm.command.',
    tried.join('; '),
  );
