// The machine on which runs are verified, as `kyn` sees it.
import type { Host } from '../../../../src-shared/host/host';
import { readFrom } from '../../../../src-shared/repro/lock/findLock';
import { type VerifyWorld, verifyWorld } from '../../../../src-shared/runs/verify/verifyWorld';
import { relativePath } from '../cliPaths';
import type { CliContext } from '../command';
import { fileAccess, lockSearch } from '../lockSearch';
import { searchFolders } from '../searchFolders';

/** The world of a run. There is one for all runs with the same folders, so that nothing is read twice. */
export function worlds(context: CliContext): (run: { readonly path: string }) => VerifyWorld {
  const { io, version } = context;
  const host = withHashProgress(context);
  const known = new Map<string, VerifyWorld>();
  const read = readFrom(host);
  return ({ path }) => {
    const folders = searchFolders(context, path);
    const key = JSON.stringify(folders);
    const world =
      known.get(key) ??
      verifyWorld({
        host,
        cwd: io.cwd,
        folders,
        label: file => relativePath(io.cwd, file),
        generator: `kyn ${version}`,
        lockSearch: spec => lockSearch(spec, { cwd: io.cwd, explicit: undefined }, fileAccess(host, read)),
        readLock: read,
        mayRead: () => true,
      });
    known.set(key, world);
    return world;
  };
}

const MIN_SHOWN = 256 * 1024 * 1024;

// Only data of this size takes so long that a person asks what happens.
function withHashProgress({ host, io }: CliContext): Host {
  const { progress } = io;
  if (!progress) return host;
  return {
    ...host,
    async hashFile(path, options) {
      const size = host.stat(path)?.size ?? 0;
      if (size < MIN_SHOWN) return host.hashFile(path, options);
      const label = relativePath(io.cwd, path);
      const show = (bytes: number): void => progress(`reading ${label}: ${Math.floor((100 * bytes) / size)} %`);
      const result = await host.hashFile(path, { ...options, progress: show });
      progress('');
      return result;
    },
  };
}
