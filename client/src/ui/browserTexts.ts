// Why the browser cannot do what some commands do. Each is one sentence that names what to use instead.
import { t } from './l10n';

/** Training, and what else needs programs. */
export const noPrograms = (): string =>
  t('A browser cannot run programs, which this command needs. Open the workspace in VS Code on a computer.');

/** Reading files of data. */
export const noData = (): string =>
  t(
    'A browser does not read files of data, so they cannot be verified here. Open the workspace in VS Code on a computer.',
  );
