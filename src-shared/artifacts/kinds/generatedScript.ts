// A training script that `kynml compile` wrote: of it only the constant that says which spec it was made from is read.
// Source: the KynML page on reproducibility (seed document 000), "CONFIG_HASH": `CONFIG_HASH = "<64 hex>"` at module level.
import * as z from 'zod';
import type { Diagnostic } from '../../text/diagnostic';
import { type JsonNode, members, stringMember } from '../../text/jsonText';
import { hash64 } from '../exact';
import { scriptConstant } from '../fileFormat';
import type { Kind } from '../kind';
import { duplicates } from '../validate';

const FIELD = 'CONFIG_HASH';

const schema = z
  .object({ [FIELD]: hash64('CONFIG_HASH of the spec that this script was compiled from: SHA-256 of its text.') })
  .meta({ title: 'KynML generated script' });

/** Script compiled from a spec. */
export const generatedScript: Kind = {
  id: 'kynml-script',
  title: 'generated script',
  source: 'KynML, "Reproducibility": CONFIG_HASH.',
  rules: [
    'Only the constant `CONFIG_HASH = "..."` in column 1 is read, in single or double quotes, with or without a type; of several the last counts. What stands in a comment or in a longer string is none.',
    'Where CONFIG_HASH is bound to anything but a plain string as well (computed, imported, assigned under a condition or by a function), it cannot be read.',
    'Two scripts are compared by CONFIG_HASH only; their code is not, so equal hashes make them comparable and no more.',
    'Current: its hash is the CONFIG_HASH of a spec here as it is now. Stale: that of an older version in git. Else it is not known where it comes from.',
  ],
  fileFormat: scriptConstant,
  fileNames: [],
  requiredKeys: [FIELD],
  // A name that is only computed is the constant of some other script.
  detect: root => root.kind === 'object' && root.members.some(m => m.key === FIELD && m.value.kind === 'string'),
  schema,
  validate,
  claims: root => {
    const configHash = stringMember(root, FIELD);
    return configHash === undefined ? {} : { configHash };
  },
  sections: [{ id: 'identity', title: 'Identity', prefixes: [] }],
  identity: [FIELD],
  hashField: FIELD,
  uncompared: 'Only CONFIG_HASH is compared; the rest of the scripts is not.',
  isCompiled: true,
  isRun: false,
};

function validate(root: JsonNode): Diagnostic[] {
  const found = members(root).get(FIELD);
  const finding = (at: JsonNode['span'], code: string, message: string): Diagnostic[] => [
    { code, severity: 'error', message, span: at, fixes: [] },
  ];
  if (!found)
    return finding(
      { start: 0, end: 0 },
      'missing-field',
      'CONFIG_HASH is missing; a generated script has it as a constant in column 1.',
    );
  if (found.value.kind === 'null')
    return finding(
      found.keySpan,
      'missing-field',
      'CONFIG_HASH cannot be read: here it is bound to something else than a plain string, or a string of several lines is never closed, so nothing tells which spec the script was made from. Compile it again.',
    );
  if (found.value.kind === 'string' && /^[0-9a-f]{64}$/.test(found.value.text)) return duplicates(root);
  return finding(
    found.value.span,
    'wrong-field',
    'CONFIG_HASH must be 64 lower-case hex digits, so this does not say which spec the script was made from. Compile it again.',
  );
}
