// Fingerprint of an evaluation, from its configuration as JSON, in both forms. Sources: see artifacts/evalConfig.ts.
import { type EvalForm, evalForm, notHashed, stopHandler } from '../../artifacts/evalConfig';
import { isLambdaName } from '../../artifacts/functionNames';
import { HIDDEN } from '../../text/hidden';
import { type JsonNode, member, stringMember } from '../../text/jsonText';
import { type JsonEntries, jsonObject, jsonString } from '../../text/makeJson';
import { hasSecret, withoutSecretForms } from '../../text/secretText';
import { canonicalJson } from './canonicalJson';
import type { Sha256 } from './configHash';
import { type GitInfo, hashStr, pythonPath } from './fingerprint';

/** Fingerprint of an evaluation, keys in the order of the original. */
export type EvalFingerprint = {
  readonly config_hash: string;
  readonly git_sha: string;
  readonly git_dirty: boolean;
  readonly domain: 'eval';
  readonly endpoint_summary: string;
  readonly tools: readonly string[];
  readonly dataset_path: string | null;
};

/** The dataset of an evaluation: its path as it is recorded, and its checksum. */
export interface Dataset {
  readonly path: string;
  readonly checksum: string;
}

/** A fingerprint and how it was made. */
export interface FingerprintedEval {
  readonly fingerprint: EvalFingerprint;
  /** The form in which the configuration was read. */
  readonly form: EvalForm;
  /** The keys that the original always hashes and the configuration lacks. */
  readonly absent: readonly string[];
  /** The paths of the keys that are not hashed. Evaluations that differ only there have the same hash. */
  readonly notHashed: readonly string[];
}

/** A fingerprint, or a sentence that states why it cannot be computed. */
export type EvalResult = (FingerprintedEval & { readonly ok: true }) | { readonly ok: false; readonly problem: string };

/** Fingerprint of an evaluation from its configuration as JSON; functions are named as `module.qualname`. */
export function fingerprintEval(
  config: JsonNode,
  outside: { readonly git: GitInfo; readonly dataset?: Dataset },
  sha256: Sha256,
): EvalResult {
  const problem = configProblem(config);
  if (problem !== undefined) return { ok: false, problem };
  const { git, dataset } = outside;
  const fingerprint: EvalFingerprint = {
    config_hash: evalConfigHash(config, dataset, sha256),
    git_sha: git.sha,
    git_dirty: git.dirty,
    domain: 'eval',
    endpoint_summary: `${summaryPart(config, 'provider')}/${summaryPart(config, 'model')}`,
    tools: toolsOf(config),
    dataset_path: dataset ? withoutSecretForms(dataset.path) : null,
  };
  const form = evalForm(config);
  const absent = [...namedFunctions(form), 'max_samples'].filter(key => member(config, key) === undefined);
  return {
    ok: true,
    fingerprint,
    form,
    absent,
    notHashed: notHashed(config, { hasDataset: isHashed(config, dataset) }),
  };
}

// A dataset that was given separately replaces the one in the configuration.
const isHashed = (config: JsonNode, dataset: Dataset | undefined): boolean => {
  const named = stringMember(config, 'dataset_path');
  return named !== undefined && dataset?.path === pythonPath(named);
};

const namedFunctions = (form: EvalForm): readonly string[] => [form, 'prepare_messages'];

/** The config hash of an evaluation whose configuration has no problem. Absent keys are not hashed. */
export function evalConfigHash(config: JsonNode, dataset: Dataset | undefined, sha256: Sha256): string {
  const samples = member(config, 'max_samples');
  const hashed: JsonEntries = [
    ['endpoint', withoutKey(member(config, 'endpoint'))],
    ...namedFunctions(evalForm(config)).flatMap(key => requiredName(config, key)),
    ...optionalName('environment_factory', member(config, 'environment_factory')),
    ...optionalName('handle_stop', stopHandler(config)),
    ...(samples ? [['max_samples', samples] as const] : []),
    ...(dataset ? datasetEntries(dataset) : []),
    ...extraConfig(config),
  ];
  return hashStr(canonicalJson(jsonObject(hashed)), sha256);
}

