// The state machine of a run that was submitted to a target: one element of a launch.
// It never fails for an order of observations, and two rules always hold: `done` needs the manifest of the run, and an element that may still run is not started again.

/**
 * The states. `submitted`: handed to the target, which has not confirmed it; `queued`, `running`: as the target said last; `ending`: it ended well, and its
 * manifest is not seen yet, because a shared disk shows the files of another computer late; `done`: its manifest was seen; `failed`: it ended without one;
 * `cancelled`: the target stopped it; `lost`: the target answered, and does not know it.
 */
export const STATES = ['submitted', 'queued', 'running', 'ending', 'done', 'failed', 'cancelled', 'lost'] as const;

/** One of the states. */
export type ElementState = (typeof STATES)[number];

/**
 * An element. `attempt`: the submission that it belongs to, from 0; `code`: its exit code; `reason`: why it ended without a manifest, as a clause; `since`: when
 * it was first seen as `ending`, in milliseconds since 1970.
 */
export interface Element {
  readonly state: ElementState;
  readonly attempt: number;
  readonly code?: number;
  readonly reason?: string;
  readonly since?: number;
}

/** What the target says about an element. `silent`: it did not answer, or in words that we do not know, so nothing follows from it. */
export type TargetAnswer =
  | { readonly kind: 'silent' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'active'; readonly state: 'queued' | 'running' }
  | { readonly kind: 'ended'; readonly how: 'completed' | 'failed' | 'cancelled'; readonly detail: string };

/**
 * What is known about the current attempt of an element. `manifest`: it wrote a complete one; `exit`: the code with which its script ended; `time`: now, in
 * milliseconds since 1970.
 */
export interface Observation {
  readonly target: TargetAnswer;
  readonly manifest: boolean;
  readonly exit?: number;
  readonly time: number;
}

/** How long a manifest may be late, in milliseconds: NFS shows new files after up to a minute by default. */
export const GRACE_MS = 2 * 60_000;

/** An element that was just submitted. */
export const submitted = (attempt: number): Element => ({ state: 'submitted', attempt });

/** Whether an element may still run, so that it must not be started again. */
export const isActive = ({ state }: Element): boolean =>
  state === 'submitted' || state === 'queued' || state === 'running' || state === 'ending';

/** Whether an element may be submitted again. One that is unknown was never submitted. */
export const mayStart = (element: Element | undefined): boolean =>
  element === undefined || (!isActive(element) && element.state !== 'done');

/** The element after an observation; the same object where nothing changed. */
export function observed(element: Element, seen: Observation): Element {
  // Nothing that a target says later takes a result back.
  if (element.state === 'done') return element;
  const next = judged(element, seen);
  return isSame(element, next) ? element : next;
}

function judged(element: Element, seen: Observation): Element {
  const { target, manifest } = seen;
  const { attempt } = element;
  if (manifest) return { state: 'done', attempt };
  // A requeue after preemption is the same attempt: it only waits again.
  if (target.kind === 'active') return { state: target.state, attempt };
  // How it ended is known from when it was last active; its files may belong to another run now.
  if (!isActive(element)) return element;
  const end = endOf(element, seen);
  return end ? late(element, end, seen.time) : element;
}

/** How an element ended without a manifest. `isWell`: nothing went wrong as far as it is known, so the manifest may be late. */
interface End {
  readonly element: Element;
  readonly isWell: boolean;
}

function endOf(element: Element, { target, exit }: Observation): End | undefined {
  const { attempt } = element;
  // A script that is cancelled may still report the signal as its exit code.
  if (target.kind === 'ended' && target.how === 'cancelled')
    return { element: { state: 'cancelled', attempt, reason: target.detail }, isWell: false };
  if (exit !== undefined)
    return { element: { state: 'failed', attempt, code: exit, reason: exitReason(exit) }, isWell: exit === 0 };
  if (target.kind === 'ended')
    return { element: { state: 'failed', attempt, reason: endReason(target) }, isWell: target.how === 'completed' };
  // It is known to have ended well, whatever the target says now.
  if (element.state === 'ending') return { element: { ...element, state: 'failed' }, isWell: true };
  return target.kind === 'absent' ? { element: { state: 'lost', attempt, reason: LOST }, isWell: false } : undefined;
}

// An element that ended well waits for its manifest for a while. Another computer's clock may have been ahead.
function late(before: Element, { element: { since: _, ...end }, isWell }: End, time: number): Element {
  const since = before.since !== undefined && before.since <= time ? before.since : time;
  return isWell && time - since < GRACE_MS ? { ...end, state: 'ending', since } : end;
}

const endReason = ({ how, detail }: TargetAnswer & { readonly kind: 'ended' }): string =>
  how === 'completed' ? `${detail}, ${NO_MANIFEST}` : detail;

const NO_MANIFEST = 'but no complete run_manifest.json was written';
const LOST = 'the target does not know it any more';

const exitReason = (code: number): string => (code === 0 ? `exit code 0, ${NO_MANIFEST}` : `exit code ${code}`);

const isSame = (a: Element, b: Element): boolean =>
  a.state === b.state && a.attempt === b.attempt && a.code === b.code && a.reason === b.reason && a.since === b.since;
