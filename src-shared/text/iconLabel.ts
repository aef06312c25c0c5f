// Labels in which VS Code renders `$(name)` as an icon: quick picks and their prompts, the status bar, code lenses, tasks and terminals.
// A file may have a name such as `$(pass) current`, which must not look like a verdict.
import { oneLine } from './oneLine';

// Wider than VS Code's own pattern, which differs between its versions.
const ICON = /\$\((?=[\w~-]+\))/g;

/** Text for people in such a label. It contains no icon: VS Code shows `\$(pass)` as the characters `$(pass)`. */
export const labelText = (text: string): string => oneLine(text).replace(ICON, '\\$(');

/** The same, after an icon of this tool. `icon`: the name of a codicon. */
export const iconLabel = (icon: string | undefined, text: string): string => labelAfter(icon, ' ', text);

/** The title of a code lens. The space does not break, because VS Code drops a plain space after the icon of a lens. */
export const lensLabel = (icon: string | undefined, text: string): string => labelAfter(icon, '\u00a0', text);

const labelAfter = (icon: string | undefined, space: string, text: string): string =>
  (icon === undefined ? '' : `$(${icon})${space}`) + labelText(text);
