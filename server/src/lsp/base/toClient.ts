// The boundary to the client: every text of an answer is for people, unless its key names data that must stay exact.
import type { Hide } from '../../../../src-shared/text/hiderOf';
import { manyLines } from '../../../../src-shared/text/oneLine';
import { recentTexts } from '../../../../src-shared/text/recentTexts';
import { isPlain } from '../../../../src-shared/text/secretText';
import { ResponseError } from './languageServer';

// Edits, locations, and what a client sends back or writes to a file.
const DATA: ReadonlySet<string> = new Set([
  'after',
  'arguments',
  'argv',
  'before',
  'commit',
  'data',
  'documents',
  'filterText',
  'imports',
  'lockUri',
  'newText',
  'path',
  'range',
  'relpath',
  'selectionRange',
  'sortText',
  'specs',
  'target',
  'targetUri',
  'text',
  'uri',
]);

/**
 * The same answer without secrets, and without characters that hide or reorder text. The argument is not changed; what has no such text in it is not
 * copied, because findings are sent again after each keystroke. `hide` removes what is secret in this answer only.
 */
export const toClient = <T>(answer: T, hide?: Hide): T =>
  visible(answer, hide ? text => hide(visibleText(text)) : visibleText) as T;

function visible(value: unknown, shown: Hide): unknown {
  if (typeof value === 'string') return shown(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return visibleList(value, shown);
  if (value instanceof ResponseError) return new ResponseError(value.code, shown(value.message), value.data);
  return visibleObject(value as Readonly<Record<string, unknown>>, shown);
}

function visibleList(list: readonly unknown[], shown: Hide): readonly unknown[] {
  // Tokens are thousands of numbers.
  if (typeof list[0] === 'number') return list;
  let copy: unknown[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const found = visible(list[i], shown);
    if (found !== list[i]) copy ??= list.slice(0, i);
    copy?.push(found);
  }
  return copy ?? list;
}

function visibleObject(object: Readonly<Record<string, unknown>>, shown: Hide): Readonly<Record<string, unknown>> {
  const changes: [key: string, value: unknown][] = [];
  for (const key of Object.keys(object)) {
    const found = DATA.has(key) ? object[key] : visible(object[key], shown);
    if (found !== object[key]) changes.push([key, found]);
  }
  // In the order of the keys; a key such as `__proto__` is a key like others here.
  return changes.length > 0 ? Object.fromEntries([...Object.entries(object), ...changes]) : object;
}

// Most texts of an answer are those of the answer before.
const recentText = recentTexts(manyLines, { count: 4000 });
const visibleText: Hide = text => (isPlain(text) ? text : recentText(text));
