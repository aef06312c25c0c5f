// JSON files of the commands on fingerprints, their secrets marked.
import { type FileFormat, json } from '../../../../src-shared/artifacts/fileFormat';
import { jsonTooDeep } from '../../../../src-shared/artifacts/findings/jsonTooDeep';
import { markSecrets, secretsOf } from '../../../../src-shared/artifacts/secrets/secrets';
import { textFinding } from '../../../../src-shared/artifacts/textFinding';
import type { JsonNode } from '../../../../src-shared/text/jsonText';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';
import type { CliEnvironment } from '../command';
import { duplicateNotes } from '../duplicateNotes';
import { type Input, readInput, unreadableMessage } from '../readInput';

/** A JSON file. */
export interface JsonFile {
  readonly label: string;
  readonly root: JsonNode;
  /** Warnings of keys that stand twice. */
  readonly duplicates: readonly string[];
}

/** Reads a named file as Python reads JSON; a sentence where it cannot be used. */
export async function readJson(world: CliEnvironment, given: string): Promise<JsonFile | string> {
  const input = await readInput(world, given);
  return jsonOf(input, json.read);
}

/** Reads a named file as its ending asks for: of a session log only the first line. */
export async function readHeader(world: CliEnvironment, given: string): Promise<JsonFile | string> {
  const { readArtifactText } = await import('../../../../src-shared/repro/files/readArtifactText');
  const { fileFormatOf } = await import('../../../../src-shared/artifacts/detect');
  const input = await readInput(world, given, readArtifactText);
  const text = input.content.ok ? input.content.text : undefined;
  return jsonOf(input, fileFormatOf(input.path ?? '-', text).read);
}

function jsonOf({ label, content }: Input, read: FileFormat['read']): JsonFile | string {
  if (!content.ok) return unreadableMessage(label, content.reason);
  const { value, problem } = read(content.text);
  if (value)
    return { label, root: markSecrets(value), duplicates: duplicateNotes({ label, text: content.text, root: value }) };
  const found = problem && textFinding(problem);
  const { line, character } = positionAt(lineIndex(content.text), found?.span.start ?? 0);
  // Python reads somewhat deeper, so this is no word on what Python would say.
  const what = found?.code === jsonTooDeep.code ? 'is deeper than this tool reads' : 'is not JSON as Python reads it';
  return `${label} ${what}, at ${line + 1}:${character + 1}: ${found?.message ?? ''}`;
}

/** A warning where a file holds secrets, with the names of their keys; `because` completes it. */
export function secretWarning({ label, root }: JsonFile, because: string): string[] {
  const keys = [...new Set(secretsOf(root).map(s => (s.isKey ? 'a key' : s.key === '' ? 'a value' : s.key)))];
  return keys.length === 0 ? [] : [`${label} holds what looks like a secret (${keys.join(', ')}); ${because}`];
}
