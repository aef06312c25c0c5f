// Text in base64: a configuration, or a value of a secret of Kubernetes, which may contain secrets when it is decoded.
import { matchesOf } from './matchesOf';

// Printable text: the first character of each four shows it. Images, hashes and weights are none.
const RUN = /(?<![\w+=-])(?:[CDI-Za-f][\w+/-]{3}){6,1000}(?:[\w+/-]{2,3}={0,2})?/g;
const PRINTABLE = /^[\t\n\r -~]*$/;

/** A part of a text in base64 with its offset, and its decoded text. */
export interface EncodedText {
  readonly index: number;
  readonly written: string;
  readonly text: string;
}

/** The parts of a text that are printable ASCII in base64, of at least 18 characters, also with the alphabet for addresses. */
export const encodedTexts = (text: string): EncodedText[] =>
  matchesOf(RUN, text)
    .map(({ 0: written, index }) => ({ index, written, text: decoded(written) }))
    .filter(one => PRINTABLE.test(one.text));

function decoded(written: string): string {
  let text = '';
  let bits = 0;
  let count = 0;
  for (const character of written.replace(/=/g, '')) {
    bits = ((bits << 6) | sixBits(character)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    text += String.fromCharCode((bits >> count) & 0xff);
  }
  return text;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const sixBits = (character: string): number =>
  ALPHABET.indexOf(character === '-' ? '+' : character === '_' ? '/' : character);
