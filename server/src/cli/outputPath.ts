// Paths to which no command writes a file.
import type { Host } from '../../../src-shared/host/host';
import { leadsOut } from '../../../src-shared/host/leadsOut';
import { reasonText, type TextFailure } from '../../../src-shared/host/readText';

const NO_FILES: ReadonlySet<TextFailure> = new Set([
  'folder',
  'special',
  'name-too-long',
  'broken-link',
  'not-in-annex',
  'link-cycle',
]);

/** Whether a path cannot be that of a file that is replaced: a folder, a device, a link to nothing, or a name that no file can have. */
export const isNoFile = (reason: TextFailure): boolean => NO_FILES.has(reason);

/** Why nothing is written to a path that cannot be replaced, after its name. */
export const notReplacedText = (reason: TextFailure): string =>
  `cannot be ${reason === 'name-too-long' ? 'written' : 'replaced'}: ${reasonText(reason)}`;

/** Where a command runs. */
interface Place {
  readonly host: Host;
  readonly io: { readonly cwd: string };
}

/** Why nothing is written through a link that may have come with a repository, after its name; undefined for other paths. `path` is absolute. */
export const outsideText = ({ host, io }: Place, path: string): string | undefined =>
  leadsOut(host, [io.cwd], path) ? 'cannot be replaced: it is a link that leads out of the working folder' : undefined;
