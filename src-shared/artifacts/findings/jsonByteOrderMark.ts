// JSON that starts with a byte order mark. Python's json module rejects it, so no program that made or reads these files accepts it.
import { defineFinding } from '../../text/defineFinding';

/** The JSON text starts with a byte order mark. */
export const jsonByteOrderMark = defineFinding({
  code: 'json-byte-order-mark',
  severity: 'error',
  group: 'artifacts',
  summary: "The JSON text starts with a byte order mark. It is invisible, but Python's `json` rejects the file.",
  fix: 'Save the file as UTF-8 without a byte order mark.',
  example:
    '\ufeff{"config_hash": "1111111111111111111111111111111111111111111111111111111111111111", "data_hash": null}',
  message: () =>
    'The file starts with an invisible byte order mark, so Python cannot read it as JSON. Save it as UTF-8 without the mark.',
});
