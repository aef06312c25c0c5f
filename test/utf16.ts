/** A text as UTF-16 bytes, as Windows PowerShell (`le`, with a mark) and other programs write it. */
export function utf16(text: string, { order = 'le', mark = true }: { order?: 'le' | 'be'; mark?: boolean } = {}) {
  const units = [...(mark ? [0xfeff] : []), ...Array.from(text, c => c.charCodeAt(0))];
  return Uint8Array.from(units.flatMap(u => (order === 'le' ? [u & 0xff, u >> 8] : [u >> 8, u & 0xff])));
}
