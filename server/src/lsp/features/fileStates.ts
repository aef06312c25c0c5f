// `kynml/fileStates`: the files that an explorer marks, open or not: broken, drifted from their lock or data, or made from an older version of a spec.
import type { Diagnostic } from 'vscode-languageserver';
import type { FileState } from '../../../../src-shared/protocol/requests';
import { dataDrift } from '../../../../src-shared/repro/findings/dataDrift';
import { lockDrift } from '../../../../src-shared/repro/findings/lockDrift';
import { counted } from '../../../../src-shared/text/numberText';
import { originLookup } from '../artifact/originLookup';
import { DiagnosticSeverity } from '../base/languageServer';
import { ownFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import { type CheckedFile, checkedFiles } from '../protocol/workspaceCheckView';

/** `kynml/fileStates`. */
export const fileStates = ownFeature('kynml/fileStates', null, async (context, { known }, { cancelled }) => {
  await context.inventory.ready;
  const origins = originLookup(context);
  const files: FileState[] = [];
  for await (const slice of checkedFiles(context.check, cancelled))
    files.push(...slice.flatMap(file => stateOf(file) ?? staleState(context, origins, file) ?? []));
  const id = context.workspace.host.sha256(JSON.stringify(files));
  return id === known || cancelled.aborted ? null : { id, files };
});

const DRIFT: ReadonlySet<unknown> = new Set([lockDrift.code, dataDrift.code]);

// An error outweighs drift: a broken file has to be repaired first.
function stateOf({ uri, items }: CheckedFile): FileState | undefined {
  const errors = items.filter(d => d.severity === DiagnosticSeverity.Error);
  if (errors.length > 0) return { uri, state: 'broken', message: messageOf(errors) };
  const drift = items.filter(d => DRIFT.has(d.code));
  return drift.length > 0 ? { uri, state: 'drifted', message: messageOf(drift) } : undefined;
}

function messageOf([first, ...others]: readonly Diagnostic[]): string {
  const message = first === undefined ? '' : String(first.message);
  if (others.length === 0) return message;
  return `${message} (${counted(others.length, 'more problem')})`;
}

function staleState(
  { inventory }: FeatureContext,
  origins: ReturnType<typeof originLookup>,
  { path, uri }: CheckedFile,
): FileState | undefined {
  const run = inventory.index.get(path)?.rows.find(row => row.path === path);
  const origin = run && origins.find(run.claims.configHash);
  return origin?.state === 'stale' ? { uri, state: 'stale', message: `Made from ${origins.text(origin)}.` } : undefined;
}
