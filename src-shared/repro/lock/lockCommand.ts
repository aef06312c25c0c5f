// The command line that locks a spec, in messages.

import { oneLine } from '../../text/oneLine';
import { shownWord } from '../../text/shellText';

/**
 * `kyn lock create` for a spec, as code in a sentence. `label`: its path from the working folder, as it is; undefined where it is not known. A name that a message
 * shows in another form would not be found, so it is left out.
 */
export function lockCommand(label: string | undefined, options = ''): string {
  const isShown = label !== undefined && oneLine(label) === label;
  // A path that starts with `-` would be an option.
  const path = isShown ? shownWord(label.startsWith('-') ? `./${label}` : label) : 'SPEC';
  const command = `\`kyn lock create ${path}${options}\``;
  return isShown || label === undefined ? command : `${command} with the path of the spec, whose name cannot be shown`;
}
