// Compares an index of goldens with the golden files.
// Source: DLM, "Determinism & reproducibility" (seed document 002), "Regenerating the golden".
import { goldenSpan } from '../../artifacts/goldenSpan';
import type { Golden } from '../../artifacts/kind';
import type { Host } from '../../host/host';
import { basename } from '../../host/paths';
import type { Diagnostic } from '../../text/diagnostic';
import type { JsonNode } from '../../text/jsonText';
import { goldenDiffers } from '../findings/goldenDiffers';
import { goldenMissing } from '../findings/goldenMissing';
import { goldenName as nameFinding } from '../findings/goldenName';
import { goldenUnverified } from '../findings/goldenUnverified';
import type { GoldenFile, GoldenFiles } from './files';
import { goldenName, tupleOf } from './name';

/** The findings of an index, each at its entry. A cause that applies to all goldens is reported at the first entry only. */
export function goldenFindings(goldens: readonly Golden[], files: GoldenFiles, sha256: Host['sha256']): Diagnostic[] {
  // The entries share the object of such a cause; a golden that cannot be read itself has its own.
  const reported = new Set<GoldenFile>();
  return goldens.flatMap(golden => {
    const file = files.get(golden.relpath);
    if (!file) return [];
    const isRepeated = file.state === 'unread' && reported.has(file);
    reported.add(file);
    return [...(isRepeated ? [] : fileFindings(golden, file, sha256)), ...nameFindings(golden, file, sha256)];
  });
}

function fileFindings(golden: Golden, file: GoldenFile, sha256: Host['sha256']): Diagnostic[] {
  const { relpath, entry } = golden;
  const at = goldenSpan(entry);
  switch (file.state) {
    case 'missing':
      return [goldenMissing.report({ relpath }, at)];
    case 'broken':
      return [goldenDiffers.report({ file: basename(relpath), reason: file.reason }, at)];
    case 'unread':
      return [goldenUnverified.report({ why: file.why }, at)];
    case 'read':
      return goldenDiffers.find(golden, file.root, isNamed(relpath, file.root, sha256));
  }
}

// A golden is approved under the name that its content gives.
function isNamed(relpath: string, golden: JsonNode, sha256: Host['sha256']): boolean {
  const tuple = tupleOf(golden);
  return tuple !== undefined && goldenName(tuple, sha256) === basename(relpath);
}

// The entry's values are used only where the file does not have them.
function nameFindings(golden: Golden, file: GoldenFile, sha256: Host['sha256']): Diagnostic[] {
  const tuple = (file.state === 'read' ? tupleOf(file.root) : undefined) ?? tupleOf(golden.entry);
  const expected = tuple && goldenName(tuple, sha256);
  if (expected === undefined || expected === basename(golden.relpath)) return [];
  return [nameFinding.report({ expected }, goldenSpan(golden.entry))];
}
