// When a run was that did not record its time, as in lists of runs: the date in the name of its folder, otherwise the time of its files.
import type { EvidenceTime } from '../../../../src-shared/evidence/evidence';
import type { Host } from '../../../../src-shared/host/host';
import { folderDate } from '../../../../src-shared/runs/time/folderDate';

/** The time. `label`: the path of the run for people, with a slash at the end for a folder; `files`: absolute paths of its files. */
export function estimatedTime(host: Host, label: string, files: readonly string[]): EvidenceTime {
  const none = { started: undefined, ended: undefined };
  const dated = folderDate(label);
  const day = dated && new Date(dated.time).toISOString().slice(0, 10);
  // The zone of a clock in a name is not known, so only the day is given.
  if (day !== undefined)
    return { time: day, source: 'The date in the name of its folder. No time of the run was recorded.', ...none };
  const modified = files.map(file => {
    const stat = host.stat(file);
    return stat?.kind === 'file' ? (stat.modified ?? 0) : 0;
  });
  const source = 'When the files of the run were last written. No time of the run was recorded.';
  return { time: new Date(Math.max(0, ...modified)).toISOString(), source, ...none };
}
