// Whether a text looks as if a program had drawn its characters at random, unlike words, names, numbers, paths, dates and ids of a known form.

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
// Addresses, names of resources, paths, labelled hashes, dates, and names of files.
const NAMED =
  /^[a-z][a-z0-9+.-]{0,20}:\/\/|^arn:|^(?:sha\d{1,3}|md5|blake\w{1,3})[:-]|^[~.]{0,2}\/|^\d{4}-\d\d-\d\d|\.(?:json|jsonl|ya?ml|toml|csv|tsv|txt|md|log|lock|py|kyn|parquet|arrow|bin|pt|pth|ckpt|safetensors|onnx|np[yz]|h5|pkl|png|jpe?g|gz|zip|tar|html?)$/i;
const HEX = /^(?=.{0,4000}\d)(?:[0-9a-f]{20,4000}|[0-9A-F]{20,4000})$/;
// Characters between the parts of a name; other punctuation is common in passwords only.
const SEPARATOR = /[-\s_.:/+=,;|()]+/;
const PUNCTUATION = /[!#$%^&*@~?]/g;
// A run of characters is made of words, capital letters and numbers: `TrainSplitV2` of `Train`, `Split`, `V` and `2`.
const PIECES = /[A-Z]?[a-z]+|[A-Z]+|\d+/g;
const WORD_LENGTH = 4;
const MIXED_PIECES = 5;
const UNMIXED_PIECES = 6;
const UNMIXED_LENGTH = 16;
const NO_DIGIT_LENGTH = 32;

/** Whether a text is a UUID, an id that is random but rarely a secret. */
export const isUuid = (text: string): boolean => UUID.test(text);

/** Whether a text has at least 20 hex digits and nothing else, as hashes and many keys do. */
export const isHex = (text: string): boolean => HEX.test(text);

/** Whether one of the parts of a text is a random mixture of small letters, capital letters and digits, or of many short pieces. */
export function isMixed(text: string): boolean {
  if (UUID.test(text) || ULID.test(text) || NAMED.test(text)) return false;
  return text.replace(PUNCTUATION, '').split(SEPARATOR).some(isMixedRun);
}

/** Whether a text is hexadecimal or mixed. */
export const isRandom = (text: string): boolean => isHex(text) || isMixed(text);

// Random letters have no vowel, or more of the others in a row than a word has.
const CLUSTER = /[^aeiouy\d]{4}|[aeiouy]{4}/i;
const isWord = (piece: string): boolean =>
  piece.length >= WORD_LENGTH && /[aeiouy]/i.test(piece) && !CLUSTER.test(piece);

function isMixedRun(run: string): boolean {
  if (run.length < 8) return false;
  const pieces = run.match(PIECES) ?? [];
  const words = pieces.reduce((sum, piece) => sum + (isWord(piece) ? piece.length : 0), 0);
  if (words * 2 > run.length) return false;
  const [digits, small, capital] = [/\d/.test(run), /[a-z]/.test(run), /[A-Z]/.test(run)];
  if (digits && small && capital) return pieces.length >= MIXED_PIECES;
  if (!digits) return small && capital && run.length >= NO_DIGIT_LENGTH && pieces.length * 3 > run.length;
  return run.length >= UNMIXED_LENGTH && pieces.length >= UNMIXED_PIECES && !HEX.test(run) && !ULID.test(run);
}

// Pieces that people choose: words and abbreviations with a vowel, and years.
const CHOSEN = /^(?:(?=.*[aeiouy])[a-z]{3,15}|(?:19|20)\d\d)$/i;
// `TestA1B2`, `Conv2D`: a name begins with its word.
const FIRST_WORD = /^(?=[A-Z]?[a-z]*[aeiouy])[A-Z]?[a-z]{3,}/;
const chosenLength = (run: string): number =>
  (run.match(PIECES) ?? []).reduce((sum, p) => sum + (CHOSEN.test(p) && !CLUSTER.test(p) ? p.length : 0), 0);

const PASSWORD_LENGTH = 14;

/** Whether one of the parts of a text is mixed, and is not a name such as `VOC2012SegAug1` or `Conv2D3x3S2P1`. For places where names are common. */
export function isMixedAndNoName(text: string): boolean {
  if (!isMixed(text)) return false;
  const runs = text.replace(PUNCTUATION, '').split(SEPARATOR).filter(isMixedRun);
  return runs.some(
    run => !(run.length < PASSWORD_LENGTH && FIRST_WORD.test(run)) && chosenLength(run) * 4 < run.length * 3,
  );
}

const KEY_RUN_LENGTH = 12;
const MIXED_RUN_LENGTH = 6;
const LONG_PART = 20;
// A key has no separators other than `-` and `_`; after a path separator another name begins.
const KEY_PARTS = /[-_.:=~+]/;

/**
 * Whether a text that begins like a key of a service has a random part, as the keys have: at least 12 characters without a separator, or 6 that mix small
 * letters, capital letters and digits. Names are made of short parts: `sk-learn-model-0-1-2`, `r8_resnet18_cifar10_e200`.
 */
export const hasKeyPart = (text: string): boolean => (text.split('/', 1)[0] ?? '').split(KEY_PARTS).some(isKeyPart);

function isKeyPart(part: string): boolean {
  if (part.length < MIXED_RUN_LENGTH) return false;
  const pieces = part.match(PIECES) ?? [];
  const [digits, small, capital] = [/\d/.test(part), /[a-z]/.test(part), /[A-Z]/.test(part)];
  const isLong = part.length >= LONG_PART;
  const chosen = chosenLength(part);
  // The words of a name with capital letters have 4 letters on average.
  if (isLong && small && capital && (pieces.length * 3 > part.length || chosen * 2 < part.length)) return true;
  if (chosen * (isLong ? 4 : 6) > part.length * 3) return false;
  if (digits && small && capital && pieces.length >= MIXED_PIECES - 1) return true;
  if (part.length < KEY_RUN_LENGTH) return false;
  if (digits) return small || capital || isLong;
  return small && capital && part.length >= UNMIXED_LENGTH && pieces.length * 4 > part.length;
}

// Fewer characters than a password has.
const SHORTEST = 8;

// Words with a number at the end.
const LABEL = /^[A-Za-z]+(?:[-_. ][A-Za-z]+){0,20}[-_. ]?v?\d{1,4}$/;

/** Whether a text has letters and digits like a weak password, and is not a word with a number. */
export const isLettersAndDigits = (text: string): boolean =>
  text.length >= SHORTEST &&
  /^(?=[^\d]{0,200}\d)(?=[^A-Za-z]{0,200}[A-Za-z])[\w.~+/=:!@#$%^&*-]*$/.test(text) &&
  !LABEL.test(text) &&
  !NAMED.test(text);

/** Whether a text has a digit, a small and a capital letter, and no separator of words. */
export const hasMixedCase = (text: string): boolean =>
  text.length >= SHORTEST &&
  /^(?=[^\d]{0,200}\d)(?=[^a-z]{0,200}[a-z])(?=[^A-Z]{0,200}[A-Z])[A-Za-z\d!#$%^&*@~?+/=]*$/.test(text) &&
  !NAMED.test(text);

/** Whether a text has a letter, a digit and a punctuation mark that hardly occurs in names, as systems require of passwords: `hunter2!Xy`. */
export const hasPasswordSigns = (text: string): boolean =>
  text.length >= SHORTEST &&
  /^(?=[^\d]{0,200}\d)(?=[^A-Za-z]{0,200}[A-Za-z])(?=[^!#$%^&*~]{0,200}[!#$%^&*~])[\w.+/=:!@#$%^&*~?-]*$/.test(text) &&
  !NAMED.test(text);
