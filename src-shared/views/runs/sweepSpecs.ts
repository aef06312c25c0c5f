// The specs of the combinations of a sweep that have no manifest.
import { entryPath } from '../../artifacts/read';
import { groupedBy } from '../../runs/list/groupedBy';
import type { RunRow } from '../../runs/list/runRow';

/** A combination that failed records no CONFIG_HASH. It gets that of the others in its file, if these have a single one: they are one sweep. */
export function withSweepSpecs(rows: readonly RunRow[]): RunRow[] {
  const known = rows.filter(row => row.claims.configHash !== undefined && fileOf(row) !== undefined);
  const ofFile = new Map(
    [...groupedBy(known, fileOf)].flatMap(([file, all]) => {
      const [first] = all;
      return all.every(row => row.claims.configHash === first.claims.configHash) ? [[file, first] as const] : [];
    }),
  );
  return rows.map(row => {
    const other = row.claims.configHash === undefined ? ofFile.get(fileOf(row)) : undefined;
    const configHash = other?.claims.configHash;
    return other && configHash !== undefined
      ? { ...row, spec: other.spec, claims: { ...row.claims, configHash } }
      : row;
  });
}

const fileOf = ({ path }: RunRow): string | undefined => entryPath(path)?.file;
