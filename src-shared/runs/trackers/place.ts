// A folder that may belong to another program, read within bounds. Only files and folders that are listed in their folder are read, and symbolic links
// are not among them, so nothing outside of the folder is read.
import type { Host } from '../../host/host';
import { basename, dirname, join } from '../../host/paths';
import type { JsonNode } from '../../text/jsonText';
import { parseJson } from '../../text/jsonText';
import { readYaml } from './values/readYaml';

/** What is needed to read. */
export type ReadingHost = Pick<Host, 'readBytes' | 'readPart' | 'readFolder' | 'decodeUtf8' | 'stat' | 'sha256'>;

/** Larger texts are not read, in bytes: they are not settings. */
export const MAX_TEXT = 1024 * 1024;
/** How much of the beginning and of the end of a larger series is read, in bytes. */
export const PART = 64 * 1024;
const HEAD = 256;

/** A text of which perhaps only whole lines of the beginning and the end were read. */
export interface TextParts {
  readonly text: string;
  readonly isWhole: boolean;
}

/** A folder. Names may be paths of names with `/`. What does not exist, is too large or is not UTF-8 is undefined. */
export class Place {
  private readonly entries: ReadonlyMap<string, 'file' | 'folder'>;
  private readonly opened = new Map<string, Place | undefined>();
  private readonly trees = new Map<string, JsonNode | undefined>();
  private readonly heads = new Map<string, Uint8Array | undefined>();

  /** `placeAt`: how the folder around it is opened. */
  constructor(
    readonly host: ReadingHost,
    readonly path: string,
    private readonly placeAt = (outer: string): Place => new Place(host, outer),
  ) {
    const read = host.readFolder(path);
    const all = read.ok ? read.entries : [];
    this.entries = new Map(all.flatMap(({ name, kind }) => (kind === 'other' ? [] : [[name, kind] as const])));
  }

  get name(): string {
    return basename(this.path);
  }

  /** The names of its files, sorted. */
  files(): string[] {
    return [...this.entries].flatMap(([name, kind]) => (kind === 'file' ? [name] : [])).sort();
  }

  /** The names of its folders, sorted. */
  folders(): string[] {
    return [...this.entries].flatMap(([name, kind]) => (kind === 'folder' ? [name] : [])).sort();
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
        this.entries.get(first) === 'folder' ? new Place(this.host, join(this.path, first)) : undefined,
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

  /** The first bytes of a file of this folder. They are read once, because several trackers have files of any name. */
  head(name: string): Uint8Array | undefined {
    if (!this.heads.has(name)) this.heads.set(name, this.part(name, 0, HEAD));
    return this.heads.get(name);
  }

  /** The size of a file in bytes. */
  size(path: string): number | undefined {
    const file = this.fileAt(path);
    return file === undefined ? undefined : this.host.stat(file)?.size;
  }

  text(path: string, limit = MAX_TEXT): string | undefined {
    const bytes = this.bytes(path, limit);
    return bytes && this.host.decodeUtf8(bytes)?.replace(/^\ufeff/, '');
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

  /** A text of lines: all of it if it is small, otherwise its beginning and its end. */
  lines(path: string): TextParts | undefined {
    const size = this.size(path);
    if (size === undefined) return undefined;
    if (size <= 2 * PART) {
      const text = this.text(path, 2 * PART);
      return text === undefined ? undefined : { text, isWhole: true };
    }
    const [head, tail] = [this.part(path, 0, PART), this.part(path, size - PART, PART)];
    if (!head || !tail) return undefined;
    const decode = (bytes: Uint8Array): string => this.host.decodeUtf8(bytes) ?? '';
    const end = head.lastIndexOf(LINE_END) + 1;
    return {
      text: decode(head.subarray(0, end)) + decode(tail.subarray(tail.indexOf(LINE_END) + 1)),
      isWhole: false,
    };
  }
}

const LINE_END = 10;
