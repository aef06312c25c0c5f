// Places in a SARIF log: addresses relative to the root of the repository, and regions.
import type { ArtifactLocation, PhysicalLocation, Region, Run } from 'sarif';
import { bytesOfName } from '../../../../../src-shared/host/node/byteNames';
import type { Position } from '../../../../../src-shared/text/lineIndex';
import { withoutSecretForms } from '../../../../../src-shared/text/secretText';

// The name that GitHub and other services know.
const ROOT = '%SRCROOT%';

/** The base of the relative addresses of a run: the top folder of the repository. */
export const baseIds = (root: string): NonNullable<Run['originalUriBaseIds']> => ({
  [ROOT]: {
    uri: root === '/' ? 'file:///' : `${uriOf(root)}/`,
    description: { text: 'The top folder of the repository.' },
  },
});

/** A place in a file; `path` is relative to the root, or absolute. */
export const physicalLocation = (path: string, region: Region | undefined): PhysicalLocation => ({
  artifactLocation: artifactLocation(path),
  ...(region && { region }),
});

/** The address of a file; `path` is relative to the root, or absolute. */
export function artifactLocation(path: string): ArtifactLocation {
  const uri = uriOf(path);
  // Standard input is in no folder.
  return uri.startsWith('file:') || uri === '-' ? { uri } : { uri, uriBaseId: ROOT };
}

/** A region; undefined without both positions. */
export const regionOf = ({ start, end }: { readonly start?: Position; readonly end?: Position }): Region | undefined =>
  start && end
    ? {
        startLine: start.line + 1,
        startColumn: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
      }
    : undefined;

// In percent-encoded text a secret is not recognized, so it is hidden before.
function uriOf(path: string): string {
  const encoded = withoutSecretForms(path).split('/').map(encodedPart).join('/');
  if (path.startsWith('//')) return `file:${encoded}`;
  if (path.startsWith('/')) return `file://${encoded}`;
  return /^[A-Za-z]:\//.test(path) ? `file:///${path.slice(0, 2)}${encoded.slice(4)}` : encoded;
}

// A byte that is not UTF-8 is encoded as it is. Any other half of a surrogate pair has no encoding.
const encodedPart = (part: string): string =>
  part
    .split(/([\udc80-\udcff])/u)
    .map((text, i) =>
      i % 2 === 1
        ? `%${bytesOfName(text).toString('hex').toUpperCase()}`
        : encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')),
    )
    .join('');
