// The texts of the client. Independent of VS Code.
export { t } from '../../../src-shared/protocol/l10n';
