// The kind of a text that cannot be read, for tests of its detection.
import { detectBroken, fileFormatOf } from '../../src-shared/artifacts/detect';

/** The kind and how it was detected, such as `dlm-lock by content`. */
export function brokenKind(path: string, text: string): string | undefined {
  const found = detectBroken(path, text, fileFormatOf(path, text).read(text).partial);
  return found && `${found.kind.id} by ${found.by}`;
}
