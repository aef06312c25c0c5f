// The findings of an artifact: a lock, a run manifest. Apart from the specs' checks, for the schemas take time to load.
import { detectKind, kindById } from '../../../../src-shared/artifacts/detect';
import { kinds } from '../../../../src-shared/artifacts/kinds';
import { type Artifact, readArtifact } from '../../../../src-shared/artifacts/read';
import { maskSecrets } from '../../../../src-shared/artifacts/secrets';
import { BOM, configHash } from '../../../../src-shared/repro/configHash';
import { artifactFindings } from '../../../../src-shared/repro/findings';
import { pinnedSpec } from '../../../../src-shared/repro/findLock';
import { readGoldens } from '../../../../src-shared/repro/goldenFiles';
import { goldenFindings } from '../../../../src-shared/repro/goldenFindings';
import { byPlace, type Diagnostic } from '../../../../src-shared/text/diagnostic';
import type { World } from '../command';
import type { Imports, SpecSource } from '../specImports';
import type { CheckedFile } from './checkReport';

/** The identifiers of all kinds. */
export const artifactKinds: readonly string[] = kinds.map(k => k.id);

/** Whether a file's name alone says that it is an artifact. */
export const isArtifactName = (path: string): boolean => detectKind(path, undefined) !== undefined;

/** Checks the text of an artifact, of a kind if one is given; undefined when it is none that is known. */
export function checkArtifact(
  world: World,
  { read }: Imports,
  file: SpecSource & { readonly kind: string | undefined },
): Omit<CheckedFile, 'path'> | undefined {
  const text = file.text.startsWith(BOM) ? file.text.slice(1) : file.text;
  const choice = file.kind === undefined ? undefined : kindById(file.kind);
  const artifact = readArtifact(file.path ?? '-', text, choice);
  if (!artifact) return undefined;
  const specHash = (): string | null | undefined => {
    if (file.path === undefined || artifact.claims.sourcePath === undefined) return undefined;
    return pinnedHash(world, read, { path: file.path, text });
  };
  return {
    kind: artifact.kind.id,
    diagnostics: [...artifactFindings(artifact, specHash()), ...goldensOf(world, artifact, file.path)].sort(byPlace),
    text: maskSecrets(text, artifact.root),
  };
}

// What is wrong between an index of goldens and the files that it names.
function goldensOf({ host }: World, { claims }: Artifact, path: string | undefined): Diagnostic[] {
  const { goldens = [] } = claims;
  return goldens.length === 0 ? [] : goldenFindings(goldens, readGoldens(goldens, { path }, host), host.sha256);
}

// CONFIG_HASH of the spec that a lock pins; null when the spec is not there.
function pinnedHash(
  { host, io }: World,
  read: Imports['read'],
  { path, text }: { path: string; text: string },
): string | null | undefined {
  const spec = pinnedSpec(text, { path, folder: io.cwd }, read);
  if (typeof spec !== 'string') return spec;
  const content = read(spec);
  return content.ok ? configHash(content.text, host.sha256) : null;
}
