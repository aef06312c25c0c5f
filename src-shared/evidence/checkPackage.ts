// What of a package can be checked with the package alone: its files against the checksums, and what they state against each other.
import { readArtifact, readEntries } from '../artifacts/read';
import { configHash } from '../repro/hash/configHash';
import { recordedRun } from '../repro/reproduce/recordedRun';
import { firstFew } from '../text/firstFew';
import { shortHash } from '../text/hashForm';
import { type JsonNode, member, parseJson, stringMember } from '../text/jsonText';
import { CHECKSUMS, type Checksum, OPENPGP_SIGNATURE, SIGNATURE } from './checksums';
import type { VerdictStep } from './evidence';
import type { PackageIndex } from './packageIndex';
import { isPackagePath } from './packagePath';
import { statedFacts } from './statedFacts';

/** What is in the folder of a package: its files with their SHA-256 (undefined: it cannot be read), and the paths of links, devices and pipes. */
export interface FoundFiles {
  readonly hashes: ReadonlyMap<string, string | undefined>;
  readonly others: readonly string[];
}

const MAX_NAMED = 5;

const named = (paths: readonly string[]): string => firstFew([...paths].sort(), MAX_NAMED, { text: path => path });

/** The check `checksums`: whether each file has its checksum. */
export function checksumsCheck(sums: readonly Checksum[], { hashes }: FoundFiles): VerdictStep {
  const missing = sums.filter(({ path }) => !hashes.has(path)).map(({ path }) => path);
  const changed = sums.filter(({ path, hash }) => hashes.has(path) && hashes.get(path) !== hash).map(c => c.path);
  const problems = [
    ...(changed.length > 0 ? [`These files do not have their checksum: ${named(changed)}.`] : []),
    ...(missing.length > 0 ? [`These files are missing: ${named(missing)}.`] : []),
  ];
  return problems.length > 0
    ? { name: 'checksums', state: 'contradicted', detail: problems.join(' ') }
    : { name: 'checksums', state: 'confirmed', detail: `All ${sums.length} files have their checksum.` };
}

/** The check `files`: whether the folder has nothing but the files with a checksum, and no links. */
export function filesCheck(sums: readonly Checksum[], { hashes, others }: FoundFiles): VerdictStep {
  const known = new Set([CHECKSUMS, SIGNATURE, OPENPGP_SIGNATURE, ...sums.map(({ path }) => path)]);
  const added = [...hashes.keys()].filter(path => !known.has(path) || !isPackagePath(path));
  const problems = [
    ...(added.length > 0 ? [`These files have no checksum, so they were added: ${named(added)}.`] : []),
    ...(others.length > 0 ? [`These are links or no files: ${named(others)}.`] : []),
  ];
  return problems.length > 0
    ? { name: 'files', state: 'contradicted', detail: problems.join(' ') }
    : { name: 'files', state: 'confirmed', detail: 'There are no other files and no links.' };
}

/** The texts of a package by role, and how they are hashed. `text` is undefined for a part that cannot be read as text. */
export interface PackageTexts {
  readonly index: PackageIndex;
  readonly hashes: ReadonlyMap<string, string | undefined>;
  readonly text: (path: string) => string | undefined;
  readonly sha256: (content: string | Uint8Array) => string;
}

/** The checks `config_hash`, `data_hash` and `script`, perhaps `environment`, or only `run`: what the parts state about the same run. */
export function contentChecks(texts: PackageTexts): readonly VerdictStep[] {
  const run = recordedIn(texts);
  if (run === undefined)
    return [{ name: 'run', state: 'contradicted', detail: 'The package has no file of the run that can be read.' }];
  const part = (role: string) => partsOf(texts, role).map(path => ({ path, text: texts.text(path) }))[0];
  const stated = statedFacts(run, { index: texts.index, part });
  const checks = [
    configCheck(run.configHash, texts),
    dataCheck(run.dataHash, texts),
    scriptCheck(run.configHash, texts),
  ];
  const judged = checks.map(check =>
    check.state === 'contradicted' ? check : (stated.find(({ name }) => name === check.name) ?? check),
  );
  return [...judged, ...stated.filter(({ name }) => checks.every(check => check.name !== name))];
}

