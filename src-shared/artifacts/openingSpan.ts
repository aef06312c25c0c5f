// Where a finding about a whole object or list is shown: at its opening bracket, so that the editor does not underline the whole file.
import type { JsonNode } from '../text/jsonText';
import { type Span, span } from '../text/span';

/** The opening bracket of an object or a list; any other value as a whole. */
export const openingSpan = ({ kind, span: whole }: JsonNode): Span =>
  kind === 'object' || kind === 'array' ? span(whole.start, whole.start + 1) : whole;
