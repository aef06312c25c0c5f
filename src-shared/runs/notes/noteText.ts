// What a person may write about a run: a name, tags and a note.
import { shortText } from '../../text/shortText';

/** The longest name, tag and note, in UTF-16 units, and the largest number of tags. */
export const MAX_NAME = 100;
export const MAX_TAG = 50;
export const MAX_NOTE = 10_000;
export const MAX_TAGS = 50;

/** A text as it is kept, or a sentence that states why it cannot be. */
export type Written<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

/** A name: one line, without blanks around it. Empty for none. */
export function nameIn(text: string): Written<string> {
  const name = normal(text.replace(/\s+/g, ' ').trim());
  if (CONTROL.test(name)) return problem('A name cannot contain control characters.');
  return name.length > MAX_NAME ? problem(`A name has at most ${MAX_NAME} characters.`) : { ok: true, value: name };
}

/** A note: any lines, without blank lines around them. Empty for none. */
export function noteIn(text: string): Written<string> {
  const note = normal(text.replace(/\r\n?/g, '\n').trim());
  if (CONTROL.test(note)) return problem('A note cannot contain control characters.');
  return note.length > MAX_NOTE ? problem(`A note has at most ${MAX_NOTE} characters.`) : { ok: true, value: note };
}

/** The tags in a text, separated by commas or blanks, each once, in order. */
export function tagsIn(text: string): Written<readonly string[]> {
  const tags = [...new Set(normal(text).split(/[\s,]+/))].filter(tag => tag !== '').sort();
  const wrong = tags.find(tag => !isTag(tag));
  if (wrong !== undefined)
    return problem(
      `\`${shortText(wrong)}\` cannot be a tag. A tag has at most ${MAX_TAG} characters and no quotes, blanks or commas.`,
    );
  return tags.length > MAX_TAGS ? problem(`A run has at most ${MAX_TAGS} tags.`) : { ok: true, value: tags };
}

/** Whether a text can be a tag: `--where` must be able to name it. */
export const isTag = (text: string): boolean =>
  text.length <= MAX_TAG && text !== '' && !/[\s,"'`]/.test(text) && !CONTROL.test(text);

const CONTROL = /[^\P{Cc}\n\t]/u;

const normal = (text: string): string => text.normalize('NFC');

const problem = (message: string): { readonly ok: false; readonly message: string } => ({ ok: false, message });
