// The settings that the Trainer lists in the card of its model.
import { jsonNumber, jsonString } from '../../../text/makeJson';
import type { Leaves } from '../trackedRun';
import { leavesOfTexts } from '../values/leaves';
import { numberToken } from '../values/numberToken';

const TITLE = 'The following hyperparameters were used during training:';
const ITEM = /^- ([A-Za-z]\w{0,100}): (\S.*)$/;

/** The settings of a card. `gap`: why some may be missing, as a sentence. */
export interface CardSettings {
  readonly settings: Leaves;
  readonly gap?: string;
}

/** The settings; undefined for a card without the list. */
export function cardSettings(text: string): CardSettings | undefined {
  const [, list, second] = text.split(TITLE);
  if (list === undefined) return undefined;
  const lines = list.trimStart().split(/\r?\n/);
  const end = lines.findIndex(line => line.trim() === '');
  const items = lines.slice(0, end < 0 ? lines.length : end).map(line => ITEM.exec(line.trimEnd()));
  const found = items.flatMap(item => {
    const [, name, value] = item ?? [];
    if (name === undefined || value === undefined) return [];
    const token = numberToken(value);
    return [[name, token === undefined ? jsonString(value) : jsonNumber(token)] as const];
  });
  const gap = second !== undefined ? SEVERAL : items.includes(null) ? UNREAD : undefined;
  return found.length === 0 ? undefined : { settings: leavesOfTexts(found), ...(gap !== undefined && { gap }) };
}

const SEVERAL = 'Its model card has several lists of settings, of which only the first was read.';
const UNREAD = 'Lines in the list of settings in its model card have another form, so they were not read.';
