// How serious a difference between two artifacts is: one table for all kinds, read by the editor, the command line and the page of formats.
// The model is the DLM table of mismatch severities (seed document 002); timestamps, ids and paths may differ freely.
import type { Pair } from '../artifacts/diff';
import { dlmRows } from './dlmRows';
import { releaseOf } from './pep440';
import { CLOSE, type DiffSeverity, known, type PolicyRow, sides } from './policyRow';

/** What the user may choose: the severity of single rows by their id, and whether every `warn` counts as `error`. */
export interface Policy {
  readonly rows: Readonly<Record<string, Exclude<DiffSeverity, 'same'>>>;
  readonly strict: boolean;
}

/** A policy from what a user has set: severities of rows by their name, and `strict`. */
export function policyOf(setting: Readonly<Record<string, 'info' | 'warn' | 'error' | boolean>>): Policy {
  const rows = Object.entries(setting).filter(
    (entry): entry is [string, PolicyRow['severity']] => typeof entry[1] === 'string',
  );
  return { rows: Object.fromEntries(rows), strict: setting.strict === true };
}

/** The table as it stands. */
export const defaultPolicy: Policy = { rows: {}, strict: false };

/** What a difference, or a value that both sides lack, means. */
export interface Judgement {
  readonly severity: DiffSeverity;
  /** A sentence for the reasons; empty where the difference needs none. */
  readonly reason: string;
}

const SPEC = /^(config_hash|CONFIG_HASH)$/;
const TORCH = /^(env|pinned_versions)\.torch$/;

