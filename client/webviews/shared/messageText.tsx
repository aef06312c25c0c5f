// Messages of the core, in which code words are in backticks.
import { type Child, el } from './dom';

/** The message with its code words as `<code>`, isolated from the direction of the surrounding text. */
export const messageText = (message: string): HTMLElement =>
  el(
    'bdi',
    {},
    message.split(/`([^`]+)`/).map((part, at): Child => (at % 2 === 1 ? el('code', {}, [part]) : part)),
  );
