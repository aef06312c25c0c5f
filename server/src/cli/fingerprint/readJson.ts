// JSON files of the commands on fingerprints, their secrets marked.
import { markSecrets, secretsOf } from '../../../../src-shared/artifacts/secrets/secrets';
import { type JsonNode, parseJson } from '../../../../src-shared/text/jsonText';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';
import type { CliEnvironment } from '../command';
import { duplicateKeyWarnings } from '../duplicateKeyWarnings';
import { type Input, readInput, unreadableMessage } from '../readInput';

/** A JSON file. */
export interface JsonFile {
  readonly label: string;
  readonly root: JsonNode;
  /** Warnings of keys that stand twice. */
  readonly duplicates: readonly string[];
}

/** Reads a named file as Python reads JSON; a sentence where it cannot be used. */
export async function readJson(environment: CliEnvironment, given: string): Promise<JsonFile | string> {
  const input = await readInput(environment, given);
  return jsonOf(input, parseJson);
}

/** Reads a named file as its ending asks for: of a session log only the first line. */
export async function readHeader(environment: CliEnvironment, given: string): Promise<JsonFile | string> {
  const { readArtifactText } = await import('../../../../src-shared/repro/files/readArtifactText');
  const { fileFormatOf } = await import('../../../../src-shared/artifacts/detect');
  const input = await readInput(environment, given, readArtifactText);
  const text = input.content.ok ? input.content.text : undefined;
  return jsonOf(input, fileFormatOf(input.path ?? '-', text).read);
}

function jsonOf({ label, content }: Input, read: typeof parseJson): JsonFile | string {
  if (!content.ok) return unreadableMessage(label, content.reason);
  const { value, problem } = read(content.text);
  if (value)
    return {
      label,
      root: markSecrets(value),
      duplicates: duplicateKeyWarnings({ label, text: content.text, root: value }),
    };
  const { line, character } = positionAt(lineIndex(content.text), problem?.span.start ?? 0);
  // Python reads somewhat deeper, so this is no word on what Python would say.
  const what = problem?.code === 'json-too-deep' ? 'is deeper than this tool reads' : 'is not JSON as Python reads it';
  return `${label} ${what}, at ${line + 1}:${character + 1}: ${problem?.message ?? ''}`;
}

/** A warning where a file holds secrets, with the names of their keys; `because` completes it. */
export function secretWarning({ label, root }: JsonFile, because: string): string[] {
  const keys = [...new Set(secretsOf(root).map(s => (s.isKey ? 'a key' : s.key === '' ? 'a value' : s.key)))];
  return keys.length === 0 ? [] : [`${label} holds what looks like a secret (${keys.join(', ')}); ${because}`];
}
