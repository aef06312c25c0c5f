// Text -> artifact: what it is, what it says, what is wrong with it. Never fails.
import { byPlace, type Diagnostic } from '../text/diagnostic';
import { type JsonNode, parseJson } from '../text/jsonText';
import { type Detected, detectKind, mayBeArtifact } from './detect';
import type { Claims, Kind } from './kind';
import { validate } from './validate';

/** An artifact as read. `root` is absent when the text is no JSON. */
export interface Artifact {
  readonly kind: Kind;
  readonly detectedBy: Detected['by'] | 'choice';
  /** The file's name is one of the kind's names as well. */
  readonly byName: boolean;
  readonly root?: JsonNode;
  readonly claims: Claims;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a file; undefined when it is none of our kinds. `choice` forces a kind. */
export function readArtifact(fileName: string, text: string, choice?: Kind): Artifact | undefined {
  if (!choice && !mayBeArtifact(fileName, text)) return undefined;
  const { value: root, problem } = parseJson(text);
  const detected = choice ? { kind: choice, by: 'choice' as const } : detectKind(fileName, root);
  if (!detected) return undefined;
  const diagnostics = problem ? [problem] : root ? validate(detected.kind, root) : [];
  return {
    kind: detected.kind,
    detectedBy: detected.by,
    byName: detectKind(fileName, undefined)?.kind === detected.kind,
    ...(root && { root }),
    claims: root ? detected.kind.claims(root) : {},
    diagnostics: [...diagnostics].sort(byPlace),
  };
}
