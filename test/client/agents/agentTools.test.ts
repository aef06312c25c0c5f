// The tools for agents in VS Code: when they are registered, and what they refuse.
import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.hoisted(() => vi.resetModules());

const editor = vi.hoisted(() => ({
  isTrusted: true,
  folders: ['/w'] as string[],
  documents: [] as { isDirty: boolean; languageId: string; uri: { scheme: string; fsPath: string } }[],
  registered: new Map<
    string,
    { prepareInvocation: (o: unknown) => never; invoke: (o: unknown, t: unknown) => never }
  >(),
  setting: undefined as unknown,
  lm: {} as Record<string, unknown>,
}));
const jobs = vi.hoisted(() => [] as Record<string, unknown>[]);

vi.mock('vscode', () => ({
  get lm() {
    return editor.lm;
  },
  LanguageModelToolResult: class {
    constructor(readonly content: readonly { value: string }[]) {}
  },
  LanguageModelTextPart: class {
    constructor(readonly value: string) {}
  },
  MarkdownString: class {
    constructor(readonly value: string) {}
  },
  Disposable: class {
    static from = () => ({ dispose: () => undefined });
    dispose(): void {}
  },
  Uri: { file: (fsPath: string) => ({ scheme: 'file', fsPath }) },
  workspace: {
    get isTrusted() {
      return editor.isTrusted;
    },
    get textDocuments() {
      return editor.documents;
    },
    get workspaceFolders() {
      return editor.folders.map(fsPath => ({ uri: { scheme: 'file', fsPath } }));
    },
    getWorkspaceFolder: ({ fsPath }: { fsPath: string }) => {
      const folder = editor.folders.find(path => fsPath === path || fsPath.startsWith(`${path}/`));
      return folder === undefined ? undefined : { uri: { scheme: 'file', fsPath: folder } };
    },
    asRelativePath: ({ fsPath }: { fsPath: string }) => fsPath.replace('/w/', ''),
  },
}));
vi.mock('../../../client/src/tasks/toolSearchHost', () => ({
  settingsFor: ({ fsPath }: { fsPath: string }) => ({
    compiler: fsPath === '/v' ? 'builtin' : 'auto',
    command: editor.setting,
  }),
  findInterpreterFor: async (_: unknown, folder: string) => ({
    found: true,
    program: folder === '/v' ? '/v/.venv/bin/python' : '/usr/bin/python3',
  }),
}));
vi.mock('../../../client/src/agents/toolProcess', () => ({
  callInProcess: async (job: Record<string, unknown>) => {
    jobs.push(job);
    return 'the answer';
  },
}));

const { agentTools } = await import('../../../client/src/agents/agentTools');

const NAMES = ['kynml_check', 'kynml_create_lock', 'kynml_train'];
const context = {
  extension: {
    asAbsolutePath: (path: string) => `/ext/${path}`,
    extension: { packageJSON: { contributes: { languageModelTools: NAMES.map(name => ({ name })) } } },
  },
};
const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) };

const textsOf = async (name: string, input: unknown = { path: 'a.kyn', out: 'r' }): Promise<string[]> => {
  const result: { content: { value: string }[] } = await (editor.registered
    .get(name)
    ?.invoke({ input }, token) as never);
  return result.content.map(({ value }) => value);
};

beforeEach(() => {
  jobs.length = 0;
  editor.registered.clear();
  Object.assign(editor, { isTrusted: true, folders: ['/w'], documents: [], setting: undefined });
  editor.lm = { registerTool: (name: string, tool: never) => editor.registered.set(name, tool) };
  agentTools.start(context as never);
});

const unsaved = { isDirty: true, languageId: 'kynml', uri: { scheme: 'file', fsPath: '/w/b.kyn' } };

describe('tools for agents', () => {
  it('are those that package.json contributes', () => {
    expect([...editor.registered.keys()]).toEqual(NAMES);
  });

  it('are left out where the editor has no such API', () => {
    editor.registered.clear();
    editor.lm = {};
    expect(() => agentTools.start(context as never)).not.toThrow();
    expect(editor.registered.size).toBe(0);
  });

  it('answer with kyn on the folders of the workspace, without permission to write', async () => {
    editor.folders = ['/w', '/v'];
    expect(await textsOf('kynml_check')).toEqual(['the answer']);
    expect(jobs).toMatchObject([
      {
        name: 'kynml_check',
        input: { path: 'a.kyn' },
        roots: ['/w', '/v'],
        allowWrite: false,
        kyn: '/ext/dist/kyn.js',
      },
    ]);
    expect(jobs[0]).not.toHaveProperty('training');
  });

  it('start nothing in a workspace that is not trusted', async () => {
    editor.isTrusted = false;
    for (const name of NAMES) expect((await textsOf(name))[0]).toContain('is not trusted');
    expect(jobs).toEqual([]);
  });

  it('start nothing without a folder', async () => {
    editor.folders = [];
    expect((await textsOf('kynml_check'))[0]).toContain('No folder is open');
    expect(jobs).toEqual([]);
  });

  it('name files with unsaved changes, and write nothing then', async () => {
    editor.documents = [unsaved, { ...unsaved, isDirty: false }, { ...unsaved, languageId: 'python' }];
    expect(await textsOf('kynml_check')).toEqual([
      'the answer',
      'Files with unsaved changes, which this answer does not know: b.kyn.',
    ]);
    expect((await textsOf('kynml_create_lock'))[0]).toContain('unsaved changes: b.kyn. Save them first.');
    expect(jobs).toHaveLength(1);
  });

  it('write nothing that the question could not show', async () => {
    const input = { path: 'a.kyn', out: 'r', params: { lr: '0.1', note: 'x'.repeat(500) } };
    expect((await textsOf('kynml_train', input))[0]).toContain('could not show the whole input');
    expect(jobs).toEqual([]);
    expect(await textsOf('kynml_check', { path: 'a'.repeat(500) })).toEqual(['the answer']);
  });

  it('ask before they write, and only then', () => {
    const prepared = (name: string) => editor.registered.get(name)?.prepareInvocation({ input: { path: 'a.kyn' } });
    expect(prepared('kynml_check')).toEqual({ invocationMessage: 'Asking KynML' });
    expect(prepared('kynml_create_lock')).toMatchObject({ confirmationMessages: { title: 'Write a lock?' } });
  });

  it.each(['/v/a.kyn', '../v/sub/a.kyn'])('train %s with the interpreter and settings of its folder', async path => {
    editor.folders = ['/w', '/v'];
    await textsOf('kynml_train', { path, out: 'r' });
    expect(jobs).toMatchObject([
      { roots: ['/w', '/v'], training: { compiler: 'builtin', python: '/v/.venv/bin/python' } },
    ]);
  });

  it.each([{ path: '/elsewhere/a.kyn' }, { path: 3 }, null])('train %j as in the first folder', async input => {
    editor.folders = ['/w', '/v'];
    await textsOf('kynml_train', input);
    expect(jobs).toMatchObject([{ training: { compiler: 'auto', python: '/usr/bin/python3' } }]);
  });

  it('train with what the command Train uses, or not at all', async () => {
    await textsOf('kynml_train');
    expect(jobs).toMatchObject([{ allowWrite: true, training: { compiler: 'auto', python: '/usr/bin/python3' } }]);
    editor.setting = ['/opt/kynml'];
    expect((await textsOf('kynml_train'))[0]).toContain('`kynml.command` names a program');
    expect(jobs).toHaveLength(1);
  });
});
