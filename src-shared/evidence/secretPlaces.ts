// The secrets in the parts of a package. A package is handed out, so nothing with a secret is put into one.
import { markSecrets, secretsOf } from '../artifacts/secrets/secrets';
import { parseJson } from '../text/jsonText';
import { hasSecret, secretSpans } from '../text/secretText';
import type { EvidencePart } from './evidence';

/** Where a secret is: the text, and the offset in it. Without `text`, the name of the file has it. */
export interface SecretPlace {
  readonly path: string;
  readonly text?: string;
  readonly at: number;
}

/**
 * The first secret of each part. `decode`: bytes as UTF-8, undefined for others, in which no secret is searched. `known`: values that are secret wherever they
 * are, for example those of a setting whose name is that of a file.
 */
export function secretPlaces(
  parts: readonly Pick<EvidencePart, 'path' | 'content'>[],
  decode: (bytes: Uint8Array) => string | undefined,
  known: readonly string[] = [],
): readonly SecretPlace[] {
  return parts.flatMap(({ path, content }) => {
    if (hasSecret(path)) return { path, at: 0 };
    const text = typeof content === 'string' ? content : decode(content);
    const at = text === undefined ? undefined : firstSecret(path, text, known);
    return text === undefined || at === undefined ? [] : { path, text, at };
  });
}

// Some secrets are only seen in the tree of a JSON file: a value that is far from its name.
function firstSecret(path: string, text: string, known: readonly string[]): number | undefined {
  const root = /\.(?:json|lock)$/.test(path) ? parseJson(text).value : undefined;
  const inTree = root === undefined ? [] : secretsOf(markSecrets(root)).map(({ span }) => span.start);
  const starts = [
    ...secretSpans(text)
      .slice(0, 1)
      .map(({ start }) => start),
    ...inTree.slice(0, 1),
    ...known.map(value => text.indexOf(value)).filter(at => at >= 0),
  ];
  return starts.length === 0 ? undefined : Math.min(...starts);
}
