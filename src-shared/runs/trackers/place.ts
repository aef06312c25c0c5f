// A folder that may belong to another program, read within bounds. Only files and folders that are listed in their folder are read, and symbolic links
// are not among them, so nothing outside of the folder is read. A run that is one file may be behind a link (`withLinks`).
import type { FolderEntry, Host } from '../../host/host';
import { linkRoute } from '../../host/linkRoute';
import { basename, dirname, join } from '../../host/paths';
import { decodeText, isUtf16 } from '../../host/readText';
import { type DataPointer, dataPointer, MAX_DATA_POINTER_BYTES } from '../../text/dataPointer';
import type { JsonNode } from '../../text/jsonText';
import { parseJson } from '../../text/jsonText';
import { anyConflicts } from '../../text/mergeConflicts';
import { readYaml } from './values/readYaml';

/** What is needed to read. */
export type ReadingHost = Pick<
  Host,
  'readBytes' | 'readPart' | 'readFolder' | 'decodeUtf8' | 'stat' | 'sha256' | 'realPath' | 'linkTarget'
> &
  LinkRule;

/** `follows`: whether the file behind a link may be read, by the absolute path of the link; without it, none is. */
export interface LinkRule {
  readonly follows?: (path: string) => boolean;
}

/** A folder, and the paths elsewhere, absolute, that decide what the links in it lead to. */
export interface PlaceWithLinks {
  readonly at: Place;
  readonly dependsOn: readonly string[];
}

/** Larger texts are not read, in bytes: they are not settings. */
export const MAX_TEXT = 1024 * 1024;
/** How much of the beginning and of the end of a larger series is read, in bytes. */
export const PART = 64 * 1024;
const HEAD = 256;

/** A text of which perhaps only whole lines of the beginning and the end were read. */
export interface TextParts {
  readonly text: string;
  readonly isWhole: boolean;
  /** Where the end begins, if the middle was not read. */
  readonly cut?: number;
}

/** A folder. Names may be paths of names with `/`. What does not exist, is too large or is not UTF-8 is undefined. */
export class Place {
  private readonly entries: ReadonlyMap<string, FolderEntry['kind']>;
  private readonly opened = new Map<string, Place | undefined>();
  private readonly trees = new Map<string, JsonNode | undefined>();
  private readonly heads = new Map<string, string | undefined>();
  private readonly names = new Map<FolderEntry['kind'], readonly string[]>();
  /** Whether the system let its entries be listed. */
  readonly isListed: boolean;

  /** `placeAt`: how the folder around it is opened; `whole`: texts of lines of up to so many bytes are read as a whole; `linked`: links that are files. */
  constructor(
    readonly host: ReadingHost,
    readonly path: string,
    private readonly placeAt = (outer: string): Place => new Place(host, outer),
    readonly whole = 2 * PART,
    linked: ReadonlySet<string> = new Set(),
  ) {
    const read = host.readFolder(path);
    const entries = new Map<string, FolderEntry['kind']>();
    if (read.ok) for (const { name, kind } of read.entries) entries.set(name, linked.has(name) ? 'file' : kind);
    this.entries = entries;
    this.isListed = read.ok;
  }

  get name(): string {
    return basename(this.path);
  }

  /** The names of its files, sorted. */
  files(): readonly string[] {
    return this.namesOf('file');
  }

  /** The names of its folders, sorted. */
  folders(): readonly string[] {
    return this.namesOf('folder');
  }

  /** The names of its links and other special files, which are not read, sorted. */
  specials(): readonly string[] {
    return this.namesOf('other');
  }

  // Each tracker asks for them.
  private namesOf(wanted: FolderEntry['kind']): readonly string[] {
    const known = this.names.get(wanted);
    if (known) return known;
    const found = [...this.entries].flatMap(([name, kind]) => (kind === wanted ? [name] : [])).sort();
    this.names.set(wanted, found);
    return found;
  }

  /** The same folder, in which links with wanted names that are followed to a file are files. */
  withLinks(isWanted: (name: string) => boolean): PlaceWithLinks {
    const { host, path } = this;
    const links = this.specials().filter(
      name => isWanted(name) && host.follows?.(join(path, name)) && host.stat(join(path, name))?.kind === 'file',
    );
    if (links.length === 0) return { at: this, dependsOn: [] };
    const at = new Place(host, path, this.placeAt, this.whole, new Set(links));
    return { at, dependsOn: links.flatMap(name => linkRoute(host, join(path, name)).slice(1)) };
  }

  /** The folder around it. */
  parent(): Place {
    return this.placeAt(dirname(this.path));
  }

  /** A folder in it. */
  folder(path: string): Place | undefined {
    const [first = '', ...rest] = path.split('/');
    if (!this.opened.has(first))
      this.opened.set(
        first,
        this.entries.get(first) === 'folder'
          ? new Place(this.host, join(this.path, first), undefined, this.whole)
          : undefined,
      );
    const inner = this.opened.get(first);
    return rest.length === 0 ? inner : inner?.folder(rest.join('/'));
  }

  /** Whether a file is in it. */
  hasFile(path: string): boolean {
    return this.fileAt(path) !== undefined;
  }

