// Whether a manifest has all that makes it a result.
import { detectKind } from '../../artifacts/detect';
import { isObjectNode, isSha256 } from '../../artifacts/shape';
import { validate } from '../../artifacts/validate';
import { type JsonNode, member, stringMember } from '../../text/jsonText';
import { MANIFEST } from '../history/keepRun';

/** Whether a value is a run manifest without errors that states its spec, its tool, its data, its environment, its seed (null for none) and its metrics. */
export function isCompleteManifest(root: JsonNode): boolean {
  const kind = detectKind(MANIFEST, root)?.kind;
  const isValid = kind?.id === 'kynml-run-manifest' && !validate(kind, root).some(d => d.severity === 'error');
  return isValid && hasAllParts(root);
}

function hasAllParts(root: JsonNode): boolean {
  const seed = member(root, 'seed')?.kind;
  return (
    isSha256(member(root, 'config_hash')) &&
    isSha256(member(root, 'data_hash')) &&
    stringMember(root, 'kynml_version') !== undefined &&
    (seed === 'number' || seed === 'null') &&
    isObjectNode(member(root, 'env')) &&
    isObjectNode(member(root, 'metrics'))
  );
}
