// A row of the policy in `.kynml.json` that the table of differences does not have.
import { defineFinding } from '../../text/defineFinding';
import { fix } from '../../text/diagnostic';
import { type JsonNode, member } from '../../text/jsonText';
import { oneLine } from '../../text/oneLine';
import { suggest } from '../../text/suggest';

interface UnknownRow {
  readonly row: string;
  readonly meant: string | undefined;
}

/** The policy of shared settings names a row that does not exist. */
export const unknownPolicyRow = defineFinding({
  code: 'unknown-policy-row',
  severity: 'error',
  group: 'artifacts',
  summary: 'The policy in `.kynml.json` names a row that the table of differences does not have, so it has no effect.',
  fix: 'Correct the name; docs/formats.md has the table.',
  example: '{"policy": {"sead": "info"}}',
  exampleFile: '.kynml.json',
  message: ({ row, meant }: UnknownRow) =>
    `There is no row \`${oneLine(row)}\` in the table of differences, so this setting has no effect. ${
      meant === undefined ? 'docs/formats.md lists the rows.' : `Did you mean \`${meant}\`?`
    }`,
  *find(settings: JsonNode, rows: readonly string[]) {
    const policy = member(settings, 'policy');
    for (const { key, keySpan } of policy?.kind === 'object' ? policy.members : []) {
      if (key === 'strict' || rows.includes(key)) continue;
      const meant = suggest(key, [...rows, 'strict']);
      const fixes = meant === undefined ? [] : [fix(`Change to ${meant}`, keySpan, JSON.stringify(meant), false)];
      yield { facts: { row: key, meant }, span: keySpan, fixes };
    }
  },
});
