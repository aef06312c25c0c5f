// The names of what `kyn evidence` writes, and of how it reports that. Without imports, because every start of kyn reads this file.

/** The forms of evidence. */
export const FORMATS = ['folder', 'zip'] as const;

/** A form of evidence. */
export type EvidenceFormat = (typeof FORMATS)[number];

/** How the report is printed. */
export const REPORTS = ['text', 'json'] as const;
