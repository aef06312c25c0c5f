// How serious a difference between two artifacts is: one table for all kinds, read by the editor, the command line and the page of formats.
// The model is the DLM table of mismatch severities (seed document 002); timestamps, ids and paths may differ freely.
import type { Pair } from '../artifacts/diff';
import type { DiffSeverity, PolicyRow } from './policyRow';
import { policyRows, unsaidRows } from './policyTable';

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
  const judged = (id: (typeof unsaidRows)[number]['id'], reason: string): Judgement => {
    const row = unsaidRows.find(r => r.id === id) ?? unsaidRows[2];
    return { severity: severityOf(row, policy), reason };
  };
  if (field === 'seed' && value === 'null')
    return judged('seed-unset', 'Neither run set a seed, so neither can be reproduced exactly.');
  if (field === 'data_hash' && value === 'null')
    return judged(
      'data-unknown-both',
      'Neither run recorded a data hash, so it is not known whether both read the same data.',
    );
  return judged('identity-unknown', `Neither side records ${field}, so they cannot be compared.`);
}
