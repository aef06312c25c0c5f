// Text -> artifact: what it is, what it says, what is wrong with it. Never fails.
import { byPlace, type Diagnostic } from '../text/diagnostic';
import type { JsonNode } from '../text/jsonText';
import { type Detected, detectKind, formOf, mayBeArtifact } from './detect';
import type { Claims, Kind } from './kind';
import { json } from './textForm';
import { validate } from './validate';

/** An artifact as read. `root` is absent when the text has not the form of its kind. */
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
export function readEntry({ kind, root, detectedBy, byName }: Artifact, index: number): Artifact | undefined {
  const entry = root && kind.entries?.of(root)[index];
  if (!entry || !kind.entries) return undefined;
  const own = kind.entries.kind;
  const diagnostics = validate(own, entry.root);
  return { kind: own, detectedBy, byName, root: entry.root, claims: own.claims(entry.root), diagnostics };
}

/** Reads a file; undefined when it is none of our kinds. `path` may be a name alone; `choice` forces a kind. */
export function readArtifact(path: string, text: string, choice?: Kind): Artifact | undefined {
  if (!choice && !mayBeArtifact(path, text)) return undefined;
  const { value: root, problem } = (choice ? (choice.form ?? json) : formOf(path)).read(text);
  const detected = choice ? { kind: choice, by: 'choice' as const } : detectKind(path, root);
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
