// Single values of a file.
import type { JsonNode } from '../../../text/jsonText';

/** The text of a number or a string. */
export const scalarText = (node: JsonNode | undefined): string | undefined =>
  node?.kind === 'number' || node?.kind === 'string' ? node.text : undefined;

/** The value of a number; NaN for anything else. */
export const numberIn = (node: JsonNode | undefined): number =>
  node?.kind === 'number' ? Number(node.text) : Number.NaN;
