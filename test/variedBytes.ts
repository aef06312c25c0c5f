// Content for tests of reading in pieces: pieces that are swapped, repeated or left out give other content.

/** Bytes of which each group of four is its own index. */
export function variedBytes(length: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(length / 4));
  for (let i = 0; i < words.length; i++) words[i] = i;
  return new Uint8Array(words.buffer, 0, length);
}
