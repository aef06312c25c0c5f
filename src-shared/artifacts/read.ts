// Text -> artifact: what it is, what it says, what is wrong with it. Never fails.
import { byPlace, type Diagnostic } from '../text/diagnostic';
import type { JsonNode } from '../text/jsonText';
import { type Detected, detectBeginning, detectKind, formOf, mayBeArtifact } from './detect';
import type { Claims, Kind } from './kind';
import { markSecrets } from './secrets';
import { json } from './textForm';
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

const HEAD = 2000;

// A comment `kynml: ignore` near the top says that a file is none of ours, whatever it looks like.
const isSwitchedOff = (text: string): boolean => /^[ \t]*(?:#|\/\/).*\bkynml: ignore\b/m.test(text.slice(0, HEAD));

/** One entry of an artifact that holds several, as an artifact of its own; undefined where there is none of this number. `index` counts from 0. */
export const readEntry = (artifact: Artifact, index: number): Artifact | undefined =>
  [...readEntries(artifact).values()][index];

/** The entries of an artifact that holds several, by name in the order of the file. Of two that have one name the second is told by a number. */
export function readEntries({ kind, root, detectedBy, byName }: Artifact): ReadonlyMap<string, Artifact> {
  const found = new Map<string, Artifact>();
  const counts = new Map<string, number>();
  if (!root || !kind.entries) return found;
  const own = kind.entries.kind;
  for (const entry of kind.entries.of(root)) {
    const diagnostics = validate(own, entry.root);
    const artifact = { kind: own, detectedBy, byName, root: entry.root, claims: own.claims(entry.root), diagnostics };
    const count = (counts.get(entry.name) ?? 0) + 1;
    counts.set(entry.name, count);
    found.set(count === 1 ? entry.name : `${entry.name} (${count})`, artifact);
  }
  return found;
}

/** A path that names an entry of a file by its number from 0, e.g. `sweep_results.json#3`; undefined for any other. */
export function entryPath(path: string): { readonly file: string; readonly index: number } | undefined {
  const [, file, index] = /^(.+)#(\d{1,9})$/.exec(path) ?? [];
  return file === undefined ? undefined : { file, index: Number(index) };
}

/** Reads a file; undefined when it is none of our kinds. `path` may be a name alone; `choice` forces a kind. */
export function readArtifact(path: string, text: string, choice?: Kind): Artifact | undefined {
  if (!choice && (!mayBeArtifact(path, text) || isSwitchedOff(text))) return undefined;
  const { value, problem } = (choice ? (choice.form ?? json) : formOf(path)).read(text);
  const root = value && markSecrets(value);
  const detected = choice
    ? { kind: choice, by: 'choice' as const }
    : (detectKind(path, root) ?? (problem && detectBeginning(path, text)));
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
