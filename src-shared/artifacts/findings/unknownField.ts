// A field that the documentation of the kind does not name.
import { defineFinding, type QuotedMessage } from '../../text/defineFinding';
import type { Fix } from '../../text/diagnostic';
import { distinctMembers, type JsonMember, type JsonNode } from '../../text/jsonText';
import { oneLine } from '../../text/oneLine';
import { suggest } from '../../text/suggest';
import type { Foreign } from '../kind';

interface UnknownField {
  readonly key: string;
  /** The object that has the field, in words: `a run manifest`, or the path of an inner object in backticks. */
  readonly owner: string;
  /** The documented field that is most likely meant. */
  readonly meant: string | undefined;
  readonly foreign: Foreign;
}

const CONSEQUENCES: Readonly<Record<Foreign, string>> = {
  keep: 'It is kept unchanged.',
  refuse: 'DLM rejects files with unknown fields.',
  'no-effect': 'It has no effect.',
};

/** A field that is not documented, with the documented one that is most likely meant. */
interface UnknownMember {
  readonly member: JsonMember;
  readonly meant: string | undefined;
}

/** The object of unknown fields. `required`: documented fields that are missing and must not be. */
export interface FieldOwner extends Pick<UnknownField, 'owner' | 'foreign'> {
  readonly required?: ReadonlySet<string>;
}

/** The fields of an object that are not documented. */
export function unknownMembers(node: JsonNode | undefined, names: readonly string[]): UnknownMember[] {
  const present = distinctMembers(node);
  const unknown = present.filter(({ key }) => !names.includes(key));
  if (unknown.length === 0) return [];
  const used = new Set(present.map(({ key }) => key));
  const unused = names.filter(name => !used.has(name));
  return unknown.map(member => ({ member, meant: suggest(member.key, unused) }));
}

function messageOf(facts: UnknownField | QuotedMessage): string {
  if ('quoted' in facts) return facts.quoted;
  const { key, owner, meant, foreign } = facts;
  const unknown = `Unknown field \`${oneLine(key)}\` in ${owner}.`;
  if (meant !== undefined) return `${unknown} Did you mean \`${meant}\`?`;
  return `${unknown} ${CONSEQUENCES[foreign]}`;
}

const rename = ({ keySpan }: JsonMember, name: string): Fix => ({
  title: `Change to ${name}`,
  edits: [{ span: keySpan, text: JSON.stringify(name) }],
  safe: false,
});

/** A field is not documented. It is a warning where it looks mistyped, and an error where it is rejected or a required field is meant. */
export const unknownField = defineFinding({
  code: 'unknown-field',
  severity: 'info',
  group: 'artifacts',
  summary:
    'The field is not documented. It is kept unchanged; a field that looks mistyped is a warning. It is an error in the files of DLM, which rejects such fields, in `.kynml.json`, where such fields have no effect, and where a required field is meant.',
  fix: 'Correct the name if it is mistyped.',
  example: '{"sed": 42}',
  message: messageOf,
  *find(unknown: readonly UnknownMember[], { owner, foreign, required }: FieldOwner) {
    for (const { member, meant } of unknown) {
      const isError = foreign !== 'keep' || (meant !== undefined && required?.has(meant) === true);
      yield {
        facts: { key: member.key, owner, meant, foreign },
        span: member.keySpan,
        severity: isError ? 'error' : meant === undefined ? 'info' : 'warning',
        fixes: meant === undefined ? [] : [rename(member, meant)],
      };
    }
  },
});
