// The text of a launch in `.kynml/launches`: JSON with one line for each element, so that 10,000 elements are written in milliseconds.
import { type Element, type ElementState, STATES } from './element';
import { type Contact, type Launch, MAX_ELEMENTS, type Submission } from './launch';

const VERSION = 1;

/** The text of a launch. */
export function launchText(launch: Launch): string {
  const { elements, contact, ...head } = launch;
  const entries = Object.entries({ version: VERSION, ...head, ...(contact && { contact }) });
  const fields = entries.map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`).join('');
  const sorted = [...elements].sort(([a], [b]) => a - b);
  const lines = sorted.map(([index, element]) => `    ${JSON.stringify({ index, ...element })}`).join(',\n');
  return `{\n${fields}  "elements": [\n${lines}\n  ]\n}\n`;
}

/** A launch, or what is wrong with the text: a clause after the name of its file. */
export type LaunchRead =
  | { readonly ok: true; readonly launch: Launch }
  | { readonly ok: false; readonly problem: string };

/** Reads the text of a launch. A text with a part that is not understood is refused as a whole, because a run that it forgets would be started twice. */
export function readLaunch(text: string): LaunchRead {
  const root = parsed(text);
  if (!isRecord(root)) return broken('is not JSON, or was not written to its end');
  if (root.version !== VERSION)
    return broken(`has version ${JSON.stringify(root.version) ?? 'none'}, and this kyn reads version ${VERSION}`);
  const head = launchHead(root);
  if (!head) return broken('lacks a field, or a field has another type');
  const elements = readElements(root.elements, head.submissions.length);
  return elements ? { ok: true, launch: { ...head, elements } } : broken('has an element that cannot be read');
}

const broken = (problem: string): LaunchRead => ({ ok: false, problem });

type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function launchHead(root: Fields): Omit<Launch, 'elements'> | undefined {
  const { id, target, command, folder, spec, configHash, generator, script, contact } = root;
  const submissions = listOf(root.submissions, readSubmission);
  if (!isText(id) || !/^[0-9A-Za-z]{1,64}$/.test(id) || (command !== 'train' && command !== 'sweep')) return undefined;
  if (!isText(target) || !isText(folder) || !isText(spec) || !submissions) return undefined;
  if (!isText(configHash) || !isText(generator) || !isText(script) || /[/\\]/.test(script)) return undefined;
  const read = contact === undefined ? undefined : readContact(contact);
  if (contact !== undefined && !read) return undefined;
  const head = { id, target, command, folder, spec, configHash, generator, script, submissions } as const;
  return read ? { ...head, contact: read } : head;
}

function readContact(value: unknown): Contact | undefined {
  if (!isRecord(value) || !isText(value.time)) return undefined;
  if (value.detail === undefined) return { time: value.time };
  return isText(value.detail) ? { time: value.time, detail: value.detail } : undefined;
}

function readSubmission(value: unknown): Submission | undefined {
  if (!isRecord(value)) return undefined;
  const { time, elements, job, earlier } = value;
  const resources = listOf(value.resources, text => (isText(text) ? text : undefined));
  // The days before a time are asked for too, so it cannot be the first of the calendar.
  if (!isText(time) || !(Date.parse(time) > 0) || !isText(elements) || !resources) return undefined;
  if (job !== undefined && !(isText(job) && /^\d{1,18}$/.test(job))) return undefined;
  if (earlier !== undefined && !isText(earlier)) return undefined;
  return { time, elements, resources, ...(job !== undefined && { job }), ...(earlier !== undefined && { earlier }) };
}

function readElements(value: unknown, submissions: number): ReadonlyMap<number, Element> | undefined {
  const entries = listOf(value, item => readElement(item, submissions));
  if (!entries || entries.length > MAX_ELEMENTS) return undefined;
  const elements = new Map(entries);
  return elements.size === entries.length ? elements : undefined;
}

function readElement(value: unknown, submissions: number): readonly [number, Element] | undefined {
  if (!isRecord(value)) return undefined;
  const { index, state, attempt, code, reason, since } = value;
  if (!isIndex(index, MAX_ELEMENTS) || !isIndex(attempt, submissions) || !isState(state)) return undefined;
  if ((code !== undefined && !isIndex(code, 1024)) || (reason !== undefined && !isText(reason))) return undefined;
  if (since !== undefined && !Number.isSafeInteger(since)) return undefined;
  const more = { ...(code !== undefined && { code }), ...(reason !== undefined && { reason }) };
  return [index, { state, attempt, ...more, ...(typeof since === 'number' && { since }) }];
}

const isIndex = (value: unknown, end: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < end;

const isState = (value: unknown): value is ElementState => STATES.some(state => state === value);

// The items of a list; undefined where it is not a list, or one of its items cannot be read.
function listOf<T>(value: unknown, read: (item: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(read);
  return items.every(item => item !== undefined) ? (items as readonly T[]) : undefined;
}
