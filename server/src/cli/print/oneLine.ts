// Untrusted text -> one line without control characters.
export { oneLine } from '../../../../src-shared/text/oneLine';
