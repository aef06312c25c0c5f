// A CONFIG_HASH in a text for people that is not the current one.
import { defineFinding } from '../../text/defineFinding';
import { deletion } from '../../text/diagnostic';
import { firstFew } from '../../text/firstFew';
import { shortHash } from '../../text/hashForm';
import type { Span } from '../../text/span';

/** A spec that had the hash before. `now`: its current CONFIG_HASH. */
interface ChangedSpec {
  /** The path for people. */
  readonly label: string;
  readonly now: string;
}

/** A word of a text. `specs`: at least one. */
interface OutdatedReference {
  readonly digits: string;
  readonly span: Span;
  readonly specs: readonly ChangedSpec[];
}

/** The text is about an older version of a spec. */
export const outdatedReference = defineFinding({
  code: 'outdated-reference',
  severity: 'info',
  group: 'artifacts',
  summary:
    'A text (Markdown, LaTeX, a cell of a notebook, a README) contains the CONFIG_HASH of an older version of a spec of the workspace, or its first 12 digits or more. Shown in open texts, if `kynml.diagnostics.outdatedReferences` is on.',
  fix: 'Leave it if the text is about that version. Otherwise replace it with the current hash, and check what the text says about it.',
  message: (specs: OutdatedReference['specs']) =>
    `This CONFIG_HASH is of an older version of ${firstFew(specs, SHOWN, { text: ({ label }) => label, separator: ' and ' })}. ${currentText(specs)}`,
  *find(references: Iterable<OutdatedReference>) {
    for (const { digits, span, specs } of references)
      yield {
        facts: specs,
        span,
        // The text may be about the older version, so no editor prefers the replacement.
        fixes: specs
          .slice(0, SHOWN)
          .map(({ label, now }) =>
            deletion(`Replace with the current CONFIG_HASH of ${label}`, span, now.slice(0, digits.length)),
          ),
      };
  },
});

const SHOWN = 3;

function currentText(specs: readonly ChangedSpec[]): string {
  const hashes = firstFew(specs, SHOWN, { text: ({ now }) => shortHash(now), separator: ' and ' });
  return specs.length === 1 ? `The current one is ${hashes}.` : `The current ones are ${hashes}.`;
}
