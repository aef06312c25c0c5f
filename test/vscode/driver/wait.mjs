// Waiting without sleeping: everything in a workbench happens a little later, and a key pressed while the focus moves is lost.
import { setTimeout as sleep } from 'node:timers/promises';

/** Calls `probe` until it returns something truthy, and returns that. Fails after `limit` milliseconds with `what` and the last result. */
export async function eventually(what, probe, limit = 20_000) {
  const until = Date.now() + limit;
  let last;
  do {
    last = await attempt(probe);
    if (last.value) return last.value;
    await sleep(50);
  } while (Date.now() < until);
  const seen = last.error ? last.error.message : JSON.stringify(last.value);
  throw new Error(`Waited ${limit / 1000} s for ${what}; last seen: ${seen}`);
}

async function attempt(probe) {
  try {
    return { value: await probe() };
  } catch (error) {
    return { error };
  }
}

/** Presses a key until `target` (a locator) is visible: a key that is pressed while the focus is still moving is lost. */
export async function pressUntil({ page }, key, target) {
  await repeatUntil(() => page.keyboard.press(key), target);
}

/** Repeats an action until `target` (a locator) is visible; gives up after five times. */
export async function repeatUntil(action, target, tries = 5) {
  for (let left = tries; ; left--) {
    await action();
    try {
      return await target.first().waitFor({ timeout: 2000 });
    } catch (error) {
      if (left <= 1) throw error;
    }
  }
}

/** Text as a person reads it: VS Code draws blanks as no-break spaces, and icons as private-use characters. */
export const plain = text =>
  text
    .replace(/[\ue000-\uf8ff\u200b\u200e\u200f]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** The text that a locator shows, as a person reads it; waits until it exists. */
export async function textOf(locator) {
  await locator.first().waitFor({ state: 'attached' });
  return plain((await locator.first().allInnerTexts()).join(' '));
}
