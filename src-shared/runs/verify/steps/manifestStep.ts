// The step `manifest`: whether a record has the form of its kind, and is the text that its run wrote.
import { duplicateField } from '../../../artifacts/findings/duplicateField';
import { jsonTooDeep } from '../../../artifacts/findings/jsonTooDeep';
import { lfsPointerFile } from '../../../artifacts/findings/lfsPointerFile';
import { lineTooLong } from '../../../artifacts/findings/lineTooLong';
import { secretInFile } from '../../../artifacts/findings/secretInFile';
import { unknownField } from '../../../artifacts/findings/unknownField';
import { pathAt } from '../../../artifacts/pathAt';
import type { Artifact } from '../../../artifacts/read';
import { basename, dirname } from '../../../host/paths';
import { MANIFEST } from '../../../repro/history/keepRun';
import { recordOfRun } from '../../../repro/reproduce/runRecord';
import type { Diagnostic } from '../../../text/diagnostic';
import { firstFew } from '../../../text/firstFew';
import { shortHash } from '../../../text/hashForm';
import type { JsonNode } from '../../../text/jsonText';
import { hasSecret } from '../../../text/secretText';
import { withArticle } from '../../../text/withArticle';
import { confirmed, contradicted, listed, type RecordedFile, type StepResult, unknown } from '../verification';
import type { KeptRecords } from '../verifyWorld';

/** Whether a file has the form of its kind. Fields of which the meaning is not known may have decided its result. */
export function formStep({ kind, root, diagnostics }: Artifact): StepResult {
  const unread = diagnostics.find(d => NOT_READ.has(d.code));
  if (unread) return unknown(unread.message);
  const [error, ...more] = diagnostics.filter(d => d.severity === 'error');
  if (error) return contradicted(more.length === 0 ? error.message : `${error.message} ${moreText(more.length)}`);
  const doubts = diagnostics.filter(
    d => d.severity === 'warning' || d.code === duplicateField.code || d.code === unknownField.code,
  );
  if (doubts.length > 0) return unknown(listed(doubtTexts(doubts, root)));
  const remarks = diagnostics.filter(d => d.severity === 'info').map(d => d.message);
  return confirmed(listed([`It has the documented form of ${withArticle(kind.title)}.`, ...remarks]));
}

// Nothing in such a file was checked: Python may read what is nested too deeply or too long here, and the content of a pointer is elsewhere.
const NOT_READ: ReadonlySet<string> = new Set([jsonTooDeep.code, lineTooLong.code, lfsPointerFile.code]);

// One sentence for all places of the same finding. Which value is a secret is seen only from its place.
function doubtTexts(doubts: readonly Diagnostic[], root: JsonNode | undefined): readonly string[] {
  const byMessage = new Map<string, Diagnostic[]>();
  for (const doubt of doubts) {
    const same = byMessage.get(doubt.message);
    if (same) same.push(doubt);
    else byMessage.set(doubt.message, [doubt]);
  }
  return [...byMessage].map(([message, same]) => {
    const isPlaced = same.length > 1 || same[0]?.code === secretInFile.code;
    const places = root && isPlaced ? placesText(same, root) : '';
    return places === '' ? message : `${places}: ${message}`;
  });
}

const MAX_PLACES = 3;

// The name of a field may itself be a secret.
const placesText = (found: readonly Diagnostic[], root: JsonNode): string =>
  firstFew(found, MAX_PLACES, { text: d => pathAt(root, d.span.start, hasSecret) || 'the file' });

const moreText = (count: number): string =>
  count === 1 ? 'There is 1 more error.' : `There are ${count} more errors.`;

/** The same for a run, which is also compared with what the history kept: `records`. */
export function manifestStep(file: RecordedFile, records: KeptRecords): StepResult {
  const form = formStep(file.artifact);
  if (form.state !== 'confirmed' || file.fileHash === undefined) return form;
  const same = records.byManifest.get(file.fileHash);
  if (same && recordOfRun(same, file.path))
    return confirmed(`${form.detail} Its content is what the run wrote: .kynml has its SHA-256.`);
  if (same)
    return confirmed(
      `${form.detail} Its content is what ${same.length} runs with different inputs wrote: .kynml has its SHA-256. None of them wrote it into this folder, so which of them it is is not known.`,
    );
  const newest = basename(file.path) === MANIFEST ? records.byFolder.get(dirname(file.path)) : undefined;
  if (!newest) return form;
  const [now, then] = [file.fileHash, newest.manifest ?? ''].map(shortHash);
  return unknown(
    `Its content is not what the last run that .kynml recorded in this folder wrote (SHA-256 then: ${then}, now: ${now}). It was changed since, or a run that was not recorded replaced it.`,
  );
}
