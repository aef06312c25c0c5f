// The boundary to the client: every text of an answer is for people, unless its key names data that must stay exact.
import { ResponseError } from 'vscode-languageserver';
import { manyLines } from '../../../../src-shared/text/oneLine';

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
  'relpath',
  'sortText',
  'specs',
  'target',
  'targetUri',
  'text',
  'uri',
]);

/** The same answer without secrets, and without characters that hide or reorder text. The argument is not changed. */
export const toClient = <T>(answer: T): T => visible(answer) as T;

function visible(value: unknown): unknown {
  if (typeof value === 'string') return manyLines(value);
  if (Array.isArray(value)) {
    // Tokens are thousands of numbers.
    return value.length === 0 || typeof value[0] === 'number' ? value : value.map(visible);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof ResponseError) return new ResponseError(value.code, manyLines(value.message), value.data);
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, DATA.has(key) ? v : visible(v)]));
}
