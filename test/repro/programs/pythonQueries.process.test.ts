// Queries of an interpreter do not import files of the working folder with the names of modules.
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pythonModules } from '../../../src-shared/repro/programs/pythonModules';
import { queryInterpreter } from '../../../src-shared/repro/reproduce/queryInterpreter';
import { machineHost } from '../../nodeHost';
import { findPython } from '../../python/askPython';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'planted-')));
  for (const name of ['torch', 'json', 'platform', 'importlib', 'only_here'])
    writeFileSync(join(folder, `${name}.py`), 'open("imported", "w")\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the modules of an interpreter', async context => {
  const python = findPython(context);
  expect(await pythonModules(machineHost, python, ['json', 'only_here'], { folder })).toEqual(new Set(['json']));
  expect(existsSync(join(folder, 'imported'))).toBe(false);
});

test('a module in a package, and names that nothing has', async context => {
  const names = ['json.decoder', 'json.missing', 'missing', 'missing.part', 'sys.part'];
  const found = await pythonModules(machineHost, findPython(context), names, { folder });
  expect(found).toEqual(new Set(['json.decoder']));
});

test('the versions of an interpreter', async context => {
  const python = findPython(context);
  const found = await queryInterpreter(machineHost, python, { folder });
  expect(found).toMatchObject({ kind: 'object' });
  expect(existsSync(join(folder, 'imported'))).toBe(false);
});
