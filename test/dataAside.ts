// A host on which every CSV file seems to exist: most tests are not about data, and the files that their specs name do not exist.
import type { Host } from '../src-shared/host/host';

/** The same host, on which a CSV file that does not exist cannot be read instead of being missing, and git lists no CSV file. */
export function dataAside<H extends Host>(host: H): H {
  return {
    ...host,
    readHead(path, length) {
      const read = host.readHead(path, length);
      const isMissing = !read.ok && read.reason === 'missing' && path.endsWith('.csv');
      return isMissing ? { ok: true, bytes: new Uint8Array([0xff]) } : read;
    },
    git: async (folder, args, options) =>
      args.some(a => a.includes('*.csv')) ? { ok: false, reason: 'outside' } : host.git(folder, args, options),
  };
}
