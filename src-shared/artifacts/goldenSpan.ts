// Where a finding about an entry of a golden index is shown.
import { type JsonNode, member } from '../text/jsonText';
import type { Span } from '../text/span';

/** The value of a field of an entry; the entry where the field is missing. */
export const goldenSpan = (entry: JsonNode, field = 'golden_relpath'): Span => (member(entry, field) ?? entry).span;
