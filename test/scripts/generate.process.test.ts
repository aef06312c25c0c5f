// What is generated must be what the sources give now.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { json } from '../../src-shared/artifacts/fileFormat';
import { kinds } from '../../src-shared/artifacts/kinds';

it('schemas/ and docs/diagnostics.md are up to date', () => {
  expect(execFileSync(process.execPath, ['scripts/generate.mjs', '--check'], { encoding: 'utf8' })).toBe('');
});

it('package.json contributes the schema of each kind for its file names', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
  const contributed = contributes.jsonValidation.map((v: { fileMatch: string | string[]; url: string }) => [
    [v.fileMatch].flat(),
    v.url,
  ]);
  // A kind that is detected only by its content, or is not JSON, has no file names for which a schema is contributed.
  const named = kinds.filter(kind => kind.fileNames.length > 0 && (kind.fileFormat ?? json) === json);
  expect(contributed).toEqual(named.map(kind => [[...kind.fileNames], `./schemas/${kind.id}.editor.json`]));
});
