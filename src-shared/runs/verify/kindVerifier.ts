// What verifies runs of a kind is: the kinds, and a function. The list is in kinds/index.ts.
import type { RecordedFile, Verification } from './verification';
import type { VerifyWorld } from './verifyWorld';

/** Verifies the runs of some kinds of artifacts, whose content was read. */
export interface KindVerifier {
  /** The identifiers of the kinds. */
  readonly kinds: readonly string[];
  readonly verify: (file: RecordedFile, world: VerifyWorld) => Verification | Promise<Verification>;
}
