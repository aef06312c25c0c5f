// The addresses in reports.

/** Where the files of the repository are served. Nothing is published yet. */
const HOMEPAGE: string | undefined = undefined;

/** The addresses of the program and of its rules, where the documentation is served. */
export interface Addresses {
  readonly program: string;
  /** The documentation of the rule with a code. */
  readonly ruleOf: (code: string) => string;
}

/**
 * The addresses below one that serves the files of the repository; undefined without one. A report names no page that does not exist: the texts of the rules
 * are in the report itself, and `kyn explain` prints them.
 */
export function addressesBelow(homepage: string | undefined): Addresses | undefined {
  if (homepage === undefined) return undefined;
  const folder = homepage.endsWith('/') ? homepage : `${homepage}/`;
  return { program: homepage, ruleOf: code => new URL(`docs/diagnostics.md#${code}`, folder).href };
}

/** The addresses of this project. */
export const addresses = addressesBelow(HOMEPAGE);
