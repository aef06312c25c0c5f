// `lock_version`: DLM refuses a file of another version before it looks at anything else of it, so one finding is all there is to say.
import type { Diagnostic } from '../text/diagnostic';
import { type JsonNode, members } from '../text/jsonText';
import { span } from '../text/span';
import { ExactNumber, field } from './exact';

/** The version of a DLM lock and of an index of goldens that this tool knows. */
export const DLM_LOCK_VERSION = '1';

/** The field. Its gate judges it before any other, so what the schema finds of it is never shown. */
export const lockVersion = field(
  {
    expected: `the integer ${DLM_LOCK_VERSION}`,
    doc: 'Version of the form of this file; 1 is the only one known.',
    schema: { const: Number(DLM_LOCK_VERSION) },
  },
  (v): v is ExactNumber => v instanceof ExactNumber && v.token === DLM_LOCK_VERSION,
);

/** The finding of an object whose `lock_version` is not the integer 1. `what` is the file in singular, for people. */
export function versionGate(what: string, root: JsonNode): Diagnostic | undefined {
  const version = members(root).get('lock_version')?.value;
  if (version?.kind === 'number' && version.text === DLM_LOCK_VERSION) return undefined;
  const at = version?.span ?? span(root.span.start, root.span.start + 1);
  const message = version
    ? `lock_version of a ${what} must be the integer ${DLM_LOCK_VERSION}, not ${written(version)}: the file is of a form that this tool does not know, and nothing else of it is judged. Update this tool, or let DLM write the file again.`
    : `lock_version is missing; without it nothing shows which form this ${what} has, and nothing else of it is judged. Let DLM write the file again.`;
  return { code: 'lock-version', severity: 'error', message, span: at, fixes: [] };
}

function written(node: JsonNode): string {
  if (node.kind === 'string') return node.text.length > 20 ? 'a string' : JSON.stringify(node.text);
  if (node.kind === 'number') return node.text.length > 20 ? 'a longer number' : node.text;
  if (node.kind === 'bool') return String(node.value);
  return node.kind === 'null' ? 'null' : node.kind === 'array' ? 'a list' : 'an object';
}
