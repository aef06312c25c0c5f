// The names of what `kyn evidence` writes, and of how it reports that. Without imports, because every start of kyn reads this file.

/** The forms of a package: all files about a run. */
export const PACKAGES = ['folder', 'zip'] as const;

/** The forms of a document: one file that states what is known about a run. */
export const DOCUMENTS = ['in-toto', 'cyclonedx'] as const;

/** The forms of evidence. */
export const FORMATS = [...PACKAGES, ...DOCUMENTS] as const;

/** A form of a package. */
export type PackageFormat = (typeof PACKAGES)[number];

/** A form of a document. */
export type DocumentFormat = (typeof DOCUMENTS)[number];

/** A form of evidence. */
export type EvidenceFormat = PackageFormat | DocumentFormat;

/** Whether a form is that of a document. */
export const isDocument = (format: string | undefined): format is DocumentFormat =>
  DOCUMENTS.some(name => name === format);

/** How the report is printed. */
export const REPORTS = ['text', 'json'] as const;
