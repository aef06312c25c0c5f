// What else is secret in the answer to a request about specs: the copies of secrets that only a name in them shows.
import { copiedSecrets } from '../../../../src-shared/kyn/syntax/secretCopies';
import { type Hide, hiderOf } from '../../../../src-shared/text/hiderOf';
import type { WorkspaceView } from '../workspace/workspaceView';

/** Removes the copies from a text; undefined where the parameters of a request name no spec with such a secret. */
export function copyHider(workspace: WorkspaceView, params: unknown): Hide | undefined {
  const secrets = urisOf(params).flatMap(uri => {
    const tree = workspace.syntaxOf(uri)?.tree;
    return tree ? copiedSecrets(tree) : [];
  });
  return secrets.length === 0 ? undefined : hiderOf(secrets);
}

// The specs that a request is about.
function urisOf(params: unknown): readonly string[] {
  if (typeof params !== 'object' || params === null) return [];
  const { textDocument, item, uri, a, b } = params as Readonly<Record<string, unknown>>;
  return [uri, a, b, uriIn(textDocument), uriIn(item)].filter(value => typeof value === 'string');
}

const uriIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'uri' in value ? value.uri : undefined;
