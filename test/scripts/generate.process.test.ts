// What is generated must be what the sources give now.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { json } from '../../src-shared/artifacts/fileFormat';
import { kinds } from '../../src-shared/artifacts/kinds';

it('schemas/, docs/diagnostics.md, docs/formats.md, the table of the README and the pictures of the walkthrough are up to date', () => {
  expect(execFileSync(process.execPath, ['scripts/generate.mjs', '--check'], { encoding: 'utf8' })).toBe('');
});

it('package.json contributes the schema of each kind for its file names', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
  const contributed = contributes.jsonValidation.map((v: { fileMatch: string | string[]; url: string }) => [
    [v.fileMatch].flat(),
    v.url,
  ]);
  // A schema is contributed by file name, so not for names that other programs use: their files would get hovers and completions too.
  const named = kinds.filter(
    kind => kind.fileNames.length > 0 && !kind.sharesNames && (kind.fileFormat ?? json) === json,
  );
  const shared = kinds.filter(kind => kind.sharesNames).flatMap(kind => kind.fileNames);
  expect(shared.sort()).toEqual([
    'experiment-manifest.json',
    'experiment_manifest.json',
    'run_manifest.json',
    'sweep_results.json',
  ]);
  expect(contributed).toEqual(named.map(kind => [[...kind.fileNames], `./schemas/${kind.id}.editor.json`]));
});
