// The step `manifest`: whether a record has the form of its kind, and is the text that its run wrote.
import { duplicateField } from '../../../artifacts/findings/duplicateField';
import { unknownField } from '../../../artifacts/findings/unknownField';
import type { Artifact } from '../../../artifacts/read';
import { basename, dirname } from '../../../host/paths';
import { shortHash } from '../../../repro/hash/configHash';
import { MANIFEST } from '../../../repro/history/keepRun';
import { withArticle } from '../../../text/withArticle';
import { confirmed, contradicted, listed, type RecordedFile, type StepResult, unknown } from '../verification';
import type { RecordIndex } from '../verifyWorld';

/** Whether a file has the form of its kind. Fields of which the meaning is not known may have decided its result. */
export function formStep({ kind, diagnostics }: Artifact): StepResult {
  const [error, ...more] = diagnostics.filter(d => d.severity === 'error');
  if (error) return contradicted(more.length === 0 ? error.message : `${error.message} ${moreText(more.length)}`);
  const doubts = diagnostics.filter(
    d => d.severity === 'warning' || d.code === duplicateField.code || d.code === unknownField.code,
  );
  if (doubts.length > 0) return unknown(listed(doubts.map(d => d.message)));
  const remarks = diagnostics.filter(d => d.severity === 'info').map(d => d.message);
  return confirmed(listed([`It has the documented form of ${withArticle(kind.title)}.`, ...remarks]));
}

const moreText = (count: number): string =>
  count === 1 ? 'There is 1 more error.' : `There are ${count} more errors.`;

/** The same for a run, which is also compared with what the history kept: `records`. */
export function manifestStep(file: RecordedFile, records: RecordIndex): StepResult {
  const form = formStep(file.artifact);
  if (form.state !== 'confirmed' || file.fileHash === undefined) return form;
  if (records.byManifest.has(file.fileHash))
    return confirmed(`${form.detail} Its content is what the run wrote: .kynml has its SHA-256.`);
  const newest = basename(file.path) === MANIFEST ? records.byFolder.get(dirname(file.path)) : undefined;
  if (!newest) return form;
  const [now, then] = [file.fileHash, newest.manifest ?? ''].map(shortHash);
  return unknown(
    `Its content is not what the last run that .kynml recorded in this folder wrote (SHA-256 then: ${then}, now: ${now}). It was changed since, or a run that was not recorded replaced it.`,
  );
}