  /** The absolute path of a file in it. */
  fileAt(path: string): string | undefined {
    const at = path.lastIndexOf('/');
    const folder = at < 0 ? this : this.folder(path.slice(0, at));
    const name = path.slice(at + 1);
    return folder?.entries.get(name) === 'file' ? join(folder.path, name) : undefined;
  }

  /**
   * Whether a path has no content that can be read: it is a link or another special file, which is not read, is behind one, is in a folder that cannot be
   * listed, is a pointer, or cannot be opened.
   */
  isSpecial(path: string): boolean {
    const [first = '', ...rest] = path.split('/');
    const kind = this.entries.get(first);
    if (rest.length > 0) {
      const inner = this.folder(first);
      return kind === 'other' || inner?.isListed === false || inner?.isSpecial(rest.join('/')) === true;
    }
    return kind === 'other' || (kind === 'file' && (this.head(path) === undefined || this.pointer(path) !== undefined));
  }

  /** Whether a file has no content, or only the zero bytes that a system that stopped may leave of one. */
  isBlank(path: string): boolean {
    const head = this.head(path);
    return head !== undefined && !/[^\0]/.test(head);
  }

  /** What Git LFS or git-annex left in place of a file that was not fetched; undefined for any other file. */
  pointer(path: string): DataPointer | undefined {
    if (!/^(?:version http|\/annex\/)/.test(this.head(path) ?? '')) return undefined;
    return dataPointer(textOfBytes(this.part(path, 0, MAX_DATA_POINTER_BYTES)) ?? '');
  }

  bytes(path: string, limit = MAX_TEXT): Uint8Array | undefined {
    const file = this.fileAt(path);
    const read = file === undefined ? undefined : this.host.readBytes(file, limit);
    return read?.ok ? read.bytes : undefined;
  }

  /** At most `length` bytes from an offset on. */
  part(path: string, from: number, length: number): Uint8Array | undefined {
    const file = this.fileAt(path);
    const read = file === undefined ? undefined : this.host.readPart(file, from, length);
    return read?.ok ? read.bytes : undefined;
  }

  /** The first bytes of a file, a character each and without a byte order mark. They are read once, because several trackers have files of any name. */
  head(name: string): string | undefined {
    if (!this.heads.has(name)) this.heads.set(name, textOfBytes(this.part(name, 0, HEAD)));
    return this.heads.get(name);
  }

  /** The size of a file in bytes. */
  size(path: string): number | undefined {
    const file = this.fileAt(path);
    return file === undefined ? undefined : this.host.stat(file)?.size;
  }

  /** The whole text; undefined for a pointer too, and for one with zero bytes, which no tracker writes. */
  text(path: string, limit = MAX_TEXT): string | undefined {
    const bytes = this.bytes(path, limit);
    const read = bytes && decodeText(this.host, bytes);
    const text = read?.ok ? read.text.replace(/^\ufeff/, '') : '\0';
    return text.includes('\0') || dataPointer(text) ? undefined : text;
  }

  json(path: string, limit = MAX_TEXT): JsonNode | undefined {
    const text = this.text(path, limit);
    return text === undefined ? undefined : parseJson(text).value;
  }

  /** Each file is parsed once. */
  yaml(path: string): JsonNode | undefined {
    if (!this.trees.has(path)) {
      const text = this.text(path);
      this.trees.set(path, text === undefined ? undefined : readYaml(text));
    }
    return this.trees.get(path);
  }

  /**
   * A text of lines: all of it if it is small, otherwise its beginning and its end. A last line without its end may still be written, so it is left out.
   * Undefined for a text with merge conflicts too: both sides together are not a series.
   */
  lines(path: string): TextParts | undefined {
    const size = this.size(path);
    if (size === undefined) return undefined;
    if (size <= this.whole) {
      const text = this.text(path, this.whole);
      if (text === undefined || anyConflicts(text).length > 0) return undefined;
      return { text: text.slice(0, text.lastIndexOf('\n') + 1), isWhole: true };
    }
    const [head, tail] = [this.part(path, 0, PART), this.part(path, size - PART, PART)];
    if (!head || !tail) return undefined;
    const decode = (bytes: Uint8Array): string => this.host.decodeUtf8(bytes) ?? '';
    const end = head.lastIndexOf(LINE_END) + 1;
    const beginning = decode(head.subarray(0, end));
    return {
      text: beginning + decode(tail.subarray(tail.indexOf(LINE_END) + 1, tail.lastIndexOf(LINE_END) + 1)),
      isWhole: false,
      cut: beginning.length,
    };
  }
}

const LINE_END = 10;

/**
 * At most 64 KiB as text with one character for each byte, without a byte order mark; of UTF-16, the ASCII characters, so that marks of a tracker are found
 * in it. A spread of the bytes would take seven times as long.
 */
export const textOfBytes = (bytes: Uint8Array | undefined): string | undefined =>
  bytes &&
  String.fromCharCode
    .apply(null, (bytes.includes(0) && isUtf16(bytes) ? bytes.filter(isAscii) : bytes) as unknown as number[])
    .replace(/^\u00ef\u00bb\u00bf/, '');

const isAscii = (byte: number): boolean => byte > 0 && byte < 128;
