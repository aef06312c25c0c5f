// The header of a log of Inspect AI. The samples after it may be large and are not read.
import { join } from '../../../host/paths';
import { type JsonNode, member, parseJson, stringMember } from '../../../text/jsonText';
import { fileFault } from '../fileFault';
import { MAX_TEXT, type Place } from '../place';
import type { TrackedGap } from '../tracker';
import { isForeignJson } from '../values/foreignJson';
import { startsLike } from '../values/startsLike';
import { zipEntry } from './zip';

/** A log: its header, and why something in it was not read, as a sentence. Without a header, only that it is a log is known. */
export interface InspectLog {
  readonly root?: JsonNode;
  readonly why?: string;
}

/** A log that is not listed, because it is damaged. */
interface UnreadLog {
  readonly gap: TrackedGap;
}

/** Whether a file may be an archive by its name. */
export const isArchive = (name: string): boolean => name.endsWith('.eval');

// As Inspect AI names them: `2025-05-12T20-28-13-04-00_popularity_SnKtvCqG.json`.
const NAMED = /^\d{4}-\d\d-\d\dT[\d-]+[+-]\d\d-\d\d_.*\.json$/;

/** Whether a file is a log by its name alone. */
export const isNamedLog = (name: string): boolean => isArchive(name) || NAMED.test(name);

/** Whether a file may be a log by its name. */
export const isLogName = (name: string): boolean => isArchive(name) || isForeignJson(name);

/** A log, or why it is not listed; undefined for another file. */
export const inspectLog = (place: Place, name: string): InspectLog | UnreadLog | undefined =>
  isArchive(name) ? archived(place, name) : plain(place, name);

const [HEADER, START] = ['header.json', '_journal/start.json'];

// The header is written at the end of an evaluation, the other file at its beginning.
function archived(place: Place, name: string): InspectLog | UnreadLog | undefined {
  const entry = zipEntry(place, name, [HEADER, START]);
  if (!entry) return startsLike(place, name, CUT_LOG) ? unread(place, name, 'was cut off') : undefined;
  if ('why' in entry) return { why: `Its header ${entry.why}, so only its name is known.` };
  const root = parseJson(place.host.decodeUtf8(entry.bytes) ?? '').value;
  return root && isMarked(root) ? { root } : undefined;
}

// An archive that begins with a file as Inspect AI writes first, and has no directory of its files at its end.
const CUT_LOG = /^PK\u0003\u0004[\s\S]{26}_journal\/start\.json/;

const unread = (place: Place, name: string, why: string): UnreadLog => ({
  gap: { path: join(place.path, name), text: `${why}, so its run is not listed.` },
});

const OPENING = /^\s*\{\s*"version"\s*:\s*\d+\s*,\s*"status"\s*:/;
const LINE_END = 10;

function plain(place: Place, name: string): InspectLog | UnreadLog | undefined {
  if (!startsLike(place, name, OPENING)) return NAMED.test(name) ? damaged(place, name) : undefined;
  const bytes = place.part(name, 0, MAX_TEXT);
  const isCut = (place.size(name) ?? 0) > MAX_TEXT;
  // The end may be in the middle of a character.
  const whole = isCut ? bytes?.subarray(0, bytes.lastIndexOf(LINE_END) + 1) : bytes;
  const { value, partial } = parseJson((whole && place.host.decodeUtf8(whole)) ?? '');
  const root = isCut ? (value ?? partial) : value;
  if (!root)
    return (
      (isCut ? undefined : damaged(place, name)) ??
      unread(place, name, 'is damaged, or its header is longer than 1 MiB')
    );
  if (!isMarked(root) || stringMember(root, 'status') === undefined)
    return isCut && member(root, 'eval') ? unread(place, name, 'has a header that is longer than 1 MiB') : undefined;
  return { root, ...(isCut && !member(root, 'samples') && { why: 'Only the beginning of its long header was read.' }) };
}

function damaged(place: Place, name: string): UnreadLog | undefined {
  const why = fileFault(place, name);
  return why === undefined ? undefined : unread(place, name, why);
}

const isMarked = (root: JsonNode): boolean =>
  member(root, 'version')?.kind === 'number' &&
  ['task', 'run_id', 'model'].every(key => stringMember(member(root, 'eval'), key) !== undefined);
