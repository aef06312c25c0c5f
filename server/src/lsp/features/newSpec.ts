// `kynml/targetColumns` and `kynml/newSpecText`: the text of a new spec, filled from the header of a CSV file.
import { relativeTo } from '../../../../src-shared/host/paths';
import { isWritable } from '../../../../src-shared/kyn/data/columnText';
import type { CsvHead } from '../../../../src-shared/kyn/data/csvHead';
import { PLACEHOLDER_PATH, targetChoices, newSpecText as textOf } from '../../../../src-shared/kyn/data/newSpec';
import type { NewSpecText, TargetColumns } from '../../../../src-shared/protocol/requests';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { pathOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';
import type { WorkspaceView } from '../workspace/workspaceView';

const FAILED = { ok: false as const, message: 'The CSV file could not be read. See the output channel KynML.' };

/** `kynml/targetColumns`. */
export const targetColumns = ownFeature('kynml/targetColumns', FAILED, (context, { spec, data }): TargetColumns => {
  // The user expects the current header, including one that no event reported.
  context.refreshDataFiles();
  const table = tableAt(context.workspace, spec, data);
  return typeof table === 'string'
    ? { ok: false, message: table }
    : { ok: true, columns: targetChoices(table.head.columns) };
});

/** `kynml/newSpecText`. */
export const newSpecText = ownFeature('kynml/newSpecText', FAILED, ({ workspace }, { data }): NewSpecText => {
  if (!data) return { ok: true, text: textOf(), placeholder: PLACEHOLDER_PATH };
  const table = tableAt(workspace, data.spec, data.uri);
  if (typeof table === 'string') return { ok: false, message: table };
  if (!targetChoices(table.head.columns).includes(data.target))
    return { ok: false, message: 'The header of the CSV file changed since it was read. Run New Spec again.' };
  return { ok: true, text: textOf({ ...table, target: data.target }) };
});

/** The CSV file as a spec names it; a sentence for people when a spec cannot use it. */
function tableAt(
  workspace: WorkspaceView,
  specUri: string,
  dataUri: string,
): { readonly path: string; readonly head: CsvHead } | string {
  const [spec, file] = [pathOf(specUri), pathOf(dataUri)];
  if (spec === undefined || file === undefined) return 'The spec and its data must be files on this machine.';
  const path = relativeTo(workspace.workingFolder(spec), file);
  const label = oneLine(path);
  if (!isWritable(path) || path.includes('\\'))
    return `The path ${label} contains a character that a spec cannot name. Rename the file or folder.`;
  const data = workspace.datasetsOf(spec).find(path);
  if (data.state === 'unreadable') return `${label} cannot be read: ${data.reason}.`;
  if (data.state !== 'found') return `File not found: ${label}.`;
  if (!data.head)
    return `${label} ${data.trouble ?? 'is outside the workspace'}, so its columns are unknown. Choose another file.`;
  if (data.head.columns.length < 2)
    return `${label} has only one column, but a spec needs a target and at least one other column. Choose another file.`;
  if (targetChoices(data.head.columns).length === 0)
    return `No column of ${label} has a name that a spec can contain: strings are on one line, without double quotes.`;
  return { path, head: data.head };
}
