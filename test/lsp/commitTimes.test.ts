// Reports about changed files reach the times of commits, any number of them.
import { expect, test } from 'vitest';
import { CommitTimes } from '../../server/src/lsp/workspace/commitTimes';
import { nodeHost } from '../nodeHost';

const pathsOf = (count: number): { readonly path: string }[] =>
  Array.from({ length: count }, (_, i) => ({ path: `/w/${i}.json` }));

test('any number of files may change at once', () => {
  const times = new CommitTimes({ host: nodeHost, folders: [], trusted: true }, () => true);
  expect(() => times.changed(pathsOf(1_000_000), { folders: [], isGitAffected: false })).not.toThrow();
});
