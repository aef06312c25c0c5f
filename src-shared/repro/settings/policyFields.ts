// The rows of the table of differences as fields of `.kynml.json`. Its kind knows the form of a policy, but not the rows.
import type { FieldName } from '../../artifacts/fieldCompletion';
import type { Kind } from '../../artifacts/kind';
import { missingValueRows, policyRows } from '../compare/policyTable';

const ROWS: readonly FieldName[] = [...policyRows, ...missingValueRows].map(({ id, about, severity }) => ({
  name: id,
  doc: `${about}. In the table: ${severity}.`,
}));

/** The fields of an object of a kind, by its path, that the schema of the kind does not name. */
export const policyFields =
  ({ id }: Kind) =>
  (path: readonly string[]): readonly FieldName[] =>
    id === 'kynml-settings' && path.length === 1 && path[0] === 'policy' ? ROWS : [];
