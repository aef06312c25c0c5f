// Why a run was not started in a folder, for people.
import type { ClaimRefusal } from '../../../../src-shared/repro/history/claimFolder';
import { relativePath } from '../cliPaths';

/** The message about a folder that cannot be claimed: what it means and how to go on. */
export function refusalText(cwd: string, folder: string, refusal: ClaimRefusal): string {
  const name = relativePath(cwd, folder);
  const where = name === '.' ? 'this folder' : name;
  const file = relativePath(cwd, refusal.path);
  switch (refusal.kind) {
    case 'used': {
      const { spec, started, pid, isSure } = refusal;
      const unsure = isSure ? '' : ` If process ${pid} is another program, delete ${file}.`;
      return `${spec} is being trained in ${where} (process ${pid}, started ${started}) and will write its results there. Wait until it ends, or ${OTHER_FOLDER}.${unsure}`;
    }
    case 'elsewhere': {
      const { spec, started, computer } = refusal;
      return `${spec} is being trained in ${where} on the computer ${computer} (started ${started}), and whether it still runs cannot be seen from this one. Wait until it ends, or ${OTHER_FOLDER}. If it has ended, delete ${file}.`;
    }
    case 'launched':
      return `${refusal.spec} was submitted to train in ${where} (${refusal.started}), and whether it has ended is not known yet. Ask with \`kyn jobs show\`, or ${OTHER_FOLDER}.`;
    case 'unusable':
      return `${file}, with which a run claims its folder, ${refusal.detail}. You can also ${OTHER_FOLDER}.`;
  }
}

const OTHER_FOLDER = 'choose another folder with `--out`';
