// How serious a difference between two artifacts is: one table for all kinds, read by the editor, the command line and the page of formats.
// The model is the DLM table of mismatch severities (seed document 002); timestamps, ids and paths may differ freely.
import type { Pair } from '../../artifacts/diff';
import type { Directions } from '../../kyn/catalogue/metricDirection';
import { firstFew } from '../../text/firstFew';
import { oneLine } from '../../text/oneLine';
import { type DiffSeverity, type PolicyRow, sides } from './policyRow';
import { missingValueRows, policyRows } from './policyTable';

/** The user's choices: severities of rows by id, whether every `warn` counts as `error`, and which values of a metric are better. */
export interface Policy {
  readonly rows: Readonly<Record<string, Exclude<DiffSeverity, 'same'>>>;
  readonly strict: boolean;
  readonly directions?: Directions;
}

/** The policy from the user's settings: severities of rows by id, and `strict`; directions of metrics by name. */
export function policyOf(
  setting: Readonly<Record<string, 'info' | 'warn' | 'error' | boolean>>,
  directions: Directions = {},
): Policy {
  const rows = Object.entries(setting).filter(
    (entry): entry is [string, PolicyRow['severity']] => typeof entry[1] === 'string',
  );
  return { rows: Object.fromEntries(rows), strict: setting.strict === true, directions };
}

/** The table without settings. */
export const defaultPolicy: Policy = { rows: {}, strict: false };

/** The judgement of a difference, or of a value that both sides lack. */
export interface Judgement {
  readonly severity: DiffSeverity;
  /** A sentence for the reasons; empty if the difference does not need one. */
  readonly reason: string;
  /** Set if the user's setting changed the severity of the row. */
  readonly override?: SeverityOverride;
}

/** A row whose severity the user changed, and its severity in the table. */
export interface SeverityOverride {
  readonly row: string;
  readonly table: DiffSeverity;
}

/** What is known of the files that the specs of two runs with one CONFIG_HASH import. `none`: the spec imports nothing; `unknown`: the sides whose imports were not recorded. */
export type ComparedImports =
  | { readonly state: 'none' | 'same' }
  | { readonly state: 'differ'; readonly files: readonly string[] }
  | { readonly state: 'unknown'; readonly sides: readonly ('A' | 'B')[] };

/**
 * What a comparison of runs does not cover, because CONFIG_HASH covers only the text of the spec. `recordsParams`: the overrides of both sides are recorded;
 * `knowsImports`: the imports are compared, or have a reason of their own.
 */
export function uncovered({
  recordsParams,
  knowsImports,
}: Record<'recordsParams' | 'knowsImports', boolean>): Judgement {
  const parts = [
    ...(recordsParams ? [] : ['--param overrides']),
    ...(knowsImports ? [] : ['the contents of imported files']),
  ];
  return {
    severity: 'info',
    reason: parts.length === 0 ? '' : `Not recorded, so not compared: ${parts.join(' and ')}.`,
  };
}

const MAX_NAMED = 3;

/** Judges the imports of two runs with one CONFIG_HASH; undefined where the spec was not found. */
export function judgeImports(imports: ComparedImports | undefined, policy: Policy = defaultPolicy): Judgement {
  if (imports?.state === 'differ') {
    const files = firstFew(imports.files, MAX_NAMED, { text: oneLine });
    const text = `Imported files differ: ${files}. The CONFIG_HASH is equal, because it covers only the text of the spec.`;
    return judgeMissingValue('imports-differ', text, policy);
  }
  if (imports?.state === 'unknown') {
    const text = `The spec imports files, and what ${imports.sides.join(' and ')} imported is not known from .kynml, so the inputs may differ.`;
    return judgeMissingValue('imports-unknown', text, policy);
  }
  return { severity: 'same', reason: '' };
}

/** Judges one value of two artifacts. */
export function judge(pair: Pair, policy: Policy = defaultPolicy): Judgement {
  const row = policyRows.find(
    r => (!pair.equal || r.evenIfEqual) && r.path.test(pair.path) && (r.when?.(pair) ?? true),
  );
  if (!row) return { severity: 'same', reason: '' };
  const found = judged(row, row.reason(pair), policy);
  // A difference that the table allows has no reason text, so it needs one when a setting makes it more severe.
  const isSilent = found.reason === '' && found.override !== undefined && found.severity !== 'info';
  return isSilent ? { ...found, reason: `${pair.path} differs (${sides(pair)}).` } : found;
}

function judged(row: Pick<PolicyRow, 'id' | 'severity'>, reason: string, policy: Policy): Judgement {
  const severity = severityOf(row, policy);
  const override = severity === row.severity ? {} : { override: { row: row.id, table: row.severity } };
  return { severity, reason, ...override };
}

/** The severity of a row: the user's choice, otherwise the table's. Strict mode turns every warning into an error. */
export function severityOf(
  { id, severity }: Pick<PolicyRow, 'id' | 'severity'>,
  policy: Policy,
): PolicyRow['severity'] {
  const chosen = Object.hasOwn(policy.rows, id) ? policy.rows[id] : undefined;
  const level = chosen ?? severity;
  return policy.strict && level === 'warn' ? 'error' : level;
}

type MissingValueId = (typeof missingValueRows)[number]['id'];

/** Judges a value that both sides lack, by its row. */
export function judgeMissingValue(id: MissingValueId, reason: string, policy: Policy = defaultPolicy): Judgement {
  const row = missingValueRows.find(r => r.id === id) ?? { id, severity: 'error' };
  return judged(row, reason, policy);
}

/** Judges a field of the identity that is absent or null on both sides: equal, but unknown. */
export function judgeUnknown(field: string, value: 'absent' | 'null', policy: Policy = defaultPolicy): Judgement {
  if (field === 'seed' && value === 'null')
    return judgeMissingValue('seed-unset', 'Neither run set a seed, so neither can be reproduced exactly.', policy);
  if (field === 'data_hash' && value === 'null') return judgeMissingValue('data-unsaid', NO_DATA, policy);
  const text = field === 'git.dirty' ? NO_DIRTY : `Neither side records ${field}, so they cannot be compared.`;
  return judgeMissingValue(rowOf(field), text, policy);
}

/** Judges a field of the identity whose value cannot be read on at least one side. `fault`: e.g. `git.sha of A is not a string`; empty if it is reported. */
export function judgeUnreadable(field: string, fault: string, policy: Policy = defaultPolicy): Judgement {
  return judgeMissingValue(rowOf(field), fault && `${fault}, so it cannot be compared.`, policy);
}

// The row of a field that is not known.
const rowOf = (field: string): MissingValueId =>
  field === 'git.dirty' ? 'dirty-unknown' : field.startsWith('env.') ? 'env-unknown' : 'identity-unknown';

const NO_DATA = 'Neither run recorded a data hash, so it is not known whether both read the same data.';
const NO_DIRTY = 'Neither side records git.dirty, so it is not known whether the commit identifies the code that ran.';
