// A golden whose file name does not match its versions and its platform, so DLM does not find it.
import { defineFinding } from '../../text/defineFinding';

/** The file name of a golden does not match its content. */
export const goldenName = defineFinding({
  code: 'golden-name',
  severity: 'warning',
  group: 'artifacts',
  summary:
    'The file name of a golden does not match its versions and its platform. It must contain the first 16 hex digits of the SHA-256 of `<package>=<version>` for each package, sorted, then `platform=<platform>`, joined by `|`.',
  fix: "Generate the golden again with DLM's script.",
  message: ({ expected }: { readonly expected: string }) =>
    `The file name does not match the versions and the platform of the golden, so DLM does not find it; the name must be ${expected}. Generate the golden again with DLM's script.`,
});
