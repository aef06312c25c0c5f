// The texts of the pages.
export { t } from '../../../src-shared/protocol/l10n';