const partsOf = ({ index }: PackageTexts, role: string): string[] =>
  index.parts.flatMap(part => (part.role === role ? [part.path] : []));

function recordedIn(texts: PackageTexts) {
  const [path] = partsOf(texts, 'run');
  const text = path === undefined ? undefined : texts.text(path);
  const file = path === undefined || text === undefined ? undefined : readArtifact(path, text);
  const { entry } = texts.index;
  const artifact = file && entry !== undefined ? readEntries(file)[entry]?.artifact : file;
  return artifact && recordedRun(artifact);
}

function configCheck(recorded: string | undefined, texts: PackageTexts): VerdictStep {
  const name = 'config_hash';
  const [path] = partsOf(texts, 'spec');
  const text = path === undefined ? undefined : texts.text(path);
  if (recorded === undefined) return { name, state: 'unknown', detail: 'The run does not record a CONFIG_HASH.' };
  if (path === undefined) return { name, state: 'unknown', detail: 'The package does not have the spec.' };
  const own = text === undefined ? undefined : configHash(text, texts.sha256);
  if (own === recorded)
    return { name, state: 'confirmed', detail: `${path} has the recorded CONFIG_HASH ${shortHash(recorded)}.` };
  const other = own === undefined ? 'cannot be read' : `has CONFIG_HASH ${shortHash(own)}`;
  return { name, state: 'contradicted', detail: `${path} ${other}, but the run records ${shortHash(recorded)}.` };
}

function dataCheck(recorded: string | null | undefined, texts: PackageTexts): VerdictStep {
  const name = 'data_hash';
  const [path] = partsOf(texts, 'data');
  if (path === undefined || typeof recorded !== 'string')
    return {
      name,
      state: 'unknown',
      detail: 'The package does not have the data, or the run does not record its hash.',
    };
  return texts.hashes.get(path) === recorded
    ? { name, state: 'confirmed', detail: `${path} has the recorded hash ${shortHash(recorded)}.` }
    : { name, state: 'contradicted', detail: `${path} does not have the recorded hash ${shortHash(recorded)}.` };
}

function scriptCheck(recorded: string | undefined, texts: PackageTexts): VerdictStep {
  const name = 'script';
  const paths = partsOf(texts, 'script');
  if (paths.length === 0 || recorded === undefined)
    return {
      name,
      state: 'unknown',
      detail: 'The package does not have the script, or the run records no CONFIG_HASH.',
    };
  const other = paths.filter(path => readArtifact(path, texts.text(path) ?? '')?.claims.configHash !== recorded);
  return other.length === 0
    ? {
        name,
        state: 'confirmed',
        detail: `${named(paths)} states the recorded CONFIG_HASH. Its code was not compared.`,
      }
    : { name, state: 'contradicted', detail: `${named(other)} was compiled from another version of the spec.` };
}

/** The check `verdict`: what the maker of the package found. Only a bad verdict is taken from the package: a good one was computed elsewhere. */
export const verdictCheck = (texts: PackageTexts): VerdictStep =>
  texts.index.verdict === 'contradicted' || partsOf(texts, 'verdict').some(path => isContradiction(texts.text(path)))
    ? {
        name: 'verdict',
        state: 'contradicted',
        detail: 'kyn verify contradicted this run when the package was made. README.md has the reason.',
      }
    : {
        name: 'verdict',
        state: 'unknown',
        detail: `The package states the verdict ${texts.index.verdict === 'confirmed' ? 'confirmed' : 'unknown'}. It was computed on the computer of its maker, so it cannot be checked here.`,
      };

// Whether a step of what `kyn verify` printed is contradicted. The index states the verdict again, and may have been changed.
const isContradiction = (text: string | undefined): boolean =>
  text !== undefined &&
  itemsOf(parseJson(text).value, 'runs').some(run =>
    itemsOf(run, 'steps').some(step => stringMember(step, 'state') === 'contradicted'),
  );

function itemsOf(node: JsonNode | undefined, key: string): readonly JsonNode[] {
  const list = member(node, key);
  return list?.kind === 'array' ? list.items : [];
}
