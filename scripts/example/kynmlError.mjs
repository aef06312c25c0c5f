// What the official command says about a spec that it cannot use: one line that names the file and the line.

/** A fault of the user's spec or data; `toString` is the line that `kynml` prints. */
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
