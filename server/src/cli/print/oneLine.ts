// Text of somebody else -> one line that a terminal shows as it is.
export { oneLine } from '../../../../src-shared/text/oneLine';
