// Words of the interface in the language of the editor. The English text is the key; a bundle of another language gives the rest.

/** Texts of one language by their English, as l10n/bundle.l10n.<language>.json holds them. */
export type Bundle = Readonly<Record<string, string>>;

/** Gives a text in the language of the editor; `{0}` is replaced by the first of `words`, and so on. */
export type Translate = (text: string, ...words: readonly (string | number)[]) => string;

/** Translates by a bundle; a text that it lacks stays English. */
export function translator(bundle: Bundle = {}): Translate {
  const known = new Map(Object.entries(bundle));
  return (text, ...words) =>
    (known.get(text) ?? text).replace(/\{(\d+)\}/g, (hole, at) => String(words[Number(at)] ?? hole));
}
