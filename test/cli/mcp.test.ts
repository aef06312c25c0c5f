// kyn mcp: its options, and one call without the protocol.
import { expect, test } from 'vitest';
import { run } from '../../server/src/cli/run';
import type { AgentService } from '../../src-shared/agents/service';
import { houseSpec } from '../specFixture';
import { kyn, onDisk, sha256 } from './cliEnvironment';

const files = { '/w/house.kyn': houseSpec, '/w/specs/b.kyn': houseSpec };

test('--call prints the answer of a tool', async () => {
  const { code, stdout, stderr } = await kyn(
    { files },
    'mcp',
    '--call',
    'kynml_lock_state',
    '--input',
    '{"path":"house.kyn"}',
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(`"configHash": "${sha256(houseSpec)}"`);
});

test('an answer with problems has the exit code 1', async () => {
  const { code, stdout } = await kyn({ files }, 'mcp', '--call', 'kynml_check', '--input', '{"path":"no.kyn"}');
  expect(code).toBe(1);
  expect(stdout).toContain('no.kyn does not exist.');
});

test('paths count from the first root, and others are refused', async () => {
  const inRoot = await kyn({ files }, 'mcp', '--root', 'specs', '--call', 'kynml_check', '--input', '{"path":"b.kyn"}');
  expect(inRoot.stdout).toContain('"checkedFiles": 1');
  const outside = await kyn(
    { files },
    'mcp',
    '--root',
    'specs',
    '--call',
    'kynml_check',
    '--input',
    '{"path":"/w/house.kyn"}',
  );
  expect(outside.stdout).toContain('is outside of /w/specs');
});

test('without a path, all roots are searched', async () => {
  const { stdout } = await kyn(
    { files: { ...files, '/w/c/c.kyn': houseSpec } },
    'mcp',
    '--root=specs',
    '--root=c',
    '--call=kynml_lock_state',
  );
  expect(stdout).toContain('"spec": "b.kyn"');
  expect(stdout).toContain('"spec": "../c/c.kyn"');
});

test('tools write only with --allow-write', async () => {
  const call = ['--call', 'kynml_create_lock', '--input', '{"path":"house.kyn"}'];
  const refused = await kyn({ files }, 'mcp', ...call);
  expect(refused.code).toBe(1);
  expect([...refused.files.keys()]).toEqual(Object.keys(files));
  const done = await kyn({ files }, 'mcp', '--allow-write', ...call);
  expect(done.code).toBe(0);
  expect([...done.files.keys()]).toContain('/w/kynml.lock');
});

test.each([
  [['--root', 'missing', '--call', 'kynml_check'], 'kyn: missing is not a folder, so it cannot be a root.'],
  [['--root', 'house.kyn', '--call', 'kynml_check'], 'kyn: house.kyn is not a folder, so it cannot be a root.'],
  [['--input', '{}'], '`--input` needs `--call`.'],
  [['--stop-with-input'], '`--stop-with-input` needs `--call`.'],
  [['--call', 'kynml_check', '--input', '{'], '`--input` must be a JSON object.'],
  [['--call', 'kynml_check', '--input', '7'], '`--input` must be a JSON object.'],
  [[], 'the MCP server is not part of this package'],
])('kyn mcp %j is refused', async (args, message) => {
  const { code, stdout, stderr } = await kyn({ files }, 'mcp', ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('the server gets the service, with the tools that write only where they are allowed', async () => {
  const served: AgentService[] = [];
  const agents = async () => ({
    kyn: async () => ({ ok: true as const, code: 0, stdout: '{"files":[]}', stderr: '' }),
    serve: async (service: AgentService) => void served.push(service),
  });
  const environment = { ...onDisk(process.cwd()), agents };
  expect(await run(['mcp'], environment)).toEqual({ code: 0, stdout: '', stderr: '' });
  await run(['mcp', '--allow-write'], environment);
  expect(served.map(({ allowWrite, version }) => [version, allowWrite])).toEqual([
    ['0.0.0', false],
    ['0.0.0', true],
  ]);
});

test('the interpreter and the compiler of trainings are chosen by options, not by an agent', async () => {
  const ran: (readonly string[])[] = [];
  const agents = async () => ({
    kyn: async (words: readonly string[]) => {
      ran.push(words);
      return { ok: true as const, code: 1, stdout: '', stderr: '' };
    },
  });
  const input = '{"path":"package.json","out":"test"}';
  await run(['mcp', '--allow-write', '--compiler=builtin', '--python=/p', '--call=kynml_train', '--input', input], {
    ...onDisk(process.cwd()),
    agents,
  });
  expect(ran).toEqual([
    [
      'train',
      '--stop-with-input',
      `--write-within=${process.cwd()}`,
      '--out=test',
      '--compiler=builtin',
      '--python=/p',
      '--',
      'package.json',
    ],
  ]);
});
