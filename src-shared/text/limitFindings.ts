// The findings of one file that are shown: no one reads more, and an unrelated or hostile file may have one in each line or key.
import type { Diagnostic, Severity } from './diagnostic';
import { counted } from './numberText';

const MAX_FINDINGS = 1000;
// Hundreds of findings of one cause, e.g. of a data folder that is not here, must hide no other, and take longer on each keystroke than the analysis.
const MAX_OF_CODE = 200;

/** The code of a finding that replaces others. */
export const MORE_PROBLEMS = 'more-problems';

/** Findings in their order. Those with the code `more-problems` stand for the omitted ones. */
export interface LimitedFindings<T extends Diagnostic> {
  readonly shown: readonly T[];
  readonly omitted: readonly T[];
}

/** Limits the findings of a file: those of one code to 200, and all to 1000. Where some are omitted, a finding as severe as the worst of them states how many. */
export function limitFindings<T extends Diagnostic>(all: readonly T[]): LimitedFindings<T> {
  if (all.length <= MAX_OF_CODE) return { shown: all, omitted: [] };
  const { kept, beyond } = limitCodes(all);
  const behind = (d: T): readonly T[] | undefined => {
    const more = beyond.get(d.code);
    return more?.[0] === d ? more : undefined;
  };
  const first = kept.slice(0, MAX_FINDINGS);
  const rest = kept.slice(MAX_FINDINGS).flatMap(d => behind(d) ?? [d]);
  const last = first.at(-1);
  const shown = first.map(d => standIn(d, behind(d) ?? [], ` of the kind \`${d.code}\``));
  if (last && rest.length > 0) shown.push(standIn(last, rest, ''));
  const isShown = new Set(shown);
  return { shown, omitted: all.filter(d => !isShown.has(d)) };
}

// Of each code the first findings and the first of the others, in whose place the others are mentioned.
function limitCodes<T extends Diagnostic>(all: readonly T[]) {
  const counts = new Map<string, number>();
  const beyond = new Map<string, T[]>();
  const kept = all.filter(d => {
    const count = (counts.get(d.code) ?? 0) + 1;
    counts.set(d.code, count);
    if (count <= MAX_OF_CODE) return true;
    const others = beyond.get(d.code);
    if (others) others.push(d);
    else beyond.set(d.code, [d]);
    return !others;
  });
  return { kept, beyond };
}

const WORST_FIRST: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

// At the place of a finding; the finding itself where it replaces none.
function standIn<T extends Diagnostic>(at: T, omitted: readonly T[], kind: string): T {
  if (omitted.length === 0) return at;
  const severity = WORST_FIRST.find(s => omitted.some(d => d.severity === s)) ?? at.severity;
  const count = counted(omitted.length, 'more problem');
  return { ...at, code: MORE_PROBLEMS, severity, message: `${count}${kind} below. Fix these first.`, fixes: [] };
}
