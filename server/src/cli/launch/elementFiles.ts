// What the files in the folder of an element show about its current attempt. Files count only while the folder belongs to that attempt: later another run may
// have written them.
import { readArtifact } from '../../../../src-shared/artifacts/read';
import type { Host, Stat } from '../../../../src-shared/host/host';
import { join } from '../../../../src-shared/host/paths';
import { readText } from '../../../../src-shared/host/readText';
import type { Element } from '../../../../src-shared/launch/element';
import { attemptName, type Launch } from '../../../../src-shared/launch/launch';
import { EXIT_FILE, exitCodeIn } from '../../../../src-shared/launch/slurm/batchScript';
import { isClaimedBy } from '../../../../src-shared/repro/history/claimFolder';
import { MANIFEST } from '../../../../src-shared/repro/history/keepRun';
import { isCompleteManifest } from '../../../../src-shared/repro/training/isCompleteManifest';
import { comboFolder } from '../../../../src-shared/repro/training/sweepResults';
import { stringMember } from '../../../../src-shared/text/jsonText';

/** The folder of an element. `folder`: the absolute one of the launch. */
export const elementFolder = ({ command }: Pick<Launch, 'command'>, folder: string, index: number): string =>
  command === 'train' ? folder : join(folder, comboFolder(index));

/** What identifies the content of a file while nothing replaces it. */
export const fileMark = ({ inode, size, changed }: Stat): string => `${inode} ${size} ${changed}`;

/** Whether the attempt wrote its manifest, and the exit code of its script. */
export function elementFiles(
  host: Host,
  launch: Launch,
  { folder, element }: { readonly folder: string; readonly element: Element },
): { readonly manifest: boolean; readonly exit?: number } {
  const name = attemptName(launch, element.attempt);
  if (!isClaimedBy(host, folder, name)) return { manifest: false };
  const exit = exitIn(host, join(folder, EXIT_FILE), name);
  const { earlier } = launch.submissions[element.attempt] ?? {};
  return {
    manifest: isResult(host, join(folder, MANIFEST), { ...launch, earlier }),
    ...(exit !== undefined && { exit }),
  };
}

function exitIn(host: Host, path: string, name: string): number | undefined {
  const read = host.linkTarget(path) === undefined ? readText(host, path) : undefined;
  return read?.ok ? exitCodeIn(read.text, name) : undefined;
}

function isResult(
  host: Host,
  path: string,
  {
    configHash,
    generator,
    earlier,
  }: Pick<Launch, 'configHash' | 'generator'> & { readonly earlier: string | undefined },
): boolean {
  const stat = host.stat(path);
  if (!stat || fileMark(stat) === earlier || host.linkTarget(path) !== undefined) return false;
  const read = readText(host, path);
  const root = read.ok ? readArtifact(path, read.text)?.root : undefined;
  return (
    root !== undefined &&
    isCompleteManifest(root) &&
    stringMember(root, 'config_hash') === configHash &&
    stringMember(root, 'kynml_version') === generator
  );
}
