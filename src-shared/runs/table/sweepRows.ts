// The combinations of a sweep that have not run, as rows of a table, and how the sweep ended in a sentence.
import type { Kind } from '../../artifacts/kind';
import { valueIdentity } from '../../artifacts/valueIdentity';
import { combinations } from '../../kyn/compile/combinations';
import { nothingImported } from '../../kyn/names/compose';
import { scopeOf } from '../../kyn/names/scope';
import { parse } from '../../kyn/syntax/parse';
import { isBroken } from '../../kyn/training/specChanges';
import { withoutBom } from '../../repro/hash/configHash';
import { type JsonNode, members } from '../../text/jsonText';
import { jsonObject } from '../../text/makeJson';
import { counted, numberText } from '../../text/numberText';
import type { RunRow } from '../list/runRow';

/** The most missing combinations that are rows, and the largest sweep that is searched for them. */
const [MAX_ROWS, MAX_SEARCHED] = [1000, 100_000];

/** A results file: its path, the kind of its entries, and the rows of these. */
export interface SweepFile {
  readonly path: string;
  readonly kind: Kind;
  readonly rows: readonly RunRow[];
}

/** What of a sweep has not run. `count`: all combinations of its spec; undefined where the spec is not known, so that nothing is known to be missing. */
export interface SweepGap {
  readonly count: number | undefined;
  readonly missing: number;
  /** The first of them. */
  readonly rows: readonly RunRow[];
}

/** The combinations of the spec with this text that a results file lacks. */
export function sweepGap({ path, kind, rows }: SweepFile, specText: string | undefined): SweepGap {
  const tree = specText === undefined ? undefined : parse(withoutBom(specText));
  if (!tree || isBroken(tree)) return UNKNOWN;
  const { count, at } = combinations({ tree, scope: scopeOf(tree, nothingImported) });
  if (count === 0 || count > MAX_SEARCHED) return UNKNOWN;
  const present = new Set(rows.map(({ fields }) => comboIdentity(fields)));
  const missing = Array.from({ length: count }, (_, i) => i).filter(i => !present.has(valueIdentity(at(i).combo)));
  // A file with other combinations is not of this spec.
  if (count - missing.length < present.size) return UNKNOWN;
  const [{ claims, spec } = NO_RUN] = rows;
  const row = (index: number): RunRow => ({
    path: `${path}#missing-${index}`,
    // It has no content yet.
    id: `${path}#missing-${index}`,
    kind,
    claims: claims.configHash === undefined ? {} : { configHash: claims.configHash },
    failure: NOT_RUN,
    isMissing: true,
    fields: new Map([...members(at(index).combo)].map(([key, { value }]) => [`combo.${key}`, value])),
    spec,
  });
  return { count, missing: missing.length, rows: missing.slice(0, MAX_ROWS).map(row) };
}

const UNKNOWN: SweepGap = { count: undefined, missing: 0, rows: [] };
const NO_RUN: Pick<RunRow, 'claims' | 'spec'> = { claims: {}, spec: { state: 'unknown' } };
const NOT_RUN = 'missing (it has not run)';

const COMBO = 'combo.';

function comboIdentity(fields: RunRow['fields']): string {
  const combo = [...fields].flatMap(([key, node]): [string, JsonNode][] =>
    key.startsWith(COMBO) ? [[key.slice(COMBO.length), node]] : [],
  );
  return valueIdentity(jsonObject(combo));
}

/** `19 of 27 combinations are done, 2 failed, 6 are missing.` */
export function sweepText({ rows }: Pick<SweepFile, 'rows'>, { count, missing }: SweepGap): string {
  const failed = rows.filter(row => row.failure !== undefined).length;
  const done = rows.length - failed;
  const known = count === undefined ? rows.length : count;
  const total = counted(known, 'combination is', 'combinations are');
  const parts = [
    `${numberText(done)} of ${total} done`,
    ...(failed > 0 ? [`${numberText(failed)} failed`] : []),
    ...(missing > 0 ? [counted(missing, 'is missing', 'are missing')] : []),
  ];
  const unknown =
    count === undefined
      ? ' The spec of this sweep was not found, so it is not known whether combinations are missing.'
      : '';
  return `${parts.join(', ')}.${unknown}`;
}
