// A folder -> the files of some classes in it. In a git work tree, ignored files are left out.
import type { Host } from '../../../../src-shared/host/host';
import { join, relativeTo } from '../../../../src-shared/host/paths';
import { repositoryOf } from '../../../../src-shared/host/repositoryOf';
import {
  type FileClass,
  findFiles,
  gapTexts,
  isOfClass,
  type SearchLimits,
} from '../../../../src-shared/repro/files/findFiles';
import { gitListing } from './gitListing';

/**
 * The files of the wanted classes in a folder, sorted. `incomplete` has a message for each folder that was not searched completely. `ignoreUnknown`: the
 * folder is in a repository that git cannot read. `ignored`: the number of candidates, if git ignores all of them. `links`: entries that may be symbolic
 * links, which are not followed. `packages`: the number of packages of `kyn evidence`, which are not searched.
 */
export interface FolderSearch {
  readonly files: readonly string[];
  readonly links: readonly string[];
  readonly incomplete: readonly string[];
  readonly ignoreUnknown: boolean;
  readonly ignored: number;
  readonly packages: number;
}

/** What is searched for; `label` makes a path fit for messages. */
export interface Wanted {
  readonly classes: readonly FileClass[];
  readonly label: (path: string) => string;
  /** Files that git ignores are found too. */
  readonly withIgnored?: boolean;
  readonly limits?: SearchLimits | undefined;
}

/** Searches a folder. */
export async function searchFolder(host: Host, folder: string, wanted: Wanted): Promise<FolderSearch> {
  if (wanted.withIgnored) return { ...walk(host, folder, wanted), ignoreUnknown: false, ignored: 0 };
  const listing = await gitListing(host, folder, path => isOfClass(wanted.classes, path));
  const found = walk(listing ? { ...host, readFolder: listing.readFolder } : host, folder, wanted);
  if (!listing) return { ...found, ignoreUnknown: repositoryOf(host, folder) !== undefined, ignored: 0 };
  const nested = listing.nested();
  if (found.files.length === 0 && nested.length === 0) return withoutListed(host, folder, wanted, found);
  const files = [...found.files];
  const [incomplete, links] = [[...found.incomplete], [...found.links]];
  let [ignoreUnknown, ignored, packages] = [false, 0, found.packages];
  // A nested repository has its own ignore rules.
  for (const repository of nested) {
    const inner = await searchFolder(host, repository, wanted);
    for (const file of inner.files) files.push(file);
    for (const link of inner.links) links.push(link);
    for (const text of inner.incomplete) incomplete.push(text);
    ignoreUnknown ||= inner.ignoreUnknown;
    ignored += inner.ignored;
    packages += inner.packages;
  }
  return { files: files.sort(), links, incomplete, ignoreUnknown, ignored: files.length > 0 ? 0 : ignored, packages };
}

type Walk = Pick<FolderSearch, 'files' | 'links' | 'incomplete' | 'packages'>;

// Git listed no candidate: none exists, git ignores all of them, or a program that is not git printed something else.
async function withoutListed(host: Host, folder: string, wanted: Wanted, listed: Walk): Promise<FolderSearch> {
  const all = walk(host, folder, wanted);
  if (all.files.length === 0) return { ...listed, ignoreUnknown: false, ignored: 0 };
  return (await ignoresAll(host, folder, all.files))
    ? { ...listed, ignoreUnknown: false, ignored: all.files.length }
    : { ...all, ignoreUnknown: true, ignored: 0 };
}

async function ignoresAll(host: Host, folder: string, files: readonly string[]): Promise<boolean> {
  const names = files.map(file => relativeTo(folder, file));
  const answer = await host.git(folder, ['check-ignore', '-z', '--stdin'], {
    input: names.join('\0'),
    mayFindNothing: true,
  });
  if (!answer.ok) return false;
  const ignored = new Set(new TextDecoder().decode(answer.stdout).split('\0'));
  return names.every(name => ignored.has(name));
}

// All files of the classes below a folder.
function walk(host: Host, folder: string, { classes, label, limits }: Wanted): Walk {
  const files: string[] = [];
  const links = new Set<string>();
  const readFolder: Host['readFolder'] = path => {
    const read = host.readFolder(path);
    for (const entry of read.ok ? read.entries : []) if (entry.kind === 'other') links.add(join(path, entry.name));
    return read;
  };
  const found = findFiles({ ...host, readFolder }, folder, classes, limits);
  for (let next = found.next(); ; next = found.next()) {
    if (next.done) {
      const incomplete = gapTexts(next.value, label, 'Name the folders one by one.');
      return { files: files.sort(), links: [...links].sort(), incomplete, packages: next.value.packages };
    }
    for (const file of next.value) files.push(file);
  }
}
