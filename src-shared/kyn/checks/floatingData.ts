// Data that is not the same for everyone who has the spec: outside of the workspace, by an absolute path, or not in git.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';
import { isWritable } from '../data/columnText';
import type { Floating } from '../data/data';

/** The data of a spec does not travel with it. */
export const floatingData: Check = {
  code: 'floating-data',
  severity: 'info',
  stage: 'reproducibility',
  summary:
    'The data does not travel with the spec: the CSV file lies outside of the workspace, its path works on this machine only, or git does not track it. A file that DVC tracks counts as tracked. Git is asked in trusted workspaces only.',
  example: 'dataset Rows:\n    source = csv("../floating.csv")\n    target = "y"\n',
  fix: 'Move the file into the workspace, write its path as seen from there, and have git (or DVC, for large files) track it.',
  *dataset({ source: { written }, file }) {
    if (file.state !== 'found' || !file.floating) return;
    const { kind, instead } = file.floating;
    const { span } = written;
    yield {
      message: messageOf(kind, file.label),
      span,
      fixes:
        instead !== undefined && written.kind === 'string' && isWritable(instead)
          ? [fix(`Change to "${instead}"`, span, `"${instead}"`, false)]
          : [],
    };
  },
};

function messageOf(kind: Floating['kind'], label: string): string {
  switch (kind) {
    case 'absolute':
      return 'This path starts at the root of this machine, so it leads nowhere on another one; write it as seen from the workspace folder.';
    case 'backslash':
      return 'A path with \\ is found on Windows only; write it with /.';
    case 'outside':
      return `${label} lies outside of the workspace, so who gets this spec does not get its data, and its columns are not looked at; move the file into the workspace.`;
    case 'link':
      return `${label} is a link that leads out of the workspace, so who gets this spec does not get its data, and its columns are not looked at; put the file itself there.`;
    case 'untracked':
      return `${label} is not tracked by git, so no commit says which data a run was made from; add the file (git add, or DVC for a large one).`;
  }
}
