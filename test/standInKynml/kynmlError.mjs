// The error message of the official command about a spec: one line with file and line number.

/** An error in a spec or its data; `toString` returns the line that `kynml` prints. */
export class KynmlError extends Error {
  constructor({ file, line }, message) {
    super(message);
    this.file = file;
    this.line = line;
  }

  toString() {
    return `KynMLError: ${this.file}:${this.line}: ${this.message}`;
  }
}