// None has neither a module nor a name in Python, so the original hashes the string "None". Of a scorer it hashes the type.
function requiredName(config: JsonNode, key: string): JsonEntries {
  const name = member(config, key);
  const none = key === 'scorer' ? 'builtins.NoneType' : 'None';
  return name ? [[key, name.kind === 'null' ? jsonString(none) : name]] : [];
}

// An empty object is false in Python, so it is not hashed.
function extraConfig(config: JsonNode): JsonEntries {
  const extra = evalForm(config) === 'scorer' ? member(config, 'extra_config') : undefined;
  return extra?.kind === 'object' && extra.members.length > 0 ? [['extra_config', extra]] : [];
}

const optionalName = (key: string, name: JsonNode | undefined): JsonEntries =>
  name?.kind === 'string' && name.text !== '' ? [[key, name]] : [];

const datasetEntries = ({ path, checksum }: Dataset): JsonEntries => [
  ['dataset_checksum', jsonString(checksum)],
  ['dataset_path', jsonString(path)],
];

/** Why a configuration has no fingerprint, as a sentence; undefined if it has one. */
export function configProblem(config: JsonNode): string | undefined {
  if (config.kind !== 'object') return 'The configuration is not a JSON object.';
  if (member(config, 'endpoint')?.kind !== 'object')
    return '`endpoint` is missing or not an object, so the fingerprint cannot be computed.';
  const named = namedFunctions(evalForm(config));
  const lambda = named.find(key => isLambdaName(stringMember(config, key) ?? ''));
  if (lambda !== undefined)
    return `\`${lambda}\` is a lambda (${withoutSecretForms(stringMember(config, lambda) ?? '')}), and lambdas cannot be distinguished by name. Define it with \`def\`.`;
  const unnamed = [
    ...[...named, 'environment_factory'].filter(key => !isName(member(config, key))),
    ...(isName(stopHandler(config)) ? [] : ['handle_stop']),
  ][0];
  if (unnamed !== undefined) return `\`${unnamed}\` must be the name of a function, in the form \`module.qualname\`.`;
  const part = ['provider', 'model'].find(key => !isText(member(member(config, 'endpoint'), key)));
  if (part !== undefined)
    return `\`endpoint.${part}\` is missing or not a string, so the fingerprint cannot be computed.`;
  return extraProblem(config) ?? toolsProblem(member(config, 'tools'));
}

function extraProblem(config: JsonNode): string | undefined {
  const extra = evalForm(config) === 'scorer' ? member(config, 'extra_config') : undefined;
  const isValid = extra === undefined || extra.kind === 'null' || extra.kind === 'object';
  return isValid ? undefined : '`extra_config` must be a JSON object.';
}

function toolsProblem(tools: JsonNode | undefined): string | undefined {
  const isList = tools?.kind === 'array' && tools.items.every(item => item.kind === 'string');
  return tools === undefined || tools.kind === 'null' || isList ? undefined : '`tools` must be a list of names.';
}

const isText = (node: JsonNode | undefined): boolean => node?.kind === 'string' || node?.kind === 'null';
const isName = (node: JsonNode | undefined): boolean => node === undefined || isText(node);

// The fingerprint is written to files and reports, so secrets are hidden there. The hash uses the exact values.
const shown = (node: Extract<JsonNode, { kind: 'string' }>): string =>
  node.secret && !hasSecret(node.text) ? HIDDEN : withoutSecretForms(node.text);

function summaryPart(config: JsonNode, key: string): string {
  const part = member(member(config, 'endpoint'), key);
  return part?.kind === 'string' ? shown(part) : 'None';
}

function toolsOf(config: JsonNode): string[] {
  const tools = member(config, 'tools');
  return tools?.kind === 'array' ? tools.items.flatMap(item => (item.kind === 'string' ? [shown(item)] : [])) : [];
}

// The API key is not part of the identity of the endpoint. It must not be hashed: a short key can be guessed from its hash.
function withoutKey(endpoint: JsonNode | undefined): JsonNode {
  const kept = endpoint?.kind === 'object' ? endpoint.members.filter(m => m.key !== 'api_key') : [];
  return jsonObject(kept.map(m => [m.key, m.value]));
}
