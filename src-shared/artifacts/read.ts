// Reads a text as an artifact: its kind, its content and its findings. Reading never fails.
import { byPlace, type Diagnostic } from '../text/diagnostic';
import type { JsonNode } from '../text/jsonText';
import { withArticle } from '../text/withArticle';
import { type Detected, detectBroken, detectKind, fileFormatOf, kindOfName, mayBeArtifact } from './detect';
import { json } from './fileFormat';
import { hasIgnoreComment } from './ignoreComment';
import type { Claims, Kind } from './kind';
import { markSecrets } from './secrets/secrets';
import { textFinding, unreadableText } from './textFinding';
import { validate } from './validate';

/**
 * An artifact that was read. `detectedBy: 'name'`: the text cannot be parsed, and only its name suggests the kind, so it is reported only where the
 * workspace has other files of KynML. Secrets are marked in `root`, which is absent when the text does not have
 * the format of its kind.
 */
export interface Artifact {
  readonly kind: Kind;
  readonly detectedBy: Detected['by'] | 'choice';
  /** Editors have the JSON schema of the kind for the name of the file. */
  readonly hasEditorSchema: boolean;
  readonly root?: JsonNode;
  readonly claims: Claims;
  readonly diagnostics: readonly Diagnostic[];
}

/** An entry as an artifact. */
export interface ReadEntry {
  /** For people; unique in the file. */
  readonly name: string;
  /** As in `Entry.id`. */
  readonly id: string;
  readonly artifact: Artifact;
}

/** The entries of an artifact that contains several, in the order of the file. A repeated name gets a number. */
export function readEntries({ kind, root, detectedBy, hasEditorSchema }: Artifact): readonly ReadEntry[] {
  if (!root || !kind.entries) return [];
  const entryKind = kind.entries.kind;
  const entries = kind.entries.of(root);
  const names = uniqueNames(entries);
  return entries.map((entry, i) => {
    const artifact = {
      kind: entryKind,
      detectedBy,
      hasEditorSchema,
      root: entry.root,
      claims: entryKind.claims(entry.root),
      // Where the names of its fields contradict each other, what the schema reports follows from that.
      diagnostics: entry.faults ?? validate(entryKind, entry.root),
    };
    return { name: names[i] ?? entry.name, id: entry.id, artifact };
  });
}

/** States that a file has no entry with an index, and which entries it has, or why it cannot be read. `label`: the file for people. */
export function noEntryText(label: string, artifact: Artifact, index: number): string {
  if (!artifact.root) return `${label} cannot be used: ${artifact.diagnostics.map(unreadableText).join(' ')}`;
  const { length } = readEntries(artifact);
  if (length === 0) return `${label} is ${withArticle(artifact.kind.title)} and has no entry #${index}.`;
  const entries = length === 1 ? 'Its only entry is #0.' : `Its entries are #0 to #${length - 1}.`;
  return `${label} has no entry #${index}. ${entries}`;
}

// A number is skipped where it would produce the name of another entry.
function uniqueNames(entries: readonly { readonly name: string }[]): string[] {
  const taken = new Set(entries.map(e => e.name));
  const counts = new Map<string, number>();
  return entries.map(({ name }) => {
    let count = (counts.get(name) ?? 0) + 1;
    while (count > 1 && taken.has(`${name} (${count})`)) count++;
    counts.set(name, count);
    const unique = count === 1 ? name : `${name} (${count})`;
    taken.add(unique);
    return unique;
  });
}

/** A path that names an entry of a file by its number from 0, e.g. `sweep_results.json#3`; undefined for any other path. */
export function entryPath(path: string): { readonly file: string; readonly index: number } | undefined {
  const [, file, index] = /^(.+)#(\d{1,9})$/.exec(path) ?? [];
  return file === undefined ? undefined : { file, index: Number(index) };
}

/** Reads a file; undefined if it is not an artifact. `path` may be a name alone; `choice` forces a kind. */
export function readArtifact(path: string, text: string, choice?: Kind): Artifact | undefined {
  if (!choice && !mayBeArtifact(path, text)) return undefined;
  const format = choice ? (choice.fileFormat ?? json) : fileFormatOf(path, text);
  if (!choice && hasIgnoreComment(format, text)) return undefined;
  const { value, problem, partial } = format.read(text);
  const root = value && markSecrets(value);
  const detected = choice
    ? { kind: choice, by: 'choice' as const }
    : root
      ? detectKind(path, root, format)
      : detectBroken(path, text, partial);
  if (!detected) return undefined;
  const { kind, by } = detected;
  const diagnostics = problem ? [textFinding(problem)] : root ? validate(kind, root) : [];
  return {
    kind,
    detectedBy: by,
    hasEditorSchema: !kind.sharesNames && kindOfName(path) === kind,
    ...(root && { root }),
    claims: root ? kind.claims(root) : {},
    diagnostics: [...diagnostics].sort(byPlace),
  };
}

/** Whether a comment in a text that resembles an artifact excludes it. */
export const isOptedOut = (path: string, text: string): boolean =>
  mayBeArtifact(path, text) && hasIgnoreComment(fileFormatOf(path, text), text);
