// Lists in messages. A list from a file may be of any length.
import { numberText } from './numberText';

/** How a list is written. `text`: an item for people, called only for the items that are shown. `separator`: between them, `, ` by default. */
export interface ListForm<T> {
  readonly text: (item: T) => string;
  readonly separator?: string;
}

/** The first `max` items, and how many more there are: `a, b, c and 12 more`. */
export function firstFew<T>(items: readonly T[], max: number, { text, separator = ', ' }: ListForm<T>): string {
  const more = items.length > max ? ` and ${numberText(items.length - max)} more` : '';
  return items.slice(0, max).map(text).join(separator) + more;
}

/** The first `max` sentences, and how many more there are: `A. B. And 12 more.` */
export function firstSentences(sentences: readonly string[], max: number): string {
  const more = sentences.length > max ? [`And ${numberText(sentences.length - max)} more.`] : [];
  return [...sentences.slice(0, max), ...more].join(' ');
}
