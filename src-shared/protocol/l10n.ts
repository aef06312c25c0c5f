// Texts of the user interface in the language of the editor. The English text is the key of its translation in a bundle.

/** Texts of one language by their English, as in l10n/bundle.l10n.<language>.json. */
export type Bundle = Readonly<Record<string, string>>;

/** Translates a text to the language of the editor; `{0}` is replaced by the first of `words`, and so on. */
export type Translate = (text: string, ...words: readonly (string | number)[]) => string;

/** Translates with a bundle; a text that is not in it stays English. */
export function translator(bundle: Bundle = {}): Translate {
  const known = new Map(Object.entries(bundle));
  return (text, ...words) =>
    (known.get(text) ?? text).replace(/\{(\d+)\}/g, (hole, at) => String(words[Number(at)] ?? hole));
}
