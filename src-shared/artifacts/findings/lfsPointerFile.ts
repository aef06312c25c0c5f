// A spec or an artifact that Git LFS did not fetch.
import { defineFinding } from '../../text/defineFinding';

/** The file is a Git LFS pointer, so its content is not here. */
export const lfsPointerFile = defineFinding({
  code: 'lfs-pointer-file',
  severity: 'error',
  group: 'artifacts',
  summary:
    'The file is a Git LFS pointer: Git LFS did not fetch the spec or the artifact, so nothing is known about it.',
  fix: 'Run `git lfs pull`.',
  example: `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`,
  message: () =>
    'This file is a Git LFS pointer, so its content is not here and was not checked. Run `git lfs pull` to fetch it.',
});
