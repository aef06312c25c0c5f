// The verbs with which a page test uses the workbench. Each verb is a function of (session, ...arguments) in driver/, where
// session is { page, host, folder }; here they are bound to one session, so that a test writes `driver.command('...')`.
import * as editor from './driver/editor.mjs';
import * as explorer from './driver/explorer.mjs';
import * as messages from './driver/messages.mjs';
import * as panels from './driver/panels.mjs';
import * as quickInput from './driver/quickInput.mjs';
import * as runs from './driver/runs.mjs';
import * as typing from './driver/typing.mjs';
import { eventually, hidden, patiently, pressUntil, visible } from './driver/wait.mjs';
import * as window from './driver/window.mjs';

const verbs = {
  ...editor,
  ...explorer,
  ...messages,
  ...panels,
  ...quickInput,
  ...runs,
  ...typing,
  ...window,
  pressUntil,
};

/** All verbs, bound to a session; the waits are there too, for what a test asks of the page and of the disk. */
export function createDriver(session) {
  const bind = ([name, verb]) => [name, (...args) => verb(session, ...args)];
  return { ...Object.fromEntries(Object.entries(verbs).map(bind)), eventually, hidden, patiently, visible };
}
