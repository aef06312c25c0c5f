// The tasks of Run Task: one for each spec, without blocking the extension host.
import * as fs from 'node:fs';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { trainTasks } from '../../../client/src/tasks/trainTasks';

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
vi.mock('node:fs', async original => {
  const real = await original<typeof fs>();
  return { ...real, accessSync: vi.fn(real.accessSync), statSync: vi.fn(real.statSync) };
});

interface ProvidedTask {
  readonly definition: { readonly spec: string };
  readonly execution: { readonly process: string; readonly args: readonly string[] };
}
interface Provider {
  provideTasks(): Promise<ProvidedTask[]>;
  resolveTask(task: object): Promise<ProvidedTask | undefined>;
}
const workspace = vi.hoisted(() => ({
  specs: [] as string[],
  settings: {} as Record<string, unknown>,
  pythonSearches: 0,
  requests: [] as string[],
  provide: async (): Promise<ProvidedTask[]> => [],
  resolve: async (_task: object): Promise<ProvidedTask | undefined> => undefined,
}));
vi.mock('vscode', () => {
  const uriOf = (path: string) => ({ path, fsPath: path, scheme: 'file', toString: () => path });
  const folderOf = ({ path }: { path: string }) => path.replace(/\/(x\/)?[^/]+$/, '');
  return {
    Uri: { file: uriOf },
    ProcessExecution: class {
      constructor(
        readonly process: string,
        readonly args: readonly string[],
      ) {}
    },
    Task: class {
      constructor(
        readonly definition: object,
        readonly scope: object,
        readonly name: string,
        readonly source: string,
        readonly execution: object,
      ) {}
    },
    TaskGroup: {},
    TaskPanelKind: {},
    TaskRevealKind: {},
    window: {},
    extensions: {
      getExtension: () => {
        workspace.pythonSearches += 1;
        return undefined;
      },
    },
    tasks: {
      registerTaskProvider: (_type: string, provider: Provider) => {
        workspace.provide = provider.provideTasks;
        workspace.resolve = provider.resolveTask;
      },
    },
    workspace: {
      isTrusted: true,
      findFiles: async () => workspace.specs.map(uriOf),
      getWorkspaceFolder: (uri: { path: string }) => ({ uri: uriOf(folderOf(uri)) }),
      asRelativePath: (uri: { path: string }) => uri.path.replace(`${folderOf(uri)}/`, ''),
      getConfiguration: (_section: string, uri: { path: string }) => ({
        get: (name: string) => (name === 'command' ? workspace.settings[folderOf(uri)] : undefined),
      }),
    },
  };
});

const context = {
  extension: { extensionPath: '/extension' },
  log: { warn: () => undefined },
  request: async (method: string) => {
    workspace.requests.push(method);
    return { ok: true, uri: null };
  },
} as never;

async function provided(specs: readonly string[], settings: Record<string, unknown> = {}): Promise<ProvidedTask[]> {
  Object.assign(workspace, { specs, settings, pythonSearches: 0, requests: [] });
  trainTasks.start(context);
  return workspace.provide();
}

beforeEach(() => {
  vi.stubEnv('PATH', '');
  return () => vi.unstubAllEnvs();
});

it('the tool is searched once for the specs of a folder', async () => {
  const tasks = await provided(['/none/a/1.kyn', '/none/a/2.kyn', '/none/a/x/3.kyn']);
  expect(tasks.map(({ definition }) => definition.spec)).toEqual(['1.kyn', '2.kyn', 'x/3.kyn']);
  expect(workspace.pythonSearches).toBe(1);
});

it('listing tasks keeps nothing in the history and asks no interpreter', async () => {
  await provided(['/none/a/1.kyn', '/none/b/2.kyn']);
  expect(workspace.requests).toEqual([]);
});

it('a task of tasks.json is resolved without a process, a message or a kept file, because VS Code also resolves what it lists', async () => {
  await provided([], { '/none/a': '/gone/kynml' });
  const resolve = (folder: string) =>
    workspace.resolve({
      definition: { type: 'kynml', spec: 'x.kyn', params: { lr: 0.1 } },
      scope: { uri: { fsPath: folder, path: folder } },
      name: 'mine',
    });
  expect(await resolve('/none/b')).toMatchObject({
    name: 'mine',
    execution: {
      process: process.execPath,
      args: ['/extension/dist/kyn.js', 'train', 'x.kyn', '--compiler', 'auto', '--param', 'lr=0.1'],
    },
  });
  // The failure names the program of the setting.
  expect(await resolve('/none/a')).toMatchObject({ execution: { process: '/gone/kynml' } });
  expect(workspace.requests).toEqual([]);
});

it('each folder and each setting has a tool of its own', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kynml-tasks-'));
  try {
    for (const name of ['first', 'second']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'kynml'), '');
      chmodSync(join(folder, name, 'kynml'), 0o755);
    }
    const tasks = await provided(['/none/a/1.kyn', '/none/b/2.kyn', '/none/c/3.kyn'], {
      '/none/a': join(folder, 'first/kynml'),
      '/none/b': [join(folder, 'second/kynml'), '--quiet'],
    });
    expect(tasks.map(({ execution }) => [execution.process, execution.args[0]])).toEqual([
      [join(folder, 'first/kynml'), 'train'],
      [join(folder, 'second/kynml'), '--quiet'],
      [process.execPath, '/extension/dist/kyn.js'],
    ]);
    expect(workspace.pythonSearches).toBe(1);
    const [first, second] = [join(folder, 'first'), join(folder, 'second')];
    const relative = await provided([`${first}/1.kyn`, `${second}/1.kyn`], { [first]: './kynml', [second]: './kynml' });
    expect(relative.map(({ execution }) => execution.process)).toEqual([`${first}/kynml`, `${second}/kynml`]);
    vi.stubEnv('PATH', first);
    const [task] = await provided(['/none/a/1.kyn']);
    expect(task?.execution.process).toBe(`${first}/kynml`);
    // A folder of PATH may be on a slow network.
    expect(fs.accessSync).not.toHaveBeenCalled();
    expect(fs.statSync).not.toHaveBeenCalled();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
