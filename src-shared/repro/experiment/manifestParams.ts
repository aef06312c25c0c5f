// The objects that an experiment manifest takes from the user: from a JSON text, or parameters from the params block of a spec.
import { json } from '../../artifacts/fileFormat';
import { duplicateField } from '../../artifacts/findings/duplicateField';
import { secretInFile } from '../../artifacts/findings/secretInFile';
import { markSecrets } from '../../artifacts/secrets/secrets';
import { textFinding, unreadableText } from '../../artifacts/textFinding';
import type { SyntaxTree } from '../../kyn/syntax/ast';
import type { JsonNode } from '../../text/jsonText';
import { jsonObject } from '../../text/makeJson';
import { withEscapes } from '../../text/oneLine';
import { secretSpans } from '../../text/secretText';
import { specParams } from './specParams';

/** An object with remarks for people, or a sentence that states why it cannot be used. */
export type ManifestParams = { readonly node: JsonNode; readonly remarks: readonly string[] } | string;

/** The parameters of an experiment that has none. */
export const NO_PARAMS: ManifestParams = { node: jsonObject([]), remarks: [] };

/** Parameters from the params block of a spec. `label` names the spec; `isUnsaved`: its text differs from the file. */
export function paramsFromSpec(
  tree: SyntaxTree,
  { label, isUnsaved }: { readonly label: string; readonly isUnsaved: boolean },
): ManifestParams {
  const node = specParams(tree);
  if (typeof node === 'string') return `${label} ${node}. Fix the spec, or choose other parameters.`;
  return withoutSecrets(node, label, isUnsaved ? [`${label} has unsaved changes; the text in the editor is used`] : []);
}

/** Parameters, or provenance, from the text of a JSON file. `label` names the file. */
export function objectFromJson(text: string, label: string): ManifestParams {
  const { value, problem } = json.read(text);
  if (problem) return `${label}: ${unreadableText(textFinding(problem))}`;
  if (value?.kind !== 'object') return `${label} must contain a JSON object.`;
  return withoutSecrets(
    value,
    label,
    [...duplicateField.find(value)].map(d => `${label}: ${d.message.replace(/\.$/, '')}`),
  );
}

/** Why an identifier must not be recorded; completes "`NAME` ". Undefined where it may be. The identifier itself is never repeated. */
export function idFault(id: string): string | undefined {
  if (secretSpans(id).length > 0) return 'looks like a secret, and a manifest is committed and shared';
  return withEscapes(id) === id ? undefined : 'contains control characters or characters that hide or reorder text';
}

// A manifest is committed and shared, so a secret must never get into it.
function withoutSecrets(node: JsonNode, label: string, remarks: readonly string[]): ManifestParams {
  const [secret] = [...secretInFile.find(markSecrets(node))];
  return secret ? `${label}: ${secret.message}` : { node, remarks };
}
