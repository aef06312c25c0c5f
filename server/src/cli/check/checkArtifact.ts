// The findings of an artifact: a lock, a run manifest. Apart from the specs' checks, for the schemas take time to load.
import { kindById } from '../../../../src-shared/artifacts/detect';
import { kinds } from '../../../../src-shared/artifacts/kinds';
import { type Artifact, readArtifact, whyUnread } from '../../../../src-shared/artifacts/read';
import { maskUnread } from '../../../../src-shared/artifacts/secrets/maskUnread';
import { maskSecrets } from '../../../../src-shared/artifacts/secrets/secrets';
import { dirname } from '../../../../src-shared/host/paths';
import { staysInside } from '../../../../src-shared/host/throughLink';
import { artifactFindings, type PinnedNow } from '../../../../src-shared/repro/diagnostics/findings';
import { repositoryOf } from '../../../../src-shared/repro/git/gitInfo';
import { readGoldens } from '../../../../src-shared/repro/golden/files';
import { goldenFindings } from '../../../../src-shared/repro/golden/findings';
import { BOM, configHash } from '../../../../src-shared/repro/hash/configHash';
import { pinnedSpec } from '../../../../src-shared/repro/lock/findLock';
import { byPlace, type Diagnostic } from '../../../../src-shared/text/diagnostic';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';
import type { CliEnvironment } from '../command';
import type { ImportReader, SpecSource } from '../specImports';
import type { CheckedFile } from './checkReport';

/** The identifiers of all kinds. */
export const artifactKinds: readonly string[] = kinds.map(k => k.id);

/** Checks the text of an artifact, of a kind if one is given; undefined when it is none that is known. */
export function checkArtifact(
  environment: CliEnvironment,
  { read }: ImportReader,
  file: SpecSource & { readonly kind: string | undefined },
): Omit<CheckedFile, 'path'> | undefined {
  const text = file.text.startsWith(BOM) ? file.text.slice(1) : file.text;
  const choice = file.kind === undefined ? undefined : kindById(file.kind);
  const artifact = readArtifact(file.path ?? '-', text, choice);
  if (!artifact) return undefined;
  const { path } = file;
  const pinned =
    path === undefined || artifact.claims.sourcePath === undefined
      ? undefined
      : readPinnedSpec(environment, read, { path, text });
  return {
    kind: artifact.kind.id,
    diagnostics: [...artifactFindings(artifact, pinned), ...checkGoldens(environment, artifact, file.path)].sort(
      byPlace,
    ),
    text: artifact.root ? maskSecrets(text, artifact.root) : maskUnread(text),
  };
}

/** Why the text of a file that looks like an artifact was not checked: `off` for one that says so itself, else place and fault of its JSON. */
export function skipReason(path: string, text: string): string | undefined {
  const visible = text.startsWith(BOM) ? text.slice(1) : text;
  const why = whyUnread(path, visible);
  if (why === undefined || why === 'off') return why;
  const { line, character } = positionAt(lineIndex(visible), why.span.start);
  return `${line + 1}:${character + 1}: ${why.message}`;
}

// What is wrong between an index of goldens and the files that it names.
function checkGoldens({ host }: CliEnvironment, { claims }: Artifact, path: string | undefined): Diagnostic[] {
  const { goldens = [] } = claims;
  return goldens.length === 0 ? [] : goldenFindings(goldens, readGoldens(goldens, { path }, host), host.sha256);
}

// The spec that a lock pins, as it is now. It may lie where the user asked us to work, or in the repository or the folder of the lock.
function readPinnedSpec(
  { host, io }: CliEnvironment,
  read: ImportReader['read'],
  { path, text }: { path: string; text: string },
): PinnedNow | undefined {
  const folders = [io.cwd, repositoryOf(host, dirname(path)) ?? dirname(path)];
  const mayRead = (spec: string): boolean => staysInside(host, folders, spec);
  const pinned = pinnedSpec(text, { path, folder: io.cwd, mayRead }, read);
  if (pinned?.state !== 'there') return pinned;
  const content = read(pinned.path);
  return content.ok ? { state: 'there', hash: configHash(content.text, host.sha256) } : { state: 'missing' };
}
