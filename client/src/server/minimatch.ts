// What the client library uses of the library `minimatch`, in whose place it is bundled (scripts/clientParts.mjs).
import { compileGlob } from '../../../src-shared/text/glob';

/** Compares complete paths of files with a pattern. */
export class Minimatch {
  private readonly matches: (path: string) => boolean;

  constructor(pattern: string) {
    this.matches = compileGlob(withoutRoot(pattern));
  }

  /** Whether the pattern is valid; an invalid one matches nothing. */
  makeRe(): boolean {
    return true;
  }

  /** Whether a path of this system matches. */
  match(path: string): boolean {
    return this.matches(withoutRoot(path));
  }
}

const withoutRoot = (path: string): string => path.replaceAll('\\', '/').replace(/^\/+/, '');
