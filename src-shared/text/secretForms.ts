// Secrets that are recognized by their form: keys of well-known services, passwords in addresses. They are replaced in any text.
import { HIDDEN } from './hidden';

// Lengths are bounded where something must follow, so that the time is linear in the length of the text.
const START = '(?<![A-Za-z0-9])';
// A digit among the next characters; words in prose do not have one.
const DIGIT = '(?=[\\w-]{0,200}\\d)';
// The part of a key after its characteristic prefix.
const REST = '[\\w.~+/=-]*';

const KEYS: readonly RegExp[] = [
  `${START}sk-${DIGIT}[\\w-]{16}${REST}`,
  `${START}[srp]k_(?:live|test)_[A-Za-z0-9]{8}${REST}`,
  `${START}gsk_${DIGIT}[A-Za-z0-9]{16}${REST}`,
  `${START}(?:nvapi|xai|pplx)-${DIGIT}[\\w-]{16}${REST}`,
  `${START}npm_${DIGIT}[A-Za-z0-9]{16}${REST}`,
  `${START}pypi-${DIGIT}\\w{16}${REST}`,
  `${START}hf_[A-Za-z0-9]{16}${REST}`,
  `${START}r8_${DIGIT}[A-Za-z0-9]{16}${REST}`,
  `${START}(?:gh[pousr]_|github_pat_)\\w{16}${REST}`,
  `${START}glpat-[\\w-]{16}${REST}`,
  `${START}(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Za-z])`,
  `${START}AIza[\\w-]{35}${REST}`,
  `${START}xox[abeoprs]-[\\w-]{10}${REST}`,
  `${START}eyJ[\\w-]{8,200}\\.eyJ[\\w-]{8}${REST}`,
  `\\b[Bb][Ee][Aa][Rr][Ee][Rr]\\s{1,4}(?=[\\w.~+/-]{0,200}\\d)[\\w.~+/-]{12}${REST}`,
  `\\b[Aa]uthorization\\\\?["']?\\s{0,4}[:=,]\\s{0,4}\\\\?["']?[Bb]asic\\s{1,4}[\\w+/-]{4}${REST}`,
  `\\b(?:AccountKey|SharedAccessKey)=[\\w+/%-]{8}${REST}`,
  `-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:[^]*?-----END [A-Z ]{0,40}PRIVATE KEY-----|[^]*)`,
].map(source => new RegExp(source));

// Placeholders for a password in an address.
const BLANK = '(?:\\*+|x+|X+|\\.+|\\$\\{?\\w{1,60}\\}?|\\{\\w{1,60}\\}|<[^<>@]{0,60}>|%\\w{1,60}%|\\(hidden\\))@';
const SCHEME = '(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\\/\\/';
const USER = `[^\\s/:?#"'<>]{0,200}:(?!${BLANK})[^\\s/?#"'<>]{1,200}(?=@)`;
const ADDRESS = new RegExp(`${SCHEME}${USER}`, 'i');

// A quick test in one pass, because reports contain megabytes of text.
const SHORTEST = 8;
const HINT =
  /sk-|[srpg]k_|sk_|hf_|r8_|gh[pousr]_|github_|glpat-|npm_|pypi-|nvapi-|xai-|pplx-|A[KS]IA|AIza|xox|eyJ|[bB][eE][aA][rR]|[Bb]asic|AccountKey|AccessKey|-BEGIN|:\/\//;

const mayHave = (text: string): boolean => text.length >= SHORTEST && HINT.test(text);

/** Whether a text contains a secret of a well-known form. */
export const hasSecretForm = (text: string): boolean =>
  mayHave(text) && (ADDRESS.test(text) || KEYS.some(form => form.test(text)));

const EACH = KEYS.map(form => new RegExp(form.source, 'g'));
const EACH_ADDRESS = new RegExp(`(${SCHEME})(${USER})`, 'gi');

/** Replaces each secret of a well-known form; in an address only the name and the password. */
export function replaceSecretForms(text: string, instead: (secret: string) => string): string {
  if (!mayHave(text)) return text;
  const addresses = text.replace(EACH_ADDRESS, (_, scheme: string, user: string) => scheme + instead(user));
  return EACH.reduce((all, form) => all.replace(form, instead), addresses);
}

/** A text for people, without secrets of a well-known form. */
export const withoutSecretForms = (text: string): string => replaceSecretForms(text, () => HIDDEN);
