// The command line that locks a spec, in messages.
import { oneLine } from '../../text/oneLine';

/**
 * `kyn lock create` for a spec, as code in a sentence. `label`: its path from the working folder, as it is; undefined where it is not known. A name that a message
 * shows in another form would not be found, so it is left out.
 */
export function lockCommand(label: string | undefined, options = ''): string {
  const isShown = label !== undefined && oneLine(label) === label;
  const command = `\`kyn lock create ${isShown ? shellWord(label) : 'SPEC'}${options}\``;
  return isShown || label === undefined ? command : `${command} with the path of the spec, whose name cannot be shown`;
}

// Quoted as a POSIX shell reads it, where it has more than plain characters. A path that starts with `-` would be an option.
function shellWord(text: string): string {
  const path = text.startsWith('-') ? `./${text}` : text;
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
