// Data left aside: most tests are about something else, and the CSV files that their specs name are nowhere.
import type { Host } from '../src-shared/host/host';

/** The same host, on which every CSV file is there that is asked for. Of one that is not really there nothing can be read, and git tells of none. */
export function dataAside<H extends Host>(host: H): H {
  return {
    ...host,
    readHead(path, length) {
      const read = host.readHead(path, length);
      const isNowhere = !read.ok && read.reason === 'missing' && path.endsWith('.csv');
      return isNowhere ? { ok: true, bytes: new Uint8Array([0xff]) } : read;
    },
    git: async (folder, args, input) =>
      args.some(a => a.includes('*.csv')) ? undefined : host.git(folder, args, input),
  };
}
