// Text -> artifact: what it is, what it says, what is wrong with it. Never fails.
import { byPlace, type Diagnostic } from '../text/diagnostic';
import type { JsonNode } from '../text/jsonText';
import { type Detected, detectBroken, detectKind, fileFormatOf, isMarkedByKey, mayBeArtifact } from './detect';
import { json } from './fileFormat';
import { hasIgnoreComment } from './ignoreComment';
import type { Claims, Kind } from './kind';
import { markSecrets } from './secrets/secrets';
import { validate } from './validate';

/** An artifact as read. In `root` secrets are marked. It is absent when the text has not the form of its kind. */
export interface Artifact {
  readonly kind: Kind;
  readonly detectedBy: Detected['by'] | 'choice';
  /** The file's name is one of the kind's names as well. */
  readonly byName: boolean;
  readonly root?: JsonNode;
  readonly claims: Claims;
  readonly diagnostics: readonly Diagnostic[];
}

/** One entry of an artifact that holds several, as an artifact of its own; undefined where there is none of this number. `index` counts from 0. */
export const readEntry = (artifact: Artifact, index: number): Artifact | undefined =>
  readEntries(artifact)[index]?.artifact;

/** An entry as an artifact of its own. */
export interface ReadEntry {
  /** For people; no other entry of the file has it. */
  readonly name: string;
  /** As in `Entry.id`. */
  readonly id: string;
  readonly artifact: Artifact;
}

/** The entries of an artifact that holds several, in the order of the file. Of two that have one name the second is told by a number. */
export function readEntries({ kind, root, detectedBy, byName }: Artifact): readonly ReadEntry[] {
  if (!root || !kind.entries) return [];
  const own = kind.entries.kind;
  const entries = kind.entries.of(root);
  const names = uniqueNames(entries);
  return entries.map((entry, i) => {
    const diagnostics = validate(own, entry.root);
    const artifact = { kind: own, detectedBy, byName, root: entry.root, claims: own.claims(entry.root), diagnostics };
    return { name: names[i] ?? entry.name, id: entry.id, artifact };
  });
}

// A number is taken that makes no other entry's name.
function uniqueNames(entries: readonly { readonly name: string }[]): string[] {
  const taken = new Set(entries.map(e => e.name));
  const counts = new Map<string, number>();
  return entries.map(({ name }) => {
    let count = (counts.get(name) ?? 0) + 1;
    while (count > 1 && taken.has(`${name} (${count})`)) count++;
    counts.set(name, count);
    const own = count === 1 ? name : `${name} (${count})`;
    taken.add(own);
    return own;
  });
}

/** A path that names an entry of a file by its number from 0, e.g. `sweep_results.json#3`; undefined for any other. */
export function entryPath(path: string): { readonly file: string; readonly index: number } | undefined {
  const [, file, index] = /^(.+)#(\d{1,9})$/.exec(path) ?? [];
  return file === undefined ? undefined : { file, index: Number(index) };
}

/** Reads a file; undefined when it is none of our kinds. `path` may be a name alone; `choice` forces a kind. */
export function readArtifact(path: string, text: string, choice?: Kind): Artifact | undefined {
  if (!choice && !mayBeArtifact(path, text)) return undefined;
  const form = choice ? (choice.fileFormat ?? json) : fileFormatOf(path, text);
  if (!choice && hasIgnoreComment(form, text)) return undefined;
  const { value, problem, partial } = form.read(text);
  const root = value && markSecrets(value);
  const detected = choice
    ? { kind: choice, by: 'choice' as const }
    : (detectKind(path, root, form) ?? (problem && detectBroken(path, text, partial)));
  if (!detected) return undefined;
  const diagnostics = problem ? [problem] : root ? validate(detected.kind, root) : [];
  return {
    kind: detected.kind,
    detectedBy: detected.by,
    byName: detectKind(path, undefined)?.kind === detected.kind,
    ...(root && { root }),
    claims: root ? detected.kind.claims(root) : {},
    diagnostics: [...diagnostics].sort(byPlace),
  };
}

/** Why a text that looks like one of our kinds is read as none: `off`, its own comment says so; a fault of the text otherwise. */
export type Unread = 'off' | Diagnostic;

/** Why `readArtifact` gives nothing for a file; undefined where it is simply none of ours. */
export function whyUnread(path: string, text: string): Unread | undefined {
  if (!mayBeArtifact(path, text)) return undefined;
  const form = fileFormatOf(path, text);
  if (hasIgnoreComment(form, text)) return 'off';
  return isMarkedByKey(path, text) ? form.read(text).problem : undefined;
}
