// Text of a notification.
import { oneLine } from './oneLine';

/** Text for people on one line. VS Code makes `[text](command:x)` in a notification a link that runs a command, and a file may have such a name. */
export const notificationText = (text: string): string => oneLine(text).replaceAll('](', '] (');
