// Texts of the user interface with values. All texts of the client and the webviews go through `t`, the one place where a language would be added.

/** The text with `{0}` replaced by the first of `words`, and so on. A whole number gets thousands separators. A placeholder without a word stays. */
export function t(text: string, ...words: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (hole, at) => {
    const word = words[Number(at)] ?? hole;
    return Number.isInteger(word) ? String(word).replace(/\B(?=(?:\d{3}){1,6}$)/g, ',') : String(word);
  });
}
