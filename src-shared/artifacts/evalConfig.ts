// The configuration of an evaluation, in its two forms, and which of its keys a fingerprint covers.
// Source: fingerprint_eval of the document on config fingerprinting (seed document 003), and of the newer program, which hashes `scorer` and `extra_config`.
import { inBackticks } from '../text/inBackticks';
import { type JsonNode, member, members } from '../text/jsonText';
import { oneLine } from '../text/oneLine';
import { SCORE_FUNCTIONS } from './functionNames';

/** The form of a configuration, by the key of its score function: `score_fn` is the documented form, `scorer` the newer one. */
export type EvalForm = (typeof SCORE_FUNCTIONS)[number];

const isSet = (node: JsonNode | undefined): boolean => node !== undefined && node.kind !== 'null';

/** The form of a configuration. With both keys it is the newer one, because only the newer program knows `scorer`. */
export function evalForm(config: JsonNode): EvalForm {
  if (isSet(member(config, 'scorer'))) return 'scorer';
  if (member(config, 'score_fn')) return 'score_fn';
  return member(config, 'scorer') || member(config, 'extra_config') ? 'scorer' : 'score_fn';
}

/** Whether a value is the configuration of an evaluation: it names an endpoint and a score function. */
export const isEvalConfig = (config: JsonNode | undefined): config is JsonNode =>
  member(config, 'endpoint')?.kind === 'object' && SCORE_FUNCTIONS.some(key => member(config, key) !== undefined);

/** The stop handler. The original keeps it in the settings of the run; a configuration that was written by hand may have it next to the other functions. */
export const stopHandler = (config: JsonNode): JsonNode | undefined =>
  member(config, 'handle_stop') ?? member(member(config, 'run_config'), 'handle_stop');

const HASHED = ['endpoint', 'prepare_messages', 'environment_factory', 'handle_stop', 'max_samples'] as const;

/** The paths of the keys that a fingerprint does not cover, e.g. `tools` or `run_config.max_turns`. `hasDataset`: the path of the dataset is hashed. */
export function notHashed(config: JsonNode, { hasDataset }: { readonly hasDataset: boolean }): string[] {
  const form = evalForm(config);
  const hashed: ReadonlySet<string> = new Set([
    ...HASHED,
    form,
    ...(form === 'scorer' ? ['extra_config'] : []),
    ...(hasDataset ? ['dataset_path'] : []),
  ]);
  return [...members(config)].flatMap(([key, { value }]) => {
    if (key === 'endpoint') return member(value, 'api_key') ? ['endpoint.api_key'] : [];
    if (key === 'run_config') return notHashedOfRun(config, value);
    return hashed.has(key) ? [] : [key];
  });
}

// Of the settings of the run, only the stop handler is hashed.
function notHashedOfRun(config: JsonNode, settings: JsonNode): string[] {
  if (settings.kind === 'null') return [];
  if (settings.kind !== 'object') return ['run_config'];
  const isHashed = (key: string): boolean => key === 'handle_stop' && !member(config, 'handle_stop');
  return [...members(settings).keys()].filter(key => !isHashed(key)).map(key => `run_config.${key}`);
}

const NEVER_HASHED: readonly string[] = ['tools', 'endpoint.api_key'];

/** The unhashed keys that deserve a message: without those that are documented as never hashed. */
export const unexpected = (paths: readonly string[]): string[] => paths.filter(path => !NEVER_HASHED.includes(path));

const MAX_NAMES = 10;

/** Why keys that are not hashed matter, as sentences. `config`: the name of the configuration. Keys come from a file, so secrets in them are hidden. */
export function notHashedText(paths: readonly string[], { config, form }: { config: string; form: EvalForm }): string {
  const names = paths.slice(0, MAX_NAMES).map(path => oneLine(path));
  const more = paths.length - names.length;
  const all = more > 0 ? `${inBackticks(names)} and ${more} more` : inBackticks(names, 'and');
  const verb = paths.length === 1 ? 'is' : 'are';
  return `${all} of ${config} ${verb} not part of the hash of a configuration with \`${form}\`. Evaluations that differ only there have the same hash.`;
}
