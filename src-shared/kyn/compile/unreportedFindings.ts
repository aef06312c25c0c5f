// The findings of the built-in compiler for an editor: as information, and only where no check reports anything but a hint already.
import { byPlace, type Diagnostic } from '../../text/diagnostic';
import type { Span } from '../../text/span';
import type { SpecModel } from '../names/specModel';
import { builtinMetric } from './findings/builtinMetric';
import { builtinModel } from './findings/builtinModel';
import { builtinShape } from './findings/builtinShape';
import { builtinValue } from './findings/builtinValue';
import { compilerFindings } from './planTraining';
import { sweptFindings } from './sweptFindings';

// While a spec has an error, what it is meant to train may be unknown. The errors of an imported file are reported at the import.
const UNCERTAIN: ReadonlySet<string> = new Set(
  [builtinMetric, builtinModel, builtinShape, builtinValue].map(finding => finding.code),
);

/** What the built-in compiler cannot express and no finding of a spec reports yet. */
export function unreportedFindings(spec: SpecModel, reported: readonly Diagnostic[]): readonly Diagnostic[] {
  const ofDefaults = compilerFindings(spec);
  const found = [...ofDefaults, ...sweptFindings(spec, ofDefaults)].sort(byPlace);
  if (found.length === 0) return found;
  const isCertain = !reported.some(d => d.severity === 'error');
  const isFree = freePlaces(reported.filter(d => d.severity !== 'hint').map(d => d.span));
  return found
    .filter(d => (isCertain || !(d.imported || UNCERTAIN.has(d.code))) && isFree(d.span))
    .map(({ imported: _, ...d }) => d);
}

// Whether a place touches none of some spans. Called with places in order, so that it takes one pass over the spans.
function freePlaces(spans: readonly Span[]): (place: Span) => boolean {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  let next = 0;
  let end = -1;
  return place => {
    for (let s = sorted[next]; s && s.start <= place.end; s = sorted[++next]) end = Math.max(end, s.end);
    return end < place.start;
  };
}
