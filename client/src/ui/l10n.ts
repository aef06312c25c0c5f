// The words that people read, in the language of the editor. Knows nothing of VS Code: the start of the extension hands in its
// translator, and a test without one reads English.
import { type Translate, translator } from '../../../src-shared/protocol/l10n';

let translate = translator();

/** Sets the language; called once, when the extension starts. */
export function setTranslator(given: Translate): void {
  translate = given;
}

/** A text in the language of the editor. Only inside of functions: modules are loaded before the language is known. */
export const t: Translate = (text, ...words) => translate(text, ...words);
