// The texts of the pages in the language of the editor. The panel puts the bundle of that language into the page.
import { type Translate, translator } from '../../../src-shared/protocol/l10n';

let translate = translator();

/** Reads the bundle from `data-words` of an element; English without a readable bundle. */
export function readTranslations(element: HTMLElement): void {
  try {
    translate = translator(JSON.parse(element.dataset.words ?? '{}'));
  } catch {
    translate = translator();
  }
}

/** Translates a text. Only inside functions: modules load before the language is known. */
export const t: Translate = (text, ...words) => translate(text, ...words);
