// The files of a package in a ZIP archive that anyone may have made.
import { inflateRawSync } from 'node:zlib';
import { isPackagePath, nameProblem } from '../../../../src-shared/evidence/packagePath';
import type { Host } from '../../../../src-shared/host/host';
import { decodeText } from '../../../../src-shared/host/readText';
import { type ZipEntry, type ZipSource, zipContent, zipEntries } from '../../../../src-shared/zip/readZip';
import type { PackageStore } from './packageStore';

/** The files of an archive, or a sentence that states why it is not read. `label`: the archive for people. */
export function zipStore(host: Host, path: string, label: string): PackageStore | string {
  const source = sourceOf(host, path);
  const entries = zipEntries(source);
  const problem = typeof entries === 'string' ? entries : pathProblem(entries);
  if (typeof entries === 'string' || problem !== undefined) return `${label} cannot be checked: ${problem}.`;
  const files = new Map(entries.flatMap(entry => (entry.kind === 'file' ? [[entry.path, entry] as const] : [])));
  const contentOf = (name: string): Uint8Array | undefined => {
    const entry = files.get(name);
    return entry && zipContent(source, entry);
  };
  return {
    files: [...files.keys()],
    others: entries.flatMap(entry => (entry.kind === 'other' ? [entry.path] : [])),
    async hash(name) {
      const content = contentOf(name);
      return content && host.sha256(content);
    },
    text(name) {
      const content = contentOf(name);
      return content ? decodeText(host, content) : { ok: false, reason: 'unreadable' };
    },
  };
}

const sourceOf = (host: Host, path: string): ZipSource => ({
  size: host.stat(path)?.size ?? 0,
  part(from, length) {
    const read = host.readPart(path, from, length);
    return read.ok ? read.bytes : new Uint8Array();
  },
  inflate(packed, size) {
    try {
      return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
    } catch {
      return undefined;
    }
  },
  decodeUtf8: host.decodeUtf8,
});

// Whoever unpacks such an archive may write outside of the folder, or get other files than those that are checked here.
function pathProblem(entries: readonly ZipEntry[]): string | undefined {
  const files = entries.filter(({ kind }) => kind !== 'folder').map(({ path }) => path);
  const folders = entries.filter(({ kind }) => kind === 'folder').map(({ path }) => path.slice(0, -1));
  const wrong = [...files, ...folders].find(path => !isPackagePath(path));
  if (wrong !== undefined) return `it has the name ${wrong}, which no package has. Do not unpack it`;
  const twice = nameProblem(files);
  return twice && `it has the name ${twice} twice, or a file and a folder with it. Do not unpack it`;
}