/** The table. Of a value that no row names nothing is known, so its difference counts: the last row. */
export const policyRows: readonly PolicyRow[] = [
  {
    id: 'spec',
    path: SPEC,
    when: pair => known(pair) === 2,
    severity: 'error',
    about: 'CONFIG_HASH of the spec',
    reason: pair => `The spec differs: CONFIG_HASH ${sides(pair)}.`,
  },
  {
    id: 'spec-unknown',
    path: SPEC,
    severity: 'error',
    about: 'CONFIG_HASH recorded on one side only',
    reason: () => 'Only one side records a CONFIG_HASH, so nothing shows that both are of the same spec.',
  },
  {
    id: 'data',
    path: /^data_hash$/,
    when: pair => known(pair) === 2,
    severity: 'error',
    about: 'hash of the dataset',
    reason: pair => `The data differs: ${sides(pair)}.`,
  },
  {
    id: 'data-unknown-both',
    path: /^data_hash$/,
    when: pair => known(pair) === 0,
    severity: 'warn',
    about: 'hash of the dataset null on one side, absent on the other',
    reason: () => 'Neither run recorded a data hash, so it is not known whether both read the same data.',
  },
  {
    id: 'data-unknown',
    path: /^data_hash$/,
    severity: 'error',
    about: 'hash of the dataset recorded on one side only',
    reason: () => 'Only one run recorded a data hash, so nothing shows that both read the same data.',
  },
  ...dlmRows,
  {
    id: 'torch-major',
    path: TORCH,
    when: pair => torchLevel(pair) === 'major',
    severity: 'error',
    about: 'major version of torch',
    reason: pair => `torch ${sides(pair)}: major version, results are not comparable.`,
  },
  {
    id: 'torch',
    path: TORCH,
    severity: 'warn',
    about: 'torch: minor, patch or local version, one side missing, or no PEP 440 version',
    reason: torchReason,
  },
  {
    id: 'platform',
    path: /^(env\.)?platform$/,
    severity: 'warn',
    about: 'platform of the machine',
    reason: pair => `The platform differs (${sides(pair)}); ${CLOSE}.`,
  },
  {
    id: 'versions',
    path: /^env[.[]/,
    severity: 'warn',
    about: 'versions of Python and of other packages',
    reason: pair => `${lastName(pair.path)} differs (${sides(pair)}); ${CLOSE}.`,
  },
  {
    id: 'kynml',
    path: /^kynml_version$/,
    severity: 'warn',
    about: 'version of KynML',
    reason: pair => `KynML differs (${sides(pair)}); the same spec may compile to another script.`,
  },
  {
    id: 'seed',
    path: /^seed$/,
    severity: 'warn',
    about: 'seed',
    reason: pair => `The seed differs (${sides(pair)}); the runs drew other random numbers.`,
  },
  {
    id: 'provenance',
    path: /^data_provenance([.[]|$)/,
    severity: 'error',
    about: 'provenance of the data of an experiment',
    reason: pair => `The data differs: ${pair.path} ${sides(pair)}.`,
  },
  {
    id: 'branch',
    path: /^git\.branch$/,
    severity: 'info',
    about: 'git branch',
    reason: () => '',
  },
  {
    id: 'code',
    path: /^git\.(sha|dirty)$/,
    severity: 'warn',
    about: 'commit, and whether there were uncommitted changes',
    reason: pair => `The code differs: ${pair.path} ${sides(pair)}.`,
  },
  {
    id: 'params',
    path: /^(combo|params)([.[]|$)/,
    severity: 'error',
    about: 'parameters: those of a run, or the combination of a sweep',
    reason: pair => `${pair.path.replace(/^\w+\./, '')} differs (${sides(pair)}): the runs had other parameters.`,
  },
  {
    id: 'exit-code',
    path: /^exit_code$/,
    severity: 'error',
    about: 'exit code of the script of a combination',
    reason: pair => `The exit code differs (${sides(pair)}): one of the runs failed.`,
  },
  {
    id: 'fingerprint-config',
    path: /^fingerprint\.config_hash$/,
    when: pair => known(pair) === 2,
    severity: 'error',
    about:
      'config_hash of a fingerprint: endpoint, functions and dataset, or model, environment, tools and system prompt',
    reason: pair => `The configuration differs: config_hash ${sides(pair)}.`,
  },
  {
    id: 'fingerprint-unknown',
    path: /^fingerprint(\.config_hash)?$/,
    severity: 'error',
    about: 'fingerprint, or its config_hash, on one side only',
    reason: ({ path }) => `Only one side records ${path}, so nothing shows that both had the same configuration.`,
  },
  {
    id: 'fingerprint-dirty',
    path: /^fingerprint\.git_dirty$/,
    evenIfEqual: true,
    when: ({ a, b }) => [a, b].some(node => node?.kind === 'bool' && node.value),
    severity: 'warn',
    about: 'uncommitted changes on either side',
    reason: dirtyReason,
  },
  {
    id: 'fingerprint-code-unknown',
    path: /^fingerprint\.git_sha$/,
    evenIfEqual: true,
    when: ({ a, b }) => [a, b].some(node => node?.kind !== 'string' || node.text === 'unknown'),
    severity: 'warn',
    about: 'commit of a fingerprint not known on either side',
    reason: pair => told(pair, `The commit is not known on both sides (${sides(pair)}), so the code may differ.`),
  },
  {
    id: 'fingerprint-code',
    path: /^fingerprint\.git_(sha|dirty)$/,
    severity: 'warn',
    about: 'commit of a fingerprint',
    reason: pair =>
      told(pair, `The code differs: ${lastPart(pair.path)} ${sides(pair)}; functions are recorded by name only.`),
  },
  {
    id: 'fingerprint-inputs',
    path: /^fingerprint\.(domain|endpoint_summary|model|env|tools)([.[]|$)/,
    severity: 'error',
    about: 'what a fingerprint is of, its endpoint, model, environment and tools',
    reason: pair => {
      const text = `${lastPart(pair.path)} differs (${sides(pair)}), so it is not the same experiment.`;
      return /tools/.test(pair.path) ? text : told(pair, text);
    },
  },
  {
    id: 'fingerprint-dataset-path',
    path: /^fingerprint\.dataset_path$/,
    severity: 'info',
    about: 'path of the dataset; it is part of config_hash, which therefore differs too',
    reason: pair => told(pair, `The dataset was named differently (${sides(pair)}); the path is part of config_hash.`),
  },
  {
    id: 'evaluation',
    path: /^(eval_name|total_samples)$/,
    severity: 'warn',
    about: 'name of an evaluation and how many samples it had',
    reason: pair => `${pair.path} differs (${sides(pair)}); it may not be the same evaluation.`,
  },
  {
    id: 'samples',
    path: /^sample_results([.[]|$)/,
    severity: 'info',
    about: 'results of single samples',
    reason: () => '',
  },
  {
    id: 'names-and-times',
    path: /(^|[._])(id|path|script|time|timestamp|date|timestamp_utc|created_at|updated_at)$/,
    severity: 'info',
    about: 'times, ids and paths',
    reason: () => '',
  },
  {
    id: 'unknown',
    path: /^/,
    severity: 'warn',
    about: 'every other value',
    reason: pair => `${pair.path} differs; it is not known whether that matters.`,
  },
];

/** What every comparison of runs leaves open, however equal they look: CONFIG_HASH covers the spec's own text and nothing else. */
export const UNCOVERED: Judgement = {
  severity: 'info',
  reason: 'Not recorded, so not compared: --param overrides and the contents of imported files.',
};

/** Judges one value of two artifacts. */
export function judge(pair: Pair, policy: Policy = defaultPolicy): Judgement {
  const row = policyRows.find(
    r => (!pair.equal || r.evenIfEqual) && r.path.test(pair.path) && (r.when?.(pair) ?? true),
  );
  return row ? { severity: severityOf(row, policy), reason: row.reason(pair) } : { severity: 'same', reason: '' };
}

/** The severity of a row: the user's choice, else the table's, raised by strict mode. */
export function severityOf(
  { id, severity }: Pick<PolicyRow, 'id' | 'severity'>,
  policy: Policy,
): PolicyRow['severity'] {
  const chosen = Object.hasOwn(policy.rows, id) ? policy.rows[id] : undefined;
  return chosen ?? (policy.strict && severity === 'warn' ? 'error' : severity);
}

/** Judges a field of the identity that is equal on both sides but says nothing: absent or null in both. */
export function judgeUnknown(field: string, value: 'absent' | 'null', policy: Policy = defaultPolicy): Judgement {
  const judged = (id: string, severity: PolicyRow['severity'], reason: string): Judgement => ({
    severity: severityOf({ id, severity }, policy),
    reason,
  });
  if (field === 'seed' && value === 'null')
    return judged('seed-unset', 'warn', 'Neither run set a seed, so neither can be reproduced exactly.');
  if (field === 'data_hash' && value === 'null')
    return judged(
      'data-unknown-both',
      'warn',
      'Neither run recorded a data hash, so it is not known whether both read the same data.',
    );
  return judged('identity-unknown', 'error', `Neither side records ${field}, so they cannot be compared.`);
}

function torchLevel(pair: Pair): 'major' | 'minor' | 'same' | 'unknown' {
  const [a, b] = [pair.a, pair.b].map(node => (node?.kind === 'string' ? releaseOf(node.text) : undefined));
  if (!a || !b) return 'unknown';
  // DLM asks for `Version(...).major`, of which the epoch is no part. Where no original says so, another epoch is another major version.
  const otherEpoch = a.epoch !== b.epoch && !pair.path.startsWith('pinned_versions');
  return otherEpoch || a.major !== b.major ? 'major' : a.minor !== b.minor ? 'minor' : 'same';
}

function torchReason(pair: Pair): string {
  const level = torchLevel(pair);
  if (level === 'unknown') return `torch differs (${sides(pair)}); ${CLOSE}.`;
  return `torch ${sides(pair)}: ${level === 'minor' ? 'minor version' : 'same minor version'}, ${CLOSE}.`;
}

// What was not committed is recorded nowhere, so two such sides may differ though nothing shows it.
function dirtyReason({ a, b }: Pair): string {
  const dirty = (node: Pair['a']): boolean => node?.kind === 'bool' && node.value;
  const who = dirty(a) && dirty(b) ? 'Both had' : dirty(a) ? 'A had' : 'B had';
  return `${who} uncommitted changes, so the commit does not say what code ran.`;
}

// Of a fingerprint that only one side has this is said once, not for each of its fields.
const told = ({ a, b }: Pair, text: string): string => (a && b ? text : '');

const lastPart = (path: string): string => path.replace(/^fingerprint\./, '');
const lastName = (path: string): string => path.replace(/^env\.?/, '');
