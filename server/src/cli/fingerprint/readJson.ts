// Reads the JSON files of the fingerprint commands and marks their secrets.
import { type FileFormat, json } from '../../../../src-shared/artifacts/fileFormat';
import { markSecrets, secretsOf } from '../../../../src-shared/artifacts/secrets/secrets';
import { textFinding, unreadableText } from '../../../../src-shared/artifacts/textFinding';
import type { JsonNode } from '../../../../src-shared/text/jsonText';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';
import type { CliEnvironment } from '../command';
import { duplicateKeyWarnings } from '../duplicateKeyWarnings';
import { type Input, readInput, unreadableMessage } from '../readInput';

/** A JSON file. */
export interface JsonFile {
  readonly label: string;
  /** How its text was read. */
  readonly format: FileFormat;
  readonly root: JsonNode;
  /** Warnings about duplicate keys. */
  readonly duplicates: readonly string[];
}

/** Reads a named file as Python reads JSON; a message where that fails. */
export async function readJson(environment: CliEnvironment, given: string): Promise<JsonFile | string> {
  const input = await readInput(environment, given);
  return jsonOf(input, json);
}

/** Reads a named file according to its extension: only the first line of a session log. */
export async function readHeader(environment: CliEnvironment, given: string): Promise<JsonFile | string> {
  const { readArtifactText } = await import('../../../../src-shared/repro/files/readArtifactText');
  const { fileFormatOf } = await import('../../../../src-shared/artifacts/detect');
  const input = await readInput(environment, given, readArtifactText);
  const text = input.content.ok ? input.content.text : undefined;
  return jsonOf(input, fileFormatOf(input.path ?? '-', text));
}

function jsonOf({ label, content }: Input, format: FileFormat): JsonFile | string {
  if (!content.ok) return unreadableMessage(label, content.reason);
  const { value, problem } = format.read(content.text);
  if (value)
    return {
      label,
      format,
      root: markSecrets(value),
      duplicates: duplicateKeyWarnings({ label, text: content.text, root: value }),
    };
  if (!problem) return `${label} has no JSON value.`;
  const finding = textFinding(problem);
  const { line, character } = positionAt(lineIndex(content.text), finding.span.start);
  return `${label}:${line + 1}:${character + 1}: ${unreadableText(finding)}`;
}

/** A warning where a file contains secrets, with the names of their keys; `effect` states where they end up. */
export function secretWarning({ label, root }: JsonFile, effect: string): string[] {
  const keys = [...new Set(secretsOf(root).map(s => (s.isKey ? 'a key' : s.key === '' ? 'a value' : `\`${s.key}\``)))];
  return keys.length === 0 ? [] : [`${label} may contain a secret (${keys.join(', ')}). ${effect}`];
}
