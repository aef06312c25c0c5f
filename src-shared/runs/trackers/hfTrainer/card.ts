// The settings that the Trainer lists in the card of its model.
import { jsonNumber, jsonString } from '../../../text/makeJson';
import type { Leaves } from '../trackedRun';
import { leavesOfTexts } from '../values/leaves';
import { numberToken } from '../values/numberToken';

const TITLE = 'The following hyperparameters were used during training:';
const ITEM = /^- ([a-z][a-z0-9_]{0,100}): (.{1,500})$/;

/** The settings; undefined for a card without the list. */
export function cardSettings(text: string): Leaves | undefined {
  const at = text.indexOf(TITLE);
  if (at < 0) return undefined;
  const found = new Map<string, ReturnType<typeof jsonString>>();
  for (const line of text
    .slice(at + TITLE.length)
    .trimStart()
    .split(/\r?\n/)) {
    const [, name, value] = ITEM.exec(line) ?? [];
    if (name === undefined || value === undefined) break;
    const token = numberToken(value.trim());
    found.set(name, token === undefined ? jsonString(value.trim()) : jsonNumber(token));
  }
  return found.size === 0 ? undefined : leavesOfTexts(found);
}
