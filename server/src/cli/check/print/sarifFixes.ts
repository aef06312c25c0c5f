// The fixes of a finding in a SARIF log.
import type { Fix as SarifFix } from 'sarif';
import type { Fix } from '../../../../../src-shared/text/diagnostic';
import { type LineIndex, positionAt } from '../../../../../src-shared/text/lineIndex';
import { hasSecret } from '../../../../../src-shared/text/secretText';
import type { LocatedFinding } from '../checkReport';
import { artifactLocation, regionOf } from './sarifPlaces';

/** The fixes that are complete, as proposals: those with a placeholder need the author. None where the file has secrets, because an edit may contain one. */
export function sarifFixes({ file, lines, diagnostic: { fixes } }: LocatedFinding, path: string): SarifFix[] {
  if (file.hidesSecrets || path === '-') return [];
  const shown = fixes.filter(fix => !fix.guesses && fix.edits.length > 0 && !fix.edits.some(e => hasSecret(e.text)));
  return shown.map(fix => sarifFix(fix, path, lines));
}

const sarifFix = ({ title, edits }: Fix, path: string, lines: LineIndex): SarifFix => ({
  description: { text: title },
  artifactChanges: [
    {
      artifactLocation: artifactLocation(path),
      replacements: edits.map(({ span: { start, end }, text }) => ({
        deletedRegion: regionOf({ start: positionAt(lines, start), end: positionAt(lines, end) }) ?? {},
        ...(text !== '' && { insertedContent: { text } }),
      })),
    },
  ],
});
