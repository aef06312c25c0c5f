// The search for the official tool.
import { describe, expect, it } from 'vitest';
import type { ToolHost } from '../../../client/src/tasks/toolHost';
import { findTool } from '../../../client/src/tasks/toolSources';
import { mergeSettings } from '../../../server/src/lsp/base/settings';
import { settingArgv } from '../../../src-shared/host/node/toolSearch';
import { readCommand } from '../../../src-shared/protocol/settings';

const files =
  (...names: string[]) =>
  async (file: string) =>
    names.includes(file);

const machine = (more: Partial<ToolHost> = {}): ToolHost => ({
  platform: 'linux',
  path: '/usr/bin:/opt/my tools/bin',
  home: '/home/ada',
  folder: "/projects/it's here",
  isExecutable: files(),
  python: async () => ({ missing: 'the Python extension: not installed' }),
  isInFolder: async () => false,
  missingModules: async () => ({ ok: true, missing: [] }),
  ...more,
});

const found = (program: string, ...args: string[]) => ({ found: true, tool: { program, args } });

describe('findTool', () => {
  it('reads a string setting as one program, including spaces', async () => {
    const host = machine({ isExecutable: files('/opt/my tools/ky nml') });
    expect(await findTool('/opt/my tools/ky nml', host)).toEqual(found('/opt/my tools/ky nml'));
  });

  it('reads a list setting as program and arguments', async () => {
    const host = machine({ isExecutable: files('/venv/bin/python') });
    const setting = ['/venv/bin/python', '-m', 'kynml.cli', "$HOME 'x'"];
    expect(await findTool(setting, host)).toEqual(found('/venv/bin/python', '-m', 'kynml.cli', "$HOME 'x'"));
  });

  it.each([
    ['./tools/kynml', "/projects/it's here/tools/kynml"],
    ['${workspaceFolder}/kynml', "/projects/it's here/kynml"],
    ['~/bin/kynml', '/home/ada/bin/kynml'],
    ['kynml-2', '/opt/my tools/bin/kynml-2'],
  ])('reads the setting %s', async (setting, program) => {
    expect(await findTool(setting, machine({ isExecutable: files(program) }))).toEqual(found(program));
  });

  it.each([[9], [true], [{ program: '/usr/bin/kynml' }], [['/usr/bin/kynml', 5]], [['python3', '-m', 5]]])(
    'does not replace the setting %j, which has the wrong type, starts nothing that it names, and shows it',
    async setting => {
      // `true` is a program of each system.
      const host = machine({ isExecutable: async () => true });
      const { command } = mergeSettings({ command: setting });
      expect(command).toEqual(readCommand(setting));
      expect(await findTool(command, host)).toEqual({
        found: false,
        tried: [
          `the setting \`kynml.command\` (${JSON.stringify(setting)}): neither a program nor a list of a program and its arguments`,
        ],
      });
      expect(settingArgv(command)).toEqual([JSON.stringify(setting)]);
    },
  );

  it.each([undefined, null, ''])('uses the tool on PATH for the setting %j', async setting => {
    const host = machine({ isExecutable: files('/usr/bin/kynml') });
    expect(await findTool(readCommand(setting), host)).toEqual(found('/usr/bin/kynml'));
  });

  it('does not replace a configured tool that does not exist', async () => {
    const host = machine({ isExecutable: files('/usr/bin/kynml') });
    const search = await findTool('/gone/kynml', host);
    expect(search).toEqual({ found: false, tried: [expect.stringContaining('/gone/kynml')] });
  });

  it.each(['', '  ', [], undefined])('treats %j as not set', async setting => {
    const host = machine({ isExecutable: files('/usr/bin/kynml') });
    expect(await findTool(setting, host)).toEqual(found('/usr/bin/kynml'));
  });

  it('prefers the first match on PATH to the Python extension', async () => {
    const host = machine({
      isExecutable: files('/opt/my tools/bin/kynml'),
      python: async () => ({ program: '/usr/bin/python3' }),
    });
    expect(await findTool('', host)).toEqual(found('/opt/my tools/bin/kynml'));
  });

  it('ignores relative entries of PATH', async () => {
    const host = machine({ path: '.::bin:node_modules/.bin', isExecutable: async () => true });
    expect((await findTool('', host)).found).toBe(false);
  });

  it('uses the chosen interpreter last, if it has KynML, and imports nothing from the working folder', async () => {
    const host = machine({ python: async () => ({ program: '/venv/bin/python' }) });
    const tool = { program: '/venv/bin/python', args: ['-m', 'kynml.cli'], env: { PYTHONSAFEPATH: '1' } };
    expect(await findTool('', host)).toEqual({ found: true, tool });
    const onPath = machine({ isExecutable: files('/usr/bin/python3') });
    expect(await findTool('', onPath)).toMatchObject({ tool: { program: '/usr/bin/python3' } });
    const without = await findTool('', { ...host, missingModules: async (_, missing) => ({ ok: true, missing }) });
    expect(without.found).toBe(false);
    const message = 'The interpreter x could not be run.';
    const broken = await findTool('', { ...host, missingModules: async () => ({ ok: false, message }) });
    expect(broken).toEqual({ found: false, tried: [message] });
  });

  it('does not use a program of the working folder that only PATH names', async () => {
    const host = machine({ isExecutable: files('/usr/bin/kynml', '/opt/my tools/bin/kynml') });
    const inFolder = { ...host, isInFolder: files('/usr/bin/kynml') };
    expect(await findTool('', inFolder)).toEqual(found('/opt/my tools/bin/kynml'));
    expect(await findTool('/usr/bin/kynml', inFolder)).toEqual(found('/usr/bin/kynml'));
  });

  it('uses only executables on Windows', async () => {
    const windows = { platform: 'win32', path: '"C:\\Program Files\\Py";C:\\t', folder: 'C:\\w' } as const;
    const exe = machine({ ...windows, isExecutable: files('C:\\Program Files\\Py\\kynml.exe') });
    expect(await findTool('', exe)).toEqual(found('C:\\Program Files\\Py\\kynml.exe'));
    const cmd = machine({ ...windows, isExecutable: files('C:\\t\\kynml.cmd', 'C:\\t\\kynml') });
    expect((await findTool('', cmd)).found).toBe(false);
  });

  it('lists what was tried', async () => {
    expect(await findTool('', machine())).toEqual({
      found: false,
      tried: [
        'the setting `kynml.command`: not set',
        'kynml on PATH: not found in 2 folders',
        'the Python extension: not installed',
        'python3 on PATH: not found',
      ],
    });
    const oneFolder = await findTool('', machine({ path: '/usr/bin' }));
    expect(oneFolder).toMatchObject({ tried: expect.arrayContaining(['kynml on PATH: not found in 1 folder']) });
  });
});
