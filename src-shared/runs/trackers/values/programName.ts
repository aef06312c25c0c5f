// The name of a program without the folders before it, which often contain the name of a user.

import { withoutSecretForms } from '../../../text/secretText';

/** The last part of a path of any system. It may be an address with a login, which only the whole address shows, so secrets are hidden first. */
export const programName = (path: string): string => withoutSecretForms(path).split(/[\\/]/).at(-1) ?? path;
