// Waiting without sleeping: everything in a workbench happens a little later, and a key pressed while the focus moves is lost.
// Each wait is for a condition, ends as soon as it holds, and names on a timeout what was awaited and what was seen.
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a condition may take, in milliseconds: far longer than on a quiet machine, because a busy one must pass too. */
export const waitLimit = 120_000;

/** Asks `probe` until it gives something truthy, and gives that; after `limit` milliseconds fails naming `what` and the last answer. */
export async function eventually(what, probe, limit = waitLimit) {
  const until = Date.now() + limit;
  let last;
  do {
    last = await attempt(probe, { until, last });
    if (last.value) return last.value;
    await sleep(50);
  } while (Date.now() < until);
  const seen = last.error ? last.error.message : JSON.stringify(last.value);
  throw new Error(`Waited ${limit / 1000} s for ${what}; last seen: ${seen}`);
}

/** One question. A probe that does not answer in time counts as the answer before it. */
async function attempt(probe, { until, last }) {
  const timer = new AbortController();
  const noAnswer = last ?? { error: new Error('no answer') };
  const late = sleep(Math.max(0, until - Date.now()), noAnswer, { signal: timer.signal }).catch(() => noAnswer);
  const answer = Promise.resolve()
    .then(probe)
    .then(
      value => ({ value }),
      error => ({ error }),
    );
  try {
    return await Promise.race([answer, late]);
  } finally {
    timer.abort();
  }
}

/**
 * A probe for an action that may have to be repeated: `action` gets the milliseconds to wait for its effect. They double each
 * time, so that a slow machine gets the time that it needs, and a lost key costs one second on a fast one. `first` is the first
 * of them: more for an action that does harm when it is repeated too early.
 */
export function patiently(action, first = 1000) {
  let patience = first;
  return () => {
    const now = patience;
    patience = Math.min(2 * now, waitLimit);
    return action(now);
  };
}

/** Presses a key until `target` (a locator) is visible: a key that is pressed while the focus is still moving is lost. */
export async function pressUntil({ page }, key, target, first) {
  await repeatUntil(`${key} to show ${target}`, () => page.keyboard.press(key), target, first);
}

/** Repeats an action until `target` (a locator of one element or more) is visible; `first` is that of patiently. */
export async function repeatUntil(what, action, target, first) {
  const isThere = async patience => {
    await action();
    await target.first().waitFor({ timeout: patience });
    return true;
  };
  await eventually(what, patiently(isThere, first));
}

/** Waits until `locator` (of one element) is visible. */
export const visible = (what, locator) => inState(what, locator, 'visible');

/** Waits until nothing that `locator` (of one element) names is visible. */
export const hidden = (what, locator) => inState(what, locator, 'hidden');

async function inState(what, locator, state) {
  try {
    await locator.waitFor({ state, timeout: waitLimit });
  } catch (error) {
    // Playwright names both elements when a locator fits two.
    if (error.message.includes('strict mode violation')) throw error;
    const seen = await textsOf(locator);
    throw new Error(`Waited ${waitLimit / 1000} s for ${what} to be ${state}; seen at ${locator}: ${seen}`);
  }
}

async function textsOf(locator) {
  const texts = await locator.allInnerTexts().catch(error => [error.message]);
  return texts.length === 0 ? 'nothing' : texts.map(plain).join(' | ');
}

/** Text as a person reads it: VS Code draws blanks as no-break spaces, and icons as private-use characters. */
export const plain = text =>
  text
    .replace(/[\ue000-\uf8ff\u200b\u200e\u200f]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** The text that a locator of one element shows, as a person reads it; waits for the element to be there. */
export const textOf = async locator => plain(await locator.innerText({ timeout: waitLimit }));

/** A pattern for a whole text; VS Code may draw its blanks as no-break spaces. */
export const exactly = text => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s')}$`);

/** Whether a text holds another one, or matches a pattern. */
export const fits = (text, expect) => (expect instanceof RegExp ? expect.test(text) : text.includes(expect));
