// The words of the pages, in the language of the editor. The panel puts the bundle of that language into the page.
import { type Translate, translator } from '../../../src-shared/protocol/l10n';

let translate = translator();

/** Reads the bundle from `data-words` of an element; without a readable one the page is English. */
export function readTranslations(element: HTMLElement): void {
  try {
    translate = translator(JSON.parse(element.dataset.words ?? '{}'));
  } catch {
    translate = translator();
  }
}

/** A text in the language of the editor. Only inside of functions: modules are loaded before the language is known. */
export const t: Translate = (text, ...words) => translate(text, ...words);
