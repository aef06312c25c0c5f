// A new experiment manifest: recorded interpreter, valid seeds and git state.
import { describe, expect, it } from 'vitest';
import { gitText } from '../../../client/src/manifest/gitText';
import { validateSeed } from '../../../client/src/manifest/validateSeed';
import { findInterpreter } from '../../../client/src/tasks/findInterpreter';
import type { InterpreterHost } from '../../../client/src/tasks/toolHost';

const machine = (files: readonly string[], more: Partial<InterpreterHost> = {}): InterpreterHost => ({
  platform: 'linux',
  path: '.:bin:/usr/local/bin:/usr/bin',
  home: '/home/ada',
  folder: '/projects/house',
  isExecutable: async file => files.includes(file),
  python: async () => ({ missing: 'the Python extension: not installed' }),
  isInFolder: async () => false,
  ...more,
});
const found = (program: string) => ({ found: true, program });
const chosen = { python: async () => ({ program: '/env/bin/python' }) };
const programsOnPath = ['/usr/bin/python3', '/usr/bin/python'];

describe('the interpreter', () => {
  it('is the one in the setting, if the setting runs Python', async () => {
    const host = machine(['/venv/bin/python', ...programsOnPath], chosen);
    expect(await findInterpreter(['/venv/bin/python', '-X', 'dev', '-m', 'kynml.cli'], host)).toEqual(
      found('/venv/bin/python'),
    );
  });

  it('is not replaced when the configured one does not exist', async () => {
    const search = await findInterpreter(['/gone/python', '-m', 'kynml.cli'], machine(programsOnPath, chosen));
    expect(search).toEqual({ found: false, tried: [expect.stringContaining('/gone/python')] });
  });

  it.each(['kynml', ['/opt/kynml'], '', undefined])('is the selected one when the setting is %j', async setting => {
    expect(await findInterpreter(setting, machine(programsOnPath, chosen))).toEqual(found('/env/bin/python'));
  });

  it('is the first python3 on PATH, ignoring relative folders', async () => {
    expect(await findInterpreter('', machine(['python3', 'bin/python3', ...programsOnPath]))).toEqual(
      found('/usr/bin/python3'),
    );
    expect(await findInterpreter('', machine(['/usr/local/bin/python', ...programsOnPath]))).toEqual(
      found('/usr/bin/python3'),
    );
    expect(await findInterpreter('', machine(['/usr/bin/python']))).toEqual(found('/usr/bin/python'));
  });

  it('is that of the active environment before PATH, as for kyn', async () => {
    const host = machine(['/venv/bin/python', ...programsOnPath], { environment: { VIRTUAL_ENV: '/venv' } });
    expect(await findInterpreter('', host)).toEqual(found('/venv/bin/python'));
    expect(await findInterpreter('', { ...host, ...chosen })).toEqual(found('/env/bin/python'));
  });

  it('is an executable on Windows', async () => {
    const windows = { platform: 'win32', path: 'bin;C:\\Python' } as const;
    expect(await findInterpreter('', machine(['C:\\Python\\python.exe'], windows))).toEqual(
      found('C:\\Python\\python.exe'),
    );
  });

  it('is reported as missing with what was tried', async () => {
    expect(await findInterpreter('', machine([]))).toEqual({
      found: false,
      tried: ['the Python extension: not installed', 'python3 on PATH: not found'],
    });
  });
});

describe('a seed', () => {
  it.each(['0', '7', '-3', ' 42 ', '-0', '9'.repeat(5000)])('may be %s', seed => {
    expect(validateSeed(seed)).toBeUndefined();
  });

  it.each(['+7', '007', '-01', '00'])('must not have a plus sign or leading zeros: %s', seed => {
    expect(validateSeed(seed)).toContain('or leading zeros');
  });

  it.each(['', ' ', '7.0', '1e3', '1_000', '0x7', 'seven', '- 7', '7 8', '٧', 'true', 'NaN', '--7'])(
    'is not %j',
    seed => {
      expect(validateSeed(seed)).toContain('an integer of any size');
    },
  );
});

describe('git state', () => {
  const git = { sha: '1a2b3c4d'.repeat(5), branch: 'main' };

  it('names branch, commit and uncommitted changes', () => {
    expect(gitText({ ...git, dirty: true })).toBe('main at 1a2b3c4d, uncommitted changes');
    expect(gitText({ ...git, dirty: false })).toBe('main at 1a2b3c4d, no uncommitted changes');
  });
});
