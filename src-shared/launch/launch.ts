// What was submitted to a target for one folder: a training, or the combinations of a sweep. It is a value; all that changes it is here.
import { type Element, isActive, mayStart, type Observation, observed, STATES, submitted } from './element';
import { rangesText } from './indexRanges';

/** More elements than this are not read from a file. A sweep has at most as many combinations. */
export const MAX_ELEMENTS = 10_000;

/** A submission of some elements. */
export interface Submission {
  /** ISO 8601. */
  readonly time: string;
  /** The elements, as `0-3,7`. */
  readonly elements: string;
  /** The id that the target gave it; absent where kyn ended before it was known. */
  readonly job?: string;
  /** What the target added to the run: the arguments for its resources, and the modules. They are not part of the spec. */
  readonly resources: readonly string[];
  /** What identifies the manifest that was in the folder of a training before, so that it does not count as its result. */
  readonly earlier?: string;
}

/** The last question to the target. `detail`: why it gave no answer, as a clause; absent where it did. */
export interface Contact {
  /** ISO 8601. */
  readonly time: string;
  readonly detail?: string;
}

/** A launch. Paths are relative to the workspace folder where they are in it. */
export interface Launch {
  /** Letters and digits, unique. */
  readonly id: string;
  readonly target: string;
  readonly command: 'train' | 'sweep';
  readonly folder: string;
  readonly spec: string;
  /** What the manifests of its runs record. */
  readonly configHash: string;
  readonly generator: string;
  /** The name of the script in the folder of an element. */
  readonly script: string;
  readonly submissions: readonly Submission[];
  readonly elements: ReadonlyMap<number, Element>;
  readonly contact?: Contact;
}

/** The launch with one more submission, whose elements are submitted. Those that may not start keep their state. */
export function withSubmission(
  launch: Launch,
  indices: readonly number[],
  submission: Omit<Submission, 'elements'>,
): Launch {
  const started = indices.filter(index => mayStart(launch.elements.get(index)));
  const attempt = launch.submissions.length;
  const elements = new Map(launch.elements);
  for (const index of started) elements.set(index, submitted(attempt));
  return {
    ...launch,
    elements,
    submissions: [...launch.submissions, { ...submission, elements: rangesText(started) }],
  };
}

/** The launch whose last submission has the id of a job. */
export const withJob = (launch: Launch, job: string): Launch => ({
  ...launch,
  submissions: launch.submissions.map((s, i) => (i === launch.submissions.length - 1 ? { ...s, job } : s)),
});

/** The launch without its last submission, which the target refused: its elements have the states that they had `before`. */
export const withoutRefused = (launch: Launch, before: Launch): Launch => ({
  ...launch,
  elements: before.elements,
  submissions: before.submissions,
});

/** The launch in which some elements are not done, because what they wrote does not belong to the sweep as it is now. */
export function withoutResults(launch: Launch, indices: readonly number[]): Launch {
  const elements = new Map(launch.elements);
  for (const index of indices) {
    const element = elements.get(index);
    if (element?.state === 'done')
      elements.set(index, {
        state: 'failed',
        attempt: element.attempt,
        reason: 'its manifest is not that of this sweep',
      });
  }
  return { ...launch, elements };
}

/** The launch after its elements were looked at; `observe` is not called for those that are done. The same object where nothing changed. */
export function afterLook(launch: Launch, observe: (index: number, element: Element) => Observation): Launch {
  let elements: Map<number, Element> | undefined;
  for (const [index, element] of launch.elements) {
    const next = element.state === 'done' ? element : observed(element, observe(index, element));
    if (next === element) continue;
    elements ??= new Map(launch.elements);
    elements.set(index, next);
  }
  return elements ? { ...launch, elements } : launch;
}

/** The indices of the elements that may still run. */
export const activeIndices = ({ elements }: Launch): readonly number[] =>
  [...elements].flatMap(([index, element]) => (isActive(element) ? [index] : []));

/** The attempts that elements which may still run belong to. */
export const activeAttempts = ({ elements }: Launch): readonly number[] => [
  ...new Set([...elements.values()].filter(isActive).map(({ attempt }) => attempt)),
];

/** How many elements are in each state; states without any are left out. */
export function stateCounts({ elements }: Launch): ReadonlyMap<Element['state'], number> {
  const counts = new Map<Element['state'], number>();
  for (const { state } of elements.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
  return new Map(STATES.flatMap(state => (counts.has(state) ? [[state, counts.get(state) ?? 0] as const] : [])));
}

/** What a run of an attempt is called by its target, and what the claim of its folder has: only this attempt may run there. */
export const attemptName = ({ id }: Pick<Launch, 'id'>, attempt: number): string => `kyn-${id}.${attempt}`;
