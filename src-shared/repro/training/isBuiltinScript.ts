/** Whether the built-in compiler wrote a generated script: its version is a constant in column 1. */
export const isBuiltinScript = (text: string): boolean => /^KYNML_VERSION = "kyn [^"]*"\r?$/m.test(text);
