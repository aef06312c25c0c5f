// The state machine of a run that was submitted to a target: one element of a launch.
// It never fails for an order of observations, and two rules always hold: `done` needs the manifest of the run, and an element that may still run is not started again.

/**
 * The states. `submitted`: handed to the target, which has not confirmed it; `queued`, `running`: as the target said last; `done`: its manifest was seen;
 * `failed`: it ended without one; `cancelled`: the target stopped it; `lost`: the target answered, and does not know it.
 */
export const STATES = ['submitted', 'queued', 'running', 'done', 'failed', 'cancelled', 'lost'] as const;

/** One of the states. */
export type ElementState = (typeof STATES)[number];

/** An element. `attempt`: the submission that it belongs to, from 0; `code`: its exit code; `reason`: why it ended without a manifest, as a clause. */
export interface Element {
  readonly state: ElementState;
  readonly attempt: number;
  readonly code?: number;
  readonly reason?: string;
}

/** What the target says about an element. `silent`: it did not answer, or in words that we do not know, so nothing follows from it. */
export type TargetAnswer =
  | { readonly kind: 'silent' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'active'; readonly state: 'queued' | 'running' }
  | { readonly kind: 'ended'; readonly how: 'completed' | 'failed' | 'cancelled'; readonly detail: string };

/** What is known about the current attempt of an element. `manifest`: it wrote a complete one; `exit`: the code with which its script ended. */
export interface Observation {
  readonly target: TargetAnswer;
  readonly manifest: boolean;
  readonly exit?: number;
}

/** An element that was just submitted. */
export const submitted = (attempt: number): Element => ({ state: 'submitted', attempt });

/** Whether an element may still run, so that it must not be started again. */
export const isActive = ({ state }: Element): boolean =>
  state === 'submitted' || state === 'queued' || state === 'running';

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

function judged(element: Element, { target, manifest, exit }: Observation): Element {
  const { attempt } = element;
  if (manifest) return { state: 'done', attempt };
  // A requeue after preemption is the same attempt: it only waits again.
  if (target.kind === 'active') return { state: target.state, attempt };
  // How it ended is known from when it was last active; its files may belong to another run now.
  if (!isActive(element)) return element;
  // A script that is cancelled may still report the signal as its exit code.
  if (target.kind === 'ended' && target.how === 'cancelled')
    return { state: 'cancelled', attempt, reason: target.detail };
  if (exit !== undefined) return { state: 'failed', attempt, code: exit, reason: exitReason(exit) };
  if (target.kind === 'ended') return { state: 'failed', attempt, reason: endReason(target) };
  return target.kind === 'absent' ? { state: 'lost', attempt, reason: LOST } : element;
}

const endReason = ({ how, detail }: TargetAnswer & { readonly kind: 'ended' }): string =>
  how === 'completed' ? `${detail}, ${NO_MANIFEST}` : detail;

const NO_MANIFEST = 'but no complete run_manifest.json was written';
const LOST = 'the target does not know it any more';

const exitReason = (code: number): string => (code === 0 ? `exit code 0, ${NO_MANIFEST}` : `exit code ${code}`);

const isSame = (a: Element, b: Element): boolean =>
  a.state === b.state && a.attempt === b.attempt && a.code === b.code && a.reason === b.reason;
