/** What wrote a generated script, as `kyn 0.1.0`: a constant in column 1. Undefined where it was not the built-in compiler. */
export const builtinVersion = (text: string): string | undefined =>
  /^KYNML_VERSION = "(kyn [^"]*)"\r?$/m.exec(text)?.[1];

/** Whether the built-in compiler wrote a generated script. */
export const isBuiltinScript = (text: string): boolean => builtinVersion(text) !== undefined;
