// Notifications and modal dialogs.
import { isDeepStrictEqual } from 'node:util';
import { command } from './quickInput.mjs';
import { eventually, fits, patiently, plain, textOf, visible } from './wait.mjs';

const bell = page => page.locator('[id="status.notifications"]');
const centre = page => page.locator('.notifications-center');
const items = page => centre(page).locator('.notification-list-item');
const messageOf = item => item.locator('.notification-list-item-message');

/**
 * Waits for a notification that holds the text (or matches the pattern) and gives its message. The window hides its toasts in
 * tests, so the centre is read.
 */
export async function notification(session, text, limit) {
  const find = async () => {
    const messages = await notifications(session);
    const found = messages.find(message => fits(message, text));
    if (found) return found;
    throw new Error(messages.join(' | ') || 'no notification');
  };
  return eventually(`a notification ${text}`, find, limit);
}

/**
 * The messages of all notifications that are there now. Only the open centre shows whether there are any: by its title when
 * there are none, else by rows, which are drawn a moment after the list is there.
 */
export async function notifications({ page }) {
  return eventually('the list of notifications', async () => {
    await showCentre(page);
    const title = (await centre(page).locator('.notifications-center-header-title').allInnerTexts()).join(' ');
    if (/^No New Notifications/i.test(title)) return [];
    const messages = (await messageOf(items(page)).allInnerTexts()).map(plain);
    return messages.length > 0 && messages;
  });
}

/**
 * Waits until exactly these messages are there. A message of the extension stays until it is closed, but a slow VS Code shows
 * progress of its own that goes again, as the saving of its settings.
 */
export async function onlyNotifications(session, expected) {
  await eventually(`the notifications ${expected.join(' | ') || '(none)'}`, async () => {
    const messages = await notifications(session);
    if (isDeepStrictEqual(messages, expected)) return true;
    throw new Error(messages.join(' | ') || 'none');
  });
}

/** The buttons of the notification that contains the text. */
export async function notificationButtons(session, text) {
  const item = await itemOf(session, text);
  return item.locator('.notification-list-item-buttons-container .monaco-button').allInnerTexts();
}

/** Presses a button of the notification that contains the text. */
export async function answerNotification(session, text, button) {
  const item = await itemOf(session, text);
  await item.hover();
  await item.getByRole('button', { name: button, exact: true }).click();
}

async function itemOf(session, text) {
  await notification(session, text);
  return items(session.page).filter({ has: messageOf(session.page).filter({ hasText: text }) });
}

/**
 * Removes all notifications, waits until none is there, and hides the centre. VS Code keeps the row of a notification that came while the centre was
 * open and empty, and shows it again with the next one: such a row goes only when the centre is hidden after it was shown with it.
 */
export async function clearNotifications(session) {
  await command(session, 'Notifications: Clear All Notifications');
  await onlyNotifications(session, []);
  await hideNotifications(session);
}

/** Hides the notification centre. */
export async function hideNotifications({ page }) {
  const hide = async patience => {
    if (await centre(page).isVisible()) await bell(page).click();
    await centre(page).waitFor({ state: 'hidden', timeout: patience });
    return true;
  };
  await eventually('the notification centre to close', patiently(hide));
}

/** A click on the bell shows the centre or hides it, so the next click waits for the effect of the one before. */
async function showCentre(page) {
  const show = async patience => {
    if (!(await centre(page).isVisible())) await bell(page).click();
    await centre(page).waitFor({ timeout: patience });
    return true;
  };
  await eventually('the notification centre', patiently(show));
}

const dialogBox = page => page.locator('.monaco-dialog-box');

/** Waits for a modal dialog and returns its text. */
export async function dialog({ page }) {
  await visible('a dialog', dialogBox(page));
  return textOf(dialogBox(page).locator('.dialog-message-container'));
}
