// The specs of two runs that are compared: from the working tree, from what runs kept in .kynml, or from git, with their imports at the same version.
import type { Artifact } from '../../../../src-shared/artifacts/read';
import { join } from '../../../../src-shared/host/paths';
import { importsOf } from '../../../../src-shared/kyn/names/compose';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import { withoutBom } from '../../../../src-shared/repro/hash/configHash';
import { findSpec, type SpecSearch } from '../../../../src-shared/repro/reproduce/findSpec';
import { findRecords } from '../../../../src-shared/repro/reproduce/runRecord';
import { type SpecIndex, specIndex } from '../../../../src-shared/repro/reproduce/specIndex';
import {
  type FoundRunSpec,
  type RunSpecs,
  specHash,
  specsOfRuns,
} from '../../../../src-shared/repro/reproduce/specsOfRuns';
import { fieldsOf } from '../../../../src-shared/runs/list/runRow';
import { specLeaves } from '../../../../src-shared/runs/table/specLeaves';
import type { JsonNode } from '../../../../src-shared/text/jsonText';
import { relativePath } from '../cliPaths';
import type { CliContext } from '../command';
import { searchFolders } from '../searchFolders';

/** A run. `path`: its file, absolute; undefined for standard input. `fileHash`: the SHA-256 of that file. */
export interface ComparedRun {
  readonly artifact: Artifact;
  readonly path: string | undefined;
  readonly fileHash: string;
}

/** Finds the specs of two runs, with what they imported. */
export async function runSpecs(context: CliContext, a: ComparedRun, b: ComparedRun): Promise<RunSpecs> {
  const [x, y] = [specHash(a.artifact), specHash(b.artifact)];
  if (x === undefined || y === undefined) return {};
  const search = searchFor(context, a);
  const left = await specOf(search, a, x);
  const right = left && (await specOf(searchFor(context, b, search), b, y));
  return left && right ? specsOfRuns(a.artifact, b.artifact, [left, right]) : {};
}

/** The settings of a run's spec by path; undefined where it was not found. */
export async function settingsOfRun(
  context: CliContext,
  run: ComparedRun,
): Promise<ReadonlyMap<string, JsonNode> | undefined> {
  const hash = specHash(run.artifact);
  if (hash === undefined) return undefined;
  const search = searchFor(context, run);
  const ofRun = recordOf(search, run, hash);
  const { found } = await findSpec(search, hash, { record: ofRun, isOfRun: ofRun !== undefined });
  const { root } = run.artifact;
  if (!found || !root) return undefined;
  return specLeaves(() => found.text)({ claims: run.artifact.claims, fields: fieldsOf(root, []) });
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

// What the history kept about a run; standard input is in no folder.
const recordOf = ({ host, folders }: Search, { path = '-', fileHash }: ComparedRun, hash: string) =>
  findRecords(host, folders[0], { path, manifest: fileHash, configHash: hash }).ofRun;

async function specOf(search: Search, run: ComparedRun, hash: string): Promise<FoundRunSpec | undefined> {
  const ofRun = recordOf(search, run, hash);
  const { found, spec } = await findSpec(search, hash, { record: ofRun, isOfRun: ofRun !== undefined });
  if (!found) return undefined;
  const tree = spec?.tree ?? parse(withoutBom(found.text));
  return {
    // Where only the text was kept, it is not known which files it imported.
    spec: { tree, ...(spec && !found.isUnnamed && { imports: spec.composition.files.map(file => file.tree) }) },
    isAlone: importsOf(tree).length === 0,
    imports: ofRun && { spec: ofRun.spec.path, imports: ofRun.imports, isComplete: spec !== undefined },
  };
}
