// What identifies a finding in the reports of two versions of a file, so that a service shows it once although lines above it were added or removed.
import type { Host } from '../../../../../src-shared/host/host';
import type { LocatedFinding } from '../checkReport';

// More of a long line does not identify a finding better, and a manifest may be one line.
const CONTEXT = 100;

/**
 * The fingerprints of findings in the order of a report: SHA-256 of the code, the path and the text around the finding without blanks, then the number
 * among equal ones. Line numbers, messages and indentation do not count.
 */
export function fingerprints(
  found: readonly LocatedFinding[],
  pathOf: (label: string) => string,
  sha256: Host['sha256'],
): string[] {
  const counts = new Map<string, number>();
  return found.map(finding => {
    const { file, code, diagnostic } = finding;
    const key = sha256(JSON.stringify([code, pathOf(file.path), diagnostic.about ?? null, contextOf(finding)]));
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return `${key}:${count}`;
  });
}

function contextOf({ file, start, lines, diagnostic: { span } }: LocatedFinding): string {
  const from = Math.max(lines.starts[start.line] ?? 0, span.start - CONTEXT);
  const to = Math.min(lines.starts[start.line + 1] ?? lines.length, span.start + CONTEXT);
  return file.text.slice(from, to).replace(/\s+/g, '');
}
