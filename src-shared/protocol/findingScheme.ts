// The documents with the documentation of one finding, `kynml-finding:/CODE.md`.

/** Their scheme. */
export const FINDING_SCHEME = 'kynml-finding';
