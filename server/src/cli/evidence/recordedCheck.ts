// What a package of a run of another tracker states about it, against the files of the run that are in the package.
import type { PackageTexts } from '../../../../src-shared/evidence/checkPackage';
import type { VerdictStep } from '../../../../src-shared/evidence/evidence';
import type { Host } from '../../../../src-shared/host/host';
import { join } from '../../../../src-shared/host/paths';
import { trackedAt } from '../../../../src-shared/runs/trackers/findTracked';
import type { TrackedRun } from '../../../../src-shared/runs/trackers/trackedRun';
import { parseJson, stringMember } from '../../../../src-shared/text/jsonText';
import { printJson } from '../../../../src-shared/text/outputJson';
import { recordedJson, trackedJson } from '../../../../src-shared/views/runs/trackedJson';
import { PACKAGE_FOLDER, packageHost } from './packageHost';

/** What was read of a run. Notes also depend on files that are not read, so they are not part of it. */
export const recordedText = (run: TrackedRun): string =>
  printJson({ ...recordedJson(run), ...(trackedJson({ ...run, notes: [] }) as object) });

/** The check `recorded`: whether the files of the run still say what the package states; undefined for a package of a run of ours. */
export function recordedCheck(host: Host, texts: PackageTexts): VerdictStep | undefined {
  const pathOf = (role: string): string | undefined => texts.index.parts.find(part => part.role === role)?.path;
  const [recorded, list] = [pathOf('recorded'), pathOf('files')];
  if (recorded === undefined) return undefined;
  const name = 'recorded';
  const run = stringMember(parseJson((list && texts.text(list)) ?? '').value, 'run');
  if (run === undefined)
    return {
      name,
      state: 'unknown',
      detail: `The package does not have all files in which the run was read, so ${recorded} cannot be checked.`,
    };
  // Whatever path the package names, nothing outside of it is read.
  const found = trackedAt(packageHost(host, texts), join(PACKAGE_FOLDER, run));
  return found !== undefined && recordedText(found) === texts.text(recorded)
    ? { name, state: 'confirmed', detail: `The files of the run say what ${recorded} states.` }
    : { name, state: 'contradicted', detail: `The files of the run do not say what ${recorded} states.` };
}
