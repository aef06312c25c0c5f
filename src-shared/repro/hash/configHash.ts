// CONFIG_HASH of a spec. Defined only here.
// Source: the KynML page on reproducibility (seed document 000): SHA-256 of the result of `open(path).read()` in Python, encoded as UTF-8.

/** SHA-256 as 64 lower-case hex digits; text is taken as UTF-8. */
export type Sha256 = (data: string | Uint8Array) => string;

/** The byte order mark. An editor hides it from the text, but Python's read() keeps it, so it is hashed. */
export const BOM = '\ufeff';

/** The text as an editor shows it and a parser reads it. */
export const withoutBom = (text: string): string => (text.startsWith(BOM) ? text.slice(BOM.length) : text);

/**
 * CONFIG_HASH of a spec's text as 64 lower-case hex digits. `\r\n` and a lone `\r` count as `\n`, as Python's text mode reads them;
 * everything else is hashed unchanged. The text must contain the byte order mark if the file has one.
 */
export const configHash = (text: string, sha256: Sha256): string => sha256(pythonText(text));

/** A text with the line ends that Python's text mode reads. */
export const pythonText = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

/**
 * Closure hash, defined by this tool: SHA-256 of the UTF-8 text made of each file's CONFIG_HASH followed by `\n`, the spec first, then its imports
 * depth first in text order, each file once.
 */
export const closureHash = (hashes: readonly string[], sha256: Sha256): string =>
  sha256(hashes.map(h => `${h}\n`).join(''));
