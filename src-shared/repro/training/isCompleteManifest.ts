// Whether a manifest has all that makes it a result.
import { isObjectNode, isSha256 } from '../../artifacts/shape';
import { type JsonNode, member, stringMember } from '../../text/jsonText';

/** Whether a manifest states its spec, its tool, its data, its environment, its seed (null for none) and its metrics. */
export function isCompleteManifest(root: JsonNode): boolean {
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
