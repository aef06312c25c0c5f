// Where the data of an experiment comes from: an object in a file, a seed, or files that are hashed now.
import { reasonText } from '../../../../src-shared/host/readText';
import { pointerAt } from '../../../../src-shared/repro/data/pointerAt';
import { type ManifestParams, objectFromJson } from '../../../../src-shared/repro/experiment/manifestParams';
import { absolutePath, displayPath } from '../cliPaths';
import type { CliContext } from '../command';
import { dvcText } from '../dvcText';
import { displayName, readInput, unreadableMessage } from '../readInput';

/** The options of which exactly one is needed. */
const SOURCES = ['provenance', 'synthetic-seed', 'external'] as const;

/** What is wrong with the options about the source of the data, as a sentence; undefined where they can be used. */
export function provenanceProblem({ options }: CliContext): string | undefined {
  const given = SOURCES.filter(name => options.has(name));
  if (given.length === 0)
    return '`--provenance FILE`, `--synthetic-seed N` or `--external NAME=FILE` is required: the source of the data cannot be guessed.';
  if (given.length > 1) return `only one of ${given.map(name => `\`--${name}\``).join(' and ')} can be used.`;
  const seed = options.get('synthetic-seed');
  return seed === undefined || /^-?\d{1,300}$/.test(seed) ? undefined : '`--synthetic-seed` needs an integer.';
}

/** The provenance that the options of a context state, which have no problem; a sentence where it cannot be used. Reads and hashes the files of `--external`. */
export async function provenanceOf(context: CliContext): Promise<ManifestParams> {
  const { options, repeated } = context;
  const seed = options.get('synthetic-seed');
  if (seed !== undefined) return objectFromJson(`{"kind": "synthetic", "seed": ${BigInt(seed)}}`, '`--synthetic-seed`');
  const files = repeated.get('external');
  return files ? external(context, files) : readObject(context, options.get('provenance') ?? '');
}

/** The object in a file as given, or a sentence that states why it cannot be used. */
export async function readObject(context: CliContext, given: string): Promise<ManifestParams> {
  const { label, content } = await readInput(context, given);
  return content.ok ? objectFromJson(content.text, displayName(label)) : unreadableMessage(label, content.reason);
}

async function external(context: CliContext, given: readonly string[]): Promise<ManifestParams> {
  const hashes = new Map<string, string>();
  for (const text of given) {
    const [, name = '', file = ''] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (name === '') return '`--external` needs a name and a file: `--external train.csv=data/train.csv`.';
    if (hashes.has(name)) return `\`--external\` names ${displayPath(name)} twice.`;
    const hash = await hashOf(context, file);
    if (!hash.ok) return `${displayPath(file)} ${hash.problem}.${dvcText(context, absolutePath(context, file))}`;
    hashes.set(name, hash.hash);
  }
  return objectFromJson(JSON.stringify({ kind: 'external', hashes: Object.fromEntries(hashes) }), '`--external`');
}

type Hashed = { readonly ok: true; readonly hash: string } | { readonly ok: false; readonly problem: string };

// The hash of a pointer would be recorded as that of the data.
async function hashOf(context: CliContext, file: string): Promise<Hashed> {
  const { host } = context;
  const path = absolutePath(context, file);
  const pointer = pointerAt(host, path);
  if (pointer)
    return { ok: false, problem: `is a ${pointer.name} pointer in place of the data. Run \`${pointer.fetch}\` first` };
  const hashed = await host.hashFile(path);
  if (hashed.ok) return hashed;
  const why = hashed.reason === 'aborted' ? 'reading it was cancelled' : reasonText(hashed.reason);
  return { ok: false, problem: `cannot be read: ${why}` };
}
