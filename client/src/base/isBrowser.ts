// Whether the extension runs in a browser: there it has no processes, no programs and no files but those of the workspace.

const { process } = globalThis as { readonly process?: { readonly versions?: { readonly node?: string } } };

/** Whether this is the extension host of a browser, without Node. */
export const isBrowser = process?.versions?.node === undefined;
