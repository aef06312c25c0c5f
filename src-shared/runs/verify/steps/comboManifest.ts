// The manifest in the folder of a combination, next to what the results of its sweep say: both are of one run.
import { readArtifact } from '../../../artifacts/read';
import { valueIdentity } from '../../../artifacts/valueIdentity';
import { basename, dirname, join, joinWritten } from '../../../host/paths';
import { readText } from '../../../host/readText';
import { MANIFEST } from '../../../repro/history/keepRun';
import { isComboFolder } from '../../../repro/training/sweepResults';
import { firstFew } from '../../../text/firstFew';
import { type JsonNode, member, members, stringMember } from '../../../text/jsonText';
import { hasSecret } from '../../../text/secretText';
import { type RecordedFile, type StepResult, unknown } from '../verification';
import type { VerifyWorld } from '../verifyWorld';

/** The path of that manifest; undefined for what is not an entry of a sweep with folders of its combinations, or may not be read. */
export function comboManifestPath({ artifact, path }: RecordedFile, { mayRead }: VerifyWorld): string | undefined {
  const script = artifact.kind.id === 'kynml-sweep-entry' ? stringMember(artifact.root, 'script') : undefined;
  const folder = script === undefined ? '' : dirname(joinWritten(dirname(path), script));
  const manifest = join(folder, MANIFEST);
  return isComboFolder(basename(folder)) && mayRead(manifest) ? manifest : undefined;
}

/** Why the entry may not be what its run wrote: the manifest says something else. Undefined where it says the same, or is not there. */
export function comboManifestDoubt(file: RecordedFile, world: VerifyWorld): StepResult | undefined {
  const path = comboManifestPath(file, world);
  const read = path === undefined ? undefined : readText(world.host, path);
  const there = path !== undefined && read?.ok ? readArtifact(path, read.text) : undefined;
  const { kind, root } = file.artifact;
  const listed = root && kind.run?.of(root);
  if (path === undefined || there?.kind.id !== 'kynml-run-manifest' || !there.root || !listed) return undefined;
  const names = differing(there.root, listed);
  return names.length === 0
    ? undefined
    : unknown(
        `${world.label(path)} does not say the same about this run (${firstFew(names, MAX_NAMED, { text: shownName })}). One of them was changed, or the combination was trained again.`,
      );
}

const MAX_NAMED = 3;

const shownName = (name: string): string => (hasSecret(name) ? 'a field' : name);

// The fields of the manifest; metrics one by one. An entry may have more fields.
const differing = (manifest: JsonNode, listed: JsonNode): string[] =>
  [...members(manifest).keys()].flatMap(key => {
    const [x, y] = [member(manifest, key), member(listed, key)];
    if (key !== 'metrics') return isSame(x, y) ? [] : [key];
    const names = new Set([...members(x).keys(), ...members(y).keys()]);
    return [...names].filter(name => !isSame(member(x, name), member(y, name))).map(name => `${key}.${name}`);
  });

const isSame = (a: JsonNode | undefined, b: JsonNode | undefined): boolean =>
  a !== undefined && b !== undefined && valueIdentity(a) === valueIdentity(b);
