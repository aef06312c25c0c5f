// An editor for tests of flows: it records the tasks that start and the messages that appear, and answers prompts as a test tells it.
import { statSync } from 'node:fs';
import path from 'node:path';

interface FakeUri {
  readonly scheme: string;
  readonly path: string;
  readonly fsPath: string;
  toString(): string;
}

const uriOf = (file: string): FakeUri => ({
  scheme: 'file',
  path: file,
  fsPath: file,
  toString: () => `file://${file}`,
});

class ProcessExecution {
  constructor(
    readonly process: string,
    readonly args: readonly string[],
    readonly options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> },
  ) {}
}

/** A task as a flow creates it. */
export class Task {
  detail = '';
  presentationOptions: { readonly echo?: boolean } = {};
  constructor(
    readonly definition: Readonly<Record<string, unknown>>,
    readonly scope: unknown,
    readonly name: string,
    readonly source: string,
    readonly execution: ProcessExecution,
  ) {}
}

interface Execution {
  readonly task: Task;
  terminate(): void;
}
type Listener<E> = (event: E) => void;

function emitter<E>() {
  const listeners = new Set<Listener<E>>();
  return {
    on(listener: Listener<E>) {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    fire: (event: E) => {
      for (const listener of [...listeners]) listener(event);
    },
  };
}

const started = emitter<{ readonly execution: Execution }>();
const processStarted = emitter<{ readonly execution: Execution; readonly processId: number }>();
const processEnded = emitter<{ readonly execution: Execution; readonly exitCode: number | undefined }>();
const taskEnded = emitter<{ readonly execution: Execution }>();

/** A terminal; VS Code names that of a task after it. */
interface FakeTerminal {
  readonly name: string;
  readonly state: { readonly isInteractedWith: boolean };
  show(): void;
}

/** The state of the editor. */
export const editor = {
  folder: '/w',
  settings: {} as Record<string, unknown>,
  /** The labels of the answers to quick picks, in order; none: cancelled. */
  answers: [] as string[],
  prompts: [] as string[],
  messages: [] as { readonly text: string; readonly buttons: readonly string[] }[],
  /** The texts of the messages that are warnings. */
  warnings: [] as string[],
  /** The detail of the last modal message. */
  detail: '',
  executions: [] as Execution[],
  shown: [] as string[],
  /** The names of the tasks that the extension stopped. */
  terminated: [] as string[],
  commands: [] as (readonly unknown[])[],
  copied: '',
  python: undefined as string | undefined,
  /** What a message's button to press is called. */
  press: '',
  /** The last task ended. */
  end(exitCode: number | undefined): void {
    const execution = editor.executions.at(-1);
    if (!execution) throw new Error('No task was started.');
    processEnded.fire({ execution, exitCode });
    taskEnded.fire({ execution });
  },
  /** Run Task: a start that no command asked for. */
  run(task: Task): Execution {
    const execution = { task, terminate: () => void editor.terminated.push(task.name) };
    editor.executions.push(execution);
    started.fire({ execution });
    processStarted.fire({ execution, processId: 4321 });
    return execution;
  },
  reset(folder: string): void {
    const empty = {
      settings: {},
      answers: [],
      prompts: [],
      messages: [],
      warnings: [],
      executions: [],
      shown: [],
      terminated: [],
      commands: [],
    };
    Object.assign(editor, empty, { folder, copied: '', detail: '', python: undefined, press: '' });
    vscode.workspace.textDocuments = [];
    vscode.window.terminals = [];
  },
};

const showMessage = async (text: string, ...rest: readonly (string | object)[]): Promise<string | undefined> => {
  const buttons = rest.filter(button => typeof button === 'string');
  editor.messages.push({ text, buttons });
  const [options] = rest;
  if (typeof options === 'object' && 'detail' in options) editor.detail = String(options.detail);
  return buttons.find(button => button === editor.press);
};

const showWarning: typeof showMessage = (text, ...rest) => {
  editor.warnings.push(text);
  return showMessage(text, ...rest);
};

const disposable = { dispose: () => undefined };

/** The module `vscode`. */
export const vscode = {
  Uri: {
    file: uriOf,
    parse: (text: string) => uriOf(text.replace('file://', '')),
    joinPath: ({ path: base }: FakeUri, ...parts: string[]) => uriOf(path.join(base, ...parts)),
  },
  ProcessExecution,
  Task,
  TaskScope: { Workspace: 2 },
  TaskGroup: { Build: 'build' },
  TaskPanelKind: {},
  TaskRevealKind: {},
  ViewColumn: { Beside: -2 },
  Disposable: {
    from: (...parts: { dispose(): void }[]) => ({
      dispose: () => {
        for (const part of parts) part.dispose();
      },
    }),
  },
  env: {
    clipboard: {
      writeText: async (text: string) => {
        editor.copied = text;
      },
    },
  },
  commands: {
    executeCommand: async (...call: readonly unknown[]) => {
      editor.commands.push(call);
    },
  },
  extensions: {
    getExtension: () =>
      editor.python && {
        activate: async () => ({
          environments: {
            getActiveEnvironmentPath: () => ({ path: '' }),
            resolveEnvironment: async () => ({ executable: { uri: uriOf(editor.python ?? '') } }),
          },
        }),
      },
  },
  tasks: {
    taskExecutions: [],
    executeTask: async (task: Task) => editor.run(task),
    onDidStartTask: started.on,
    onDidStartTaskProcess: processStarted.on,
    onDidEndTaskProcess: processEnded.on,
    onDidEndTask: taskEnded.on,
  },
  window: {
    terminals: [] as FakeTerminal[],
    showErrorMessage: showMessage,
    showWarningMessage: showWarning,
    showInformationMessage: showMessage,
    setStatusBarMessage: () => disposable,
    showTextDocument: async ({ uri }: { uri: FakeUri }) => {
      editor.shown.push(uri.fsPath);
    },
    showQuickPick: async (items: readonly { readonly label: string }[], { title }: { title: string }) => {
      editor.prompts.push(title);
      const answer = editor.answers.shift();
      return items.find(({ label }) => answer !== undefined && label.endsWith(answer));
    },
  },
  workspace: {
    isTrusted: true,
    get workspaceFolders() {
      return [{ uri: uriOf(editor.folder), name: 'w' }];
    },
    textDocuments: [] as { readonly uri: FakeUri; readonly isDirty: boolean; save(): Promise<boolean> }[],
    getWorkspaceFolder: () => ({ uri: uriOf(editor.folder), name: 'w' }),
    asRelativePath: (file: FakeUri) => path.relative(editor.folder, file.fsPath),
    getConfiguration: () => ({ get: (name: string) => editor.settings[name] }),
    openTextDocument: async (uri: FakeUri) => ({ uri, languageId: 'kynml', isDirty: false }),
    fs: {
      stat: async ({ fsPath }: FakeUri) => {
        statSync(fsPath);
        return {};
      },
    },
  },
};
