// Recognizes a DLM document by its path.

/** Whether a path or URI is that of a DLM document. */
export const isDlmPath = (path: string): boolean => path.endsWith('.dlm');
