import type { Host } from './host';

/** Standard output of a read-only git command; undefined if git did not answer, for any reason. */
export async function gitOutput(
  host: Pick<Host, 'git'>,
  folder: string,
  args: readonly string[],
  input?: string,
): Promise<Uint8Array | undefined> {
  const result = await host.git(folder, args, input);
  return result.ok ? result.stdout : undefined;
}
