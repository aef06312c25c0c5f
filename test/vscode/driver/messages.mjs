// Messages of the extension: notifications and modal dialogs.
import { command } from './quickInput.mjs';
import { eventually, plain, textOf } from './wait.mjs';

const centre = page => page.locator('.notifications-center');
const items = page => centre(page).locator('.notification-list-item');

/** Waits for a notification that contains the text and returns its message. Toasts are hidden in tests, so the centre is read. */
export async function notification(session, text) {
  await showCentre(session);
  const item = items(session.page).filter({ hasText: text }).first();
  await item.waitFor();
  return textOf(item.locator('.notification-list-item-message'));
}

/** The messages of all current notifications. */
export async function notifications(session) {
  const bell = session.page.locator('[id="status.notifications"] a');
  if (/^No notifications/i.test((await bell.getAttribute('aria-label')) ?? '')) return [];
  await showCentre(session);
  return (await items(session.page).locator('.notification-list-item-message').allInnerTexts()).map(plain);
}

/** The buttons of the notification that contains the text. */
export async function notificationButtons(session, text) {
  await showCentre(session);
  const item = items(session.page).filter({ hasText: text }).first();
  await item.waitFor();
  return item.locator('.notification-list-item-buttons-container .monaco-button').allInnerTexts();
}

/** Presses a button of the notification that contains the text. */
export async function answerNotification(session, text, button) {
  await showCentre(session);
  const item = items(session.page).filter({ hasText: text }).first();
  await item.hover();
  await item.getByRole('button', { name: button, exact: true }).click();
}

/** Removes all notifications and closes their centre. */
export async function clearNotifications(session) {
  await command(session, 'Notifications: Clear All Notifications');
}

async function showCentre({ page }) {
  await eventually('the notification centre', async () => {
    if (await centre(page).isVisible()) return true;
    await page.locator('[id="status.notifications"]').click();
    return centre(page).isVisible();
  });
}

const dialogBox = page => page.locator('.monaco-dialog-box');

/** Waits for a modal dialog and returns its text. */
export async function dialog({ page }) {
  await dialogBox(page).waitFor();
  return textOf(dialogBox(page).locator('.dialog-message-container'));
}
