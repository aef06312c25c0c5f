// Reports data that others who get the spec do not have: outside the workspace, at an absolute path, or not tracked by git.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';
import { isWritable } from '../data/columnText';
import type { Floating } from '../data/data';

/** The data of a dataset is not shared together with the spec. */
export const floatingData: Check = {
  code: 'floating-data',
  severity: 'info',
  stage: 'reproducibility',
  summary:
    'The data is not shared with the spec: the CSV file is outside the workspace, its path works only on this machine, or git does not track it. A file that DVC tracks counts as tracked. Git is used only in trusted workspaces.',
  example: 'dataset Rows:\n    source = csv("../floating.csv")\n    target = "y"\n',
  fix: 'Move the file into the workspace, write its path relative to the workspace folder, and track it with git (or DVC, for large files).',
  *dataset({ source: { written }, file }) {
    if (file.state !== 'found' || !file.floating) return;
    const { kind, instead } = file.floating;
    const { span } = written;
    yield {
      message: messageOf(kind, file.label),
      span,
      fixes:
        instead !== undefined && written.kind === 'string' && isWritable(instead)
          ? [fix(`Change to \`"${instead}"\``, span, `"${instead}"`, false)]
          : [],
    };
  },
};

function messageOf(kind: Floating['kind'], label: string): string {
  switch (kind) {
    case 'absolute':
      return 'This path is absolute, so it does not work on other machines; write it relative to the workspace folder.';
    case 'backslash':
      return 'A path with `\\` works only on Windows; use `/`.';
    case 'outside':
      return `${label} is outside the workspace: others who get this spec do not get its data, and its columns are not checked. Move the file into the workspace.`;
    case 'link':
      return `${label} is a link to a target outside the workspace: others who get this spec do not get its data, and its columns are not checked. Replace the link with the file.`;
    case 'untracked':
      return `${label} is not tracked by git, so no commit records which data a run used; add the file with \`git add\`, or with DVC if it is large.`;
  }
}
