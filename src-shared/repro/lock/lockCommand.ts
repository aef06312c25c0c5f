// The command line that locks a spec, in messages.
import { oneLine } from '../../text/oneLine';

/**
 * `kyn lock create` for a spec, as code in a sentence. `label`: its path from the working folder, as it is; undefined where it is not known. A name that a message
 * shows in another form would not be found, so it is left out.
 */
export function lockCommand(label: string | undefined, options = ''): string {
  if (label === undefined) return `\`kyn lock create SPEC${options}\``;
  return oneLine(label) === label
    ? `\`kyn lock create ${shellWord(label)}${options}\``
    : `\`kyn lock create SPEC${options}\` with the path of the spec, which is not shown here because its name has characters that messages replace`;
}

// Quoted as a POSIX shell reads it, where it has more than plain characters. A path that starts with `-` would be an option.
function shellWord(text: string): string {
  const path = text.startsWith('-') ? `./${text}` : text;
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
