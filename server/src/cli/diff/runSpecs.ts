// The specs of two runs that are compared: from the working tree, from what runs kept in .kynml, or from git, with their imports at the same version.
import type { Artifact } from '../../../../src-shared/artifacts/read';
import { join } from '../../../../src-shared/host/paths';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import type { WholeSpec } from '../../../../src-shared/kyn/training/settingPairs';
import type { SpecPair } from '../../../../src-shared/kyn/training/specChanges';
import { withoutBom } from '../../../../src-shared/repro/hash/configHash';
import { findSpec, type SpecSearch } from '../../../../src-shared/repro/reproduce/findSpec';
import { findRecords } from '../../../../src-shared/repro/reproduce/runRecord';
import { type SpecIndex, specIndex } from '../../../../src-shared/repro/reproduce/specIndex';
import { isHash } from '../../../../src-shared/text/hashForm';
import { relativePath } from '../cliPaths';
import type { CliContext } from '../command';
import { searchFolders } from '../searchFolders';

/** A run. `path`: its file, absolute; undefined for standard input. `fileHash`: the SHA-256 of that file. */
export interface ComparedRun {
  readonly artifact: Artifact;
  readonly path: string | undefined;
  readonly fileHash: string;
}

/** The specs of two runs; undefined where they are equal, or one is not found. */
export async function runSpecs(context: CliContext, a: ComparedRun, b: ComparedRun): Promise<SpecPair | undefined> {
  const [x, y] = [hashOf(a), hashOf(b)];
  if (x === undefined || y === undefined || x === y) return undefined;
  const search = searchFor(context, a);
  const left = await specOf(search, a, x);
  const right = left && (await specOf(searchFor(context, b, search), b, y));
  return left && right && { a: left, b: right };
}

type Search = SpecSearch & { readonly index: SpecIndex };

// Both runs are usually searched in the same folders, which are read once.
function searchFor(context: CliContext, { path }: ComparedRun, other?: Search): Search {
  const { host, io } = context;
  const folders = searchFolders(context, path ?? join(io.cwd, '-'));
  if (folders.join('\0') === other?.folders.join('\0')) return other;
  const label = (found: string): string => relativePath(io.cwd, found);
  return { host, folders, label, index: specIndex(host, folders, label) };
}

function hashOf({ artifact: { kind, claims } }: ComparedRun): string | undefined {
  const { configHash } = claims;
  return kind.isRun && configHash !== undefined && isHash(configHash) ? configHash : undefined;
}

async function specOf(search: Search, { fileHash }: ComparedRun, hash: string): Promise<WholeSpec | undefined> {
  const { host, folders } = search;
  const { ofRun } = findRecords(host, folders[0], { manifest: fileHash, configHash: hash });
  const { found, spec } = await findSpec(search, hash, { record: ofRun, isOfRun: ofRun !== undefined });
  // Where only the text was kept, it is not known which files it imported.
  if (spec && !found?.isUnnamed) return { tree: spec.tree, imports: spec.composition.files.map(file => file.tree) };
  return found && { tree: parse(withoutBom(found.text)) };
}
