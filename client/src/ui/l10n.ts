// The texts of the client in the language of the editor. Independent of VS Code: the extension sets the translator,
// and a test without one uses English.
import { type Translate, translator } from '../../../src-shared/protocol/l10n';

let translate = translator();

/** Sets the translator; called once, when the extension starts. */
export function setTranslator(newTranslate: Translate): void {
  translate = newTranslate;
}

/** Translates a text. Only inside functions: modules load before the language is known. */
export const t: Translate = (text, ...words) => translate(text, ...words);
