// `kynml/madeFrom`: the specs from which a file may have been compiled, for "Recompile".
import type { MadeFrom } from '../../../../src-shared/protocol/trainingRequests';
import { isBuiltinScript } from '../../../../src-shared/repro/training/isBuiltinScript';
import { scriptState } from '../../../../src-shared/repro/training/scriptChecksum';
import { originLookup, specsOf } from '../artifact/originLookup';
import { pathOf, uriOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';

/** `kynml/madeFrom`. */
export const madeFrom = ownFeature('kynml/madeFrom', null, async (context, { uri }): Promise<MadeFrom | null> => {
  await context.inventory.demand();
  await context.refreshHistory();
  const path = pathOf(uri);
  const artifact = path === undefined ? undefined : context.workspace.artifactAt(path);
  if (!artifact?.kind.isCompiled) return null;
  const { configHash } = artifact.claims;
  const { state } = originLookup(context).find(configHash);
  const specs = configHash === undefined ? [] : specsOf(configHash, context);
  const text = path === undefined ? undefined : context.workspace.read(path);
  const compiler = text?.ok && isBuiltinScript(text.text) ? 'builtin' : 'official';
  const code = text?.ok ? scriptState(text.text, context.workspace.host.sha256) : 'unknown';
  return { configHash: configHash ?? null, state, specs: specs.map(uriOf), compiler, code };
});
