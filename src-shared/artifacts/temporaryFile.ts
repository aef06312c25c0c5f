// Files through which other programs replace an artifact. They exist only during a write, so they are not artifacts.

// DLM writes a file through `<name>.tmp.<pid>.<8 hex>` (dlm/io/atomic.py).
const TEMPORARY = /\.tmp\.\d+\.[0-9a-f]{8}$/;

/** Whether a path is that of such a file. */
export const isTemporaryFile = (path: string): boolean => TEMPORARY.test(path);
