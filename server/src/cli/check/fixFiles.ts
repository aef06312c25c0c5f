// The safe fixes of `kyn check --fix`: those of "Fix all safely fixable problems" in the editor.
import { isStill } from '../../../../src-shared/host/readText';
import { BOM } from '../../../../src-shared/repro/hash/configHash';
import { applyEdits } from '../../../../src-shared/text/applyEdits';
import { type Diagnostic, safeEdits, safeFixes } from '../../../../src-shared/text/diagnostic';
import { counted } from '../../../../src-shared/text/numberText';
import type { CliEnvironment } from '../command';
import { forEachFile } from '../progress';
import { createChecker, type ReadTarget } from './checkFile';
import type { RequestedList } from './checkFiles';
import { usesKynml } from './usesKynml';

/** Fixes files, each as a whole or not at all. The list gets a note for each fixed file, and a message for each that could not be written. */
export async function fixFiles(environment: CliEnvironment, list: RequestedList): Promise<RequestedList> {
  const [notes, incomplete]: [string[], string[]] = [[], []];
  const { read, check } = createChecker(environment, usesKynml(environment, list.targets));
  await forEachFile(environment, 'fixing', list.targets, async target => {
    const file = await read(target);
    const found = await check(file);
    if (!found || !('diagnostics' in found)) return;
    const count = safeFixes(found.diagnostics).length;
    if (count === 0) return;
    const problem = await fixFile(environment, file, found.diagnostics);
    if (problem === undefined) notes.push(`${file.label}: ${counted(count, 'problem')} fixed.`);
    else incomplete.push(problem);
  });
  return { ...list, notes: [...notes, ...list.notes], incomplete: [...incomplete, ...list.incomplete] };
}

// Why a file could not be written.
async function fixFile(
  { host }: CliEnvironment,
  { label, path, content }: ReadTarget,
  found: readonly Diagnostic[],
): Promise<string | undefined> {
  if (!content.ok || path === undefined) return undefined;
  // Findings count from after the mark.
  const [mark, text] = content.text.startsWith(BOM) ? [BOM, content.text.slice(BOM.length)] : ['', content.text];
  const written = await host.writeAtomic(path, mark + applyEdits(text, safeEdits(found)), isStill(host, content));
  return written.ok ? undefined : `${label} could not be fixed: ${written.message}. It was not changed.`;
}
