// `lock_version`, the version of the file format of a DLM lock and of a golden index.
import { type ExactNumber, field, isNumber } from './exact';

/** The version that this tool supports. */
export const DLM_LOCK_VERSION = '1';

/** The field. The finding lock-version checks it before any other field, so an issue of this schema is never shown. */
export const dlmLockVersion = field(
  {
    expected: `the integer ${DLM_LOCK_VERSION}`,
    doc: 'Version of the file format. Only 1 is supported.',
    schema: { const: Number(DLM_LOCK_VERSION) },
  },
  (v): v is ExactNumber => isNumber(v, token => token === DLM_LOCK_VERSION),
);
