// JSON that is nested deeper than the reader goes.

import { defineFinding } from '../../text/defineFinding';
import { MAX_JSON_DEPTH } from '../../text/jsonText';

/** The text is nested too deep to be read. Python may still read it. */
export const jsonTooDeep = defineFinding({
  code: 'json-too-deep',
  severity: 'error',
  group: 'artifacts',
  summary: `Values are nested deeper than the ${MAX_JSON_DEPTH} levels that this tool reads, so the file is not checked. Python may still read it.`,
  fix: 'Check where the file comes from. No artifact is nested that deep.',
  example: '['.repeat(MAX_JSON_DEPTH + 1),
  message: ({ levels }: { readonly levels: number }) =>
    `Values are nested deeper than the ${levels} levels that this tool reads. The file is not checked.`,
});
