// Asks `kyn` for JSON, and reads the answer.
import type { RunResult } from '../host/host';
import { type JsonNode, member, parseJson } from '../text/jsonText';
import { artifactValue, type JsonValue } from '../text/outputJson';
import type { Findings, ToolAccess } from './tool';

/** What `kyn` printed. `messages`: the sentences on standard error. `code`: its exit code, or undefined where it did not end by itself. */
export interface KynAnswer {
  readonly node?: JsonNode;
  readonly messages: readonly string[];
  readonly code?: number;
}

/** Runs a command with `--format json`. The words after `--` are files. */
export async function kynJson(
  access: ToolAccess,
  words: readonly string[],
  files: readonly string[],
): Promise<KynAnswer> {
  const done = await access.kyn([...words, '--format', 'json', '--', ...files]);
  if (!done.ok) return { messages: [failureText(done)] };
  const { value } = parseJson(done.stdout);
  return { ...(value && { node: value }), messages: messagesIn(done.stderr), code: done.code };
}

/** The sentences that `kyn` printed on standard error. */
export const messagesIn = (stderr: string): readonly string[] =>
  stderr
    .split('\n')
    .map(line => line.replace(/^kyn: (?:warning: )?/, '').trim())
    .filter(line => line !== '' && !line.startsWith('usage: '));

/** Why `kyn` gave no answer. */
export const failureText = ({ reason, detail }: Extract<RunResult, { ok: false }>): string => FAILURES[reason](detail);

const FAILURES: Readonly<Record<Extract<RunResult, { ok: false }>['reason'], (detail: string) => string>> = {
  timeout: () => 'kyn was stopped because it took too long. Ask about a smaller folder or a single file.',
  aborted: () => 'This call was cancelled.',
  killed: () => 'kyn was stopped, or printed more than can be read. Ask about a smaller folder or a single file.',
  'not-started': detail => `kyn could not be started${detail === '' ? '' : `: ${detail}`}.`,
};

/** Where `kyn` could not use or read something, its messages are the reason why the answer is not complete. */
export const problemsOf = ({ code, node, messages }: KynAnswer): readonly string[] => {
  if (code !== undefined && code < 2 && node !== undefined) return [];
  return messages.length > 0 ? messages : ['kyn did not answer in the expected form.'];
};

/** The messages of an answer that is complete. */
export const notesOf = (answer: KynAnswer): readonly string[] =>
  problemsOf(answer).length === 0 ? answer.messages : [];

/** What a tool found in answers of `kyn`, with their messages. */
export const foundIn = (answers: readonly KynAnswer[], facts: Findings['facts'], limit?: number): Findings => ({
  facts: { ...facts, notes: [...new Set(answers.flatMap(notesOf))] },
  problems: [...new Set(answers.flatMap(problemsOf))],
  ...(limit !== undefined && { limit }),
});

/** The items of a list that is a member; empty where there is none. */
export function listOf(node: JsonNode | undefined, key: string): readonly JsonNode[] {
  const list = member(node, key);
  return list?.kind === 'array' ? list.items : [];
}

/** The text of a member, or '': also of a number. */
export function textOf(node: JsonNode | undefined, key: string): string {
  const value = member(node, key);
  return value?.kind === 'string' || value?.kind === 'number' ? value.text : '';
}

/** Some members of an object, those that it has, with exact numbers. */
export const pick = (node: JsonNode, keys: readonly string[]): { readonly [key: string]: JsonValue } =>
  Object.fromEntries(
    keys.flatMap(key => {
      const value = member(node, key);
      return value === undefined ? [] : [[key, artifactValue(value)] as const];
    }),
  );
