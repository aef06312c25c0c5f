// A file that was read -> what a list shows about it, so that the list reads no file: artifacts that are not runs, and files that cannot be read.
import { kindById, kindOfName } from '../../artifacts/detect';
import type { Claims, Kind } from '../../artifacts/kind';
import type { Artifact } from '../../artifacts/read';
import { unreadableText } from '../../artifacts/textFinding';
import type { JsonNode } from '../../text/jsonText';

/** An artifact that is not a run. `facts`: what distinguishes it; `modified`: milliseconds since 1970. Texts are as written. */
export interface IndexedArtifact {
  readonly path: string;
  readonly kind: Kind;
  readonly name: string | undefined;
  readonly facts: readonly string[];
  readonly claims: Pick<Claims, 'time' | 'fingerprint'>;
  readonly errors: number;
  readonly warnings: number;
  readonly modified: number;
}

/** What is known of a file that cannot be read as an artifact. `isNamed`: only its name says what it should be; `reason`: a sentence. */
export interface IndexedFault {
  readonly kind: Kind;
  readonly isNamed: boolean;
  readonly reason: string;
}

/** The entry of an artifact; undefined for runs, for kinds that no list shows, and for what only its name suggests. */
export function indexedArtifact(
  path: string,
  artifact: Artifact | undefined,
  modified: number,
): IndexedArtifact | undefined {
  if (!artifact?.root || artifact.detectedBy === 'name') return undefined;
  const { kind, root, claims, diagnostics } = artifact;
  if (!kind.listing || kind.isRun) return undefined;
  const count = (severity: string): number => diagnostics.filter(d => d.severity === severity).length;
  const { time, fingerprint } = claims;
  return {
    path,
    kind,
    name: kind.listing.name(root),
    facts: kind.listing.facts(root),
    claims: { ...(time !== undefined && { time }), ...(fingerprint && { fingerprint }) },
    errors: count('error'),
    warnings: count('warning'),
    modified,
  };
}

/** What distinguishes a value of a kind from others. */
export const recordedFacts = (kind: string, root: JsonNode): readonly string[] =>
  kindById(kind)?.listing?.facts(root) ?? [];

/** The fault of a text that has the form or the name of an artifact but cannot be read as one; undefined for any other text. */
export const textFault = (artifact: Artifact | undefined): IndexedFault | undefined =>
  artifact && !artifact.root
    ? {
        kind: artifact.kind,
        isNamed: artifact.detectedBy === 'name',
        reason: artifact.diagnostics.map(unreadableText).join(' '),
      }
    : undefined;

/** The fault of a file with the name of an artifact that has no text; undefined for other names. `why`: the end of a sentence. */
export function fileFault(path: string, why: string): IndexedFault | undefined {
  const kind = kindOfName(path);
  return kind && { kind, isNamed: true, reason: `${why}.` };
}
