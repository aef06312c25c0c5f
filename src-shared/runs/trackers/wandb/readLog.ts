// What the log of a W&B run says. It is the only file of an offline run of recent versions.
import { type JsonNode, parseJson } from '../../../text/jsonText';
import type { Place } from '../place';
import type { Point } from '../trackedRun';
import { KeyTree } from './keyTree';
import { isLog, logRecords, tailStart } from './logRecords';
import { type Field, fieldsOf, fieldWith } from './protobuf';

/** A log. `config` and `summary` are flat by path; `exit`: undefined where the log ends before. Times in milliseconds since 1970. */
export interface WandbLog {
  readonly config: Map<string, JsonNode>;
  readonly summary: Map<string, JsonNode>;
  readonly series: Map<string, Point[]>;
  name?: string;
  project?: string;
  version?: string;
  start?: number;
  commit?: string;
  os?: string;
  python?: string;
  exit?: { readonly code: bigint; readonly seconds: number };
  /** Nothing but the header was written. */
  isEmpty: boolean;
  /** All of it was read. */
  isWhole: boolean;
}

type OpenLog = Omit<WandbLog, 'config' | 'summary'> & { readonly config: KeyTree; readonly summary: KeyTree };

/** A log of this size is read as a whole, in bytes; of a larger one the beginning and the end. */
const MAX_WHOLE = 1024 * 1024;
const PART = 128 * 1024;

/** The log in a folder; undefined without one. */
export function readLog(place: Place, file: string): WandbLog | undefined {
  const size = place.size(file) ?? 0;
  const whole = Math.max(MAX_WHOLE, place.whole);
  const isWhole = size <= whole;
  const head = place.part(file, 0, isWhole ? whole : PART);
  if (!head || !isLog(head)) return undefined;
  const log: OpenLog = { config: new KeyTree(), summary: new KeyTree(), series: new Map(), isEmpty: true, isWhole };
  addRecords(log, logRecords(head), place.host.decodeUtf8);
  if (!isWhole) {
    const from = tailStart(size, PART);
    const tail = place.part(file, from, size - from);
    if (tail) addRecords(log, logRecords(tail, from), place.host.decodeUtf8);
  }
  return { ...log, config: log.config.flat(), summary: log.summary.flat() };
}

function addRecords(log: OpenLog, records: Iterable<Uint8Array>, decode: Decode): void {
  for (const record of records) {
    log.isEmpty = false;
    for (const field of fieldsOf(record)) READERS[field.id]?.(log, field.bytes ?? new Uint8Array(), decode);
  }
}

type RecordReader = (log: OpenLog, message: Uint8Array, decode: Decode) => void;

// By the number of the field in a record.
const READERS: Readonly<Record<number, RecordReader>> = {
  2: addHistory,
  3: (log, message, decode) => applyUpdate(log.summary, message, decode),
  5: (log, message, decode) => applyUpdate(log.config, message, decode),
  17: addRun,
  18: addExit,
  26: addEnvironment,
};

// An update of a dictionary: items, then the keys that were removed.
function applyUpdate(values: KeyTree, message: Uint8Array, decode: Decode): void {
  for (const { id, bytes } of fieldsOf(message)) {
    const item = bytes && (id === 1 || id === 2) ? itemOf(bytes, decode) : undefined;
    if (!item) continue;
    if (id === 1 && item.value) values.set(item.path, item.value);
    else values.remove(item.path);
  }
}

interface Item {
  readonly path: string;
  readonly value: JsonNode | undefined;
}

function itemOf(message: Uint8Array, decode: Decode): Item | undefined {
  const keys: string[] = [];
  let value: JsonNode | undefined;
  for (const { id, bytes } of fieldsOf(message)) {
    if (id === 1 || id === 2) keys.push(textOf(decode, bytes));
    else if (id === 16) value = parseJson(textOf(decode, bytes)).value;
  }
  return keys.length === 0 ? undefined : { path: keys.join('.'), value };
}

const MAX_POINTS = 200_000;

function addHistory(log: OpenLog, message: Uint8Array, decode: Decode): void {
  const items = [...fieldsOf(message)].flatMap(({ id, bytes }) =>
    id === 1 && bytes ? (itemOf(bytes, decode) ?? []) : [],
  );
  const step = items.find(({ path }) => path === '_step')?.value;
  for (const { path, value } of items) {
    if (value?.kind !== 'number' && value?.kind !== 'string') continue;
    const points = log.series.get(path) ?? [];
    log.series.set(path, points);
    if (points.length < MAX_POINTS) points.push({ value, ...(step?.kind === 'number' && { step: step.text }) });
  }
}

function addRun(log: OpenLog, message: Uint8Array, decode: Decode): void {
  for (const { id, bytes } of fieldsOf(message)) {
    if (id === 3 && bytes) log.project = textOf(decode, bytes);
    else if (id === 4 && bytes) applyUpdate(log.config, bytes, decode);
    else if (id === 8 && bytes) log.name = textOf(decode, bytes);
    else if (id === 17 && bytes) log.start = timeOf(bytes);
    else if (id === 19) log.version = textOf(decode, fieldWith(bytes, 5)?.bytes);
    else if (id === 21) log.commit = textOf(decode, fieldWith(bytes, 2)?.bytes);
  }
}

function addEnvironment(log: OpenLog, message: Uint8Array, decode: Decode): void {
  for (const { id, bytes } of fieldsOf(message)) {
    if (id === 1) log.os = textOf(decode, bytes);
    else if (id === 2) log.python = textOf(decode, bytes);
    else if (id === 9) log.commit = textOf(decode, fieldWith(bytes, 2)?.bytes);
  }
}

// A code of 0 is absent.
function addExit(log: OpenLog, message: Uint8Array): void {
  const [code, seconds] = [1, 2].map(id => fieldWith(message, id)?.number ?? 0n);
  log.exit = { code: BigInt.asIntN(32, code ?? 0n), seconds: Number(seconds) };
}

const MILLION = 1_000_000;

function timeOf(message: Uint8Array): number {
  const [seconds, nanos] = [1, 2].map(id => Number(fieldWith(message, id)?.number ?? 0n));
  return (seconds ?? 0) * 1000 + Math.floor((nanos ?? 0) / MILLION);
}

type Decode = Place['host']['decodeUtf8'];

const textOf = (decode: Decode, bytes: Field['bytes']): string => (bytes && decode(bytes)) || '';
