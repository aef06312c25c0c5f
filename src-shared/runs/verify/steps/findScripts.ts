// The generated scripts that may have trained a run: the one that the entry of a sweep names, otherwise those in the folder of the manifest.
import { type Artifact, readArtifact } from '../../../artifacts/read';
import { dirname, join, joinWritten } from '../../../host/paths';
import { readText } from '../../../host/readText';
import { isScriptPath } from '../../../repro/files/findFiles';
import { scriptName } from '../../../repro/training/scriptName';
import { SCRIPT } from '../../../repro/training/sweepResults';
import { stringMember } from '../../../text/jsonText';
import type { RecordedFile } from '../verification';
import type { VerifyWorld } from '../verifyWorld';

/** A generated script. `isExpected`: it has the name by which the run is expected to have used it. */
export interface RunScript {
  readonly path: string;
  readonly text: string;
  /** Undefined where it cannot be read from the script. */
  readonly configHash: string | undefined;
  readonly isExpected: boolean;
}

// A folder with more scripts is not the folder of a run, and a generated script is not larger.
const MAX_SCRIPTS = 200;
const MAX_SIZE = 1024 * 1024;

/**
 * The scripts of a run. `unusable`: files with an expected name that are not generated scripts, or cannot be read. `places`: where a script would decide,
 * whether there is one or not.
 */
export interface RunScripts {
  readonly scripts: readonly RunScript[];
  readonly unusable: readonly string[];
  readonly places: readonly string[];
}

/** The scripts of a run. `spec`: the path of its spec, where it is known. */
export function findScripts(file: RecordedFile, spec: string | undefined, world: VerifyWorld): RunScripts {
  const { host } = world;
  const named = namedScript(file);
  if (named !== undefined) {
    const isAllowed = world.mayRead(named);
    return { scripts: isAllowed ? scriptAt(named, true, world) : [], unusable: [], places: isAllowed ? [named] : [] };
  }
  const folder = dirname(file.path);
  const names = host.list(folder).flatMap(e => (e.kind === 'file' && isScriptPath(e.name) ? [e.name] : []));
  const wanted = [...new Set([SCRIPT, ...(spec === undefined ? [] : [scriptName(spec)])])];
  const places = wanted.map(name => join(folder, name));
  const expected = places.filter((_, i) => names.includes(wanted[i] ?? ''));
  // An expected one decides, so others are not read next to it.
  if (expected.length === 0) {
    const others = names.slice(0, MAX_SCRIPTS).map(name => join(folder, name));
    return { scripts: others.flatMap(path => scriptAt(path, false, world)), unusable: [], places };
  }
  const scripts = expected.flatMap(path => scriptAt(path, true, world));
  return { scripts, unusable: expected.filter(path => !scripts.some(s => s.path === path)), places };
}

function namedScript({ artifact, path }: RecordedFile): string | undefined {
  const written = artifact.kind.id === 'kynml-sweep-entry' ? stringMember(artifact.root, 'script') : undefined;
  return written === undefined ? undefined : joinWritten(dirname(path), written);
}

function scriptAt(path: string, isExpected: boolean, { host }: VerifyWorld): RunScript[] {
  if ((host.stat(path)?.size ?? 0) > MAX_SIZE) return [];
  const read = readText(host, path);
  const artifact: Artifact | undefined = read.ok ? readArtifact(path, read.text) : undefined;
  if (!read.ok || artifact?.kind.isCompiled !== true) return [];
  return [{ path, text: read.text, configHash: artifact.claims.configHash, isExpected }];
}
