// Language ids of the editor that have a meaning for the server.

/** Artifacts that contain NaN or an infinity: JSON as Python writes it, which an editor's own JSON mode reports as broken. */
export const ARTIFACT_LANGUAGE = 'kynml-json';
