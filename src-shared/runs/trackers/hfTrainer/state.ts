// The state of a Trainer: `trainer_state.json` in its output folder, or in a checkpoint.
import { type JsonNode, member, parseJson } from '../../../text/jsonText';
import { unlisted } from '../fileFault';
import type { Place } from '../place';
import type { TrackedGap } from '../tracker';
import { startsLike } from '../values/startsLike';

/** The file of the state. */
export const STATE = 'trainer_state.json';

// `tmp-` while it is written, and `last-checkpoint` where it was pushed to a hub.
const CHECKPOINT = /^(?:(?:tmp-)?checkpoint-(\d{1,15})|last-checkpoint)$/;
// A longer history is read at its beginning and its end.
const MAX_STATE = 8 * 1024 * 1024;

/** A state, and the folder that it is in. `isWhole`: all of its history was read. */
export interface TrainerState {
  readonly root: JsonNode;
  readonly place: Place;
  readonly isWhole: boolean;
  /** States of the same run that cannot be read. */
  readonly unread: readonly TrackedGap[];
}

/** Whether a folder is a checkpoint by its name. */
export const isCheckpoint = (name: string): boolean => CHECKPOINT.test(name);

/** The checkpoints in a folder, the newest first. */
export function checkpointsIn(place: Place): string[] {
  const step = (name: string): number => Number(CHECKPOINT.exec(name)?.[1] ?? -1);
  return place
    .folders()
    .filter(isCheckpoint)
    .sort((a, b) => step(b) - step(a));
}

/** The state of the run in a folder, or the gaps where it has only states that cannot be read. */
export function stateIn(place: Place): TrainerState | readonly TrackedGap[] {
  const unread: TrackedGap[] = [];
  const inner = checkpointsIn(place).flatMap(name => place.folder(name) ?? []);
  for (const at of [place, ...inner]) {
    const found = stateOf(at);
    if (found) return { ...found, place: at, unread };
    unread.push(...unreadState(at));
  }
  return unread;
}

function stateOf(place: Place): Pick<TrainerState, 'root' | 'isWhole'> | undefined {
  if (!place.hasFile(STATE)) return undefined;
  const isWhole = (place.size(STATE) ?? 0) <= MAX_STATE;
  const root = isWhole ? place.json(STATE, MAX_STATE) : endsOf(place);
  const isMarked =
    member(root, 'log_history')?.kind === 'array' &&
    ['global_step', 'max_steps'].every(key => member(root, key)?.kind === 'number');
  return root && isMarked ? { root, isWhole } : undefined;
}

const [ENTRY_START, ENTRY_END] = ['\n    {', '\n    },'];

// The entries of the history in the middle are left out.
function endsOf(place: Place): JsonNode | undefined {
  const { text = '', cut = 0 } = place.lines(STATE) ?? {};
  const [end, start] = [
    text.lastIndexOf(ENTRY_END, cut - ENTRY_END.length),
    text.indexOf(ENTRY_START, Math.max(0, cut - 1)),
  ];
  return end < 0 || start < 0 ? undefined : parseJson(text.slice(0, end + ENTRY_END.length) + text.slice(start)).value;
}

// The name of a file proves nothing, so a key of the state is needed too.
const MARK = /"(?:best_metric|best_global_step|log_history|global_step)"\s*:/;

function unreadState(place: Place): TrackedGap[] {
  const gaps = unlisted(place, STATE, MAX_STATE);
  return place.isSpecial(STATE) || place.isBlank(STATE) || startsLike(place, STATE, MARK) ? gaps : [];
}
