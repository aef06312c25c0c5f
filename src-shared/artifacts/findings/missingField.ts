// A field that the kind of a file requires and that the file does not have.
import { defineFinding, type QuotedMessage } from '../../text/defineFinding';
import { inBackticks } from '../../text/inBackticks';

interface MissingField {
  /** The names under which the field is accepted, each with the path of its object. */
  readonly names: readonly string[];
  /** The kind's title. */
  readonly title: string;
  /** Where the field is expected, as a sentence, if that is not obvious. */
  readonly hint?: string;
}

/** A constant of a script that is bound to an expression, so that its value is not known without running the script. */
interface UnreadableConstant {
  readonly constant: string;
}

function messageOf(facts: MissingField | UnreadableConstant | QuotedMessage): string {
  if ('quoted' in facts) return facts.quoted;
  if ('constant' in facts)
    return `\`${facts.constant}\` must be a plain string, but is bound to something else here, or a multi-line string is never closed. The spec of this script is therefore unknown; compile it again.`;
  const missing = `The required field ${inBackticks(facts.names, 'or')} is missing in this ${facts.title}.`;
  return facts.hint === undefined ? missing : `${missing} ${facts.hint}`;
}

/** A required field is missing. */
export const missingField = defineFinding({
  code: 'missing-field',
  severity: 'error',
  group: 'artifacts',
  summary: 'A field that this kind of file requires is missing.',
  fix: 'Add the field, or generate the file again.',
  example: '{"config_hash": "…"}',
  message: messageOf,
});
