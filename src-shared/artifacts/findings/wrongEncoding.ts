// An artifact whose bytes are not UTF-8. An editor decodes them, so its text does not show it; programs that read the file fail.
import { defineFinding } from '../../text/defineFinding';

interface Encoding {
  readonly isUtf16: boolean;
}

/** The file is not UTF-8 text. */
export const wrongEncoding = defineFinding({
  code: 'wrong-encoding',
  severity: 'error',
  group: 'artifacts',
  summary: 'The file is not UTF-8 text, so neither Python nor `kyn` reads it. `>` in Windows PowerShell writes UTF-16.',
  fix: 'Save the file as UTF-8 without a byte order mark.',
  message: ({ isUtf16 }: Encoding) =>
    isUtf16
      ? 'This file is not UTF-8 text but UTF-16, so Python cannot read it. Save it as UTF-8; `>` in Windows PowerShell writes UTF-16.'
      : 'This file is not UTF-8 text, so Python cannot read it. Save it as UTF-8.',
});
