// What the tests of flows share: a folder with a spec, a fake editor with an interpreter, and a server that answers as a test tells it.
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import { runRecords } from '../../../client/src/tasks/runRecords';
import { spec as state } from '../fixtures';
import { editor, vscode } from './fakeEditor';

/** The command line of the extension. */
export const KYN = '/extension/dist/kyn.js';
/** The open folder, and the interpreter of the Python extension. */
export let folder = '';
export let python = '';

/** What the server answers, by method. */
export let answers: Record<string, unknown> = {};

/** The requests to the server. */
export const requests: (readonly [method: string, params: Record<string, unknown>])[] = [];
const warnings: string[] = [];

/** What the workspace keeps. */
export const kept = new Map<string, unknown>();

/** How often the view of runs was told that something was submitted. */
export const submissions = { count: 0 };

/** The context of the extension. */
export const context = {
  extension: {
    extensionPath: '/extension',
    workspaceState: {
      get: (key: string, fallback: unknown) => kept.get(key) ?? fallback,
      update: async (key: string, value: unknown) => void kept.set(key, value),
    },
  },
  launches: { changed: () => submissions.count++ },
  log: {
    warn: (...parts: string[]) => warnings.push(parts.join(' ')),
    error: (...parts: string[]) => warnings.push(parts.join(' ')),
  },
  request: async (method: string, params: Record<string, unknown>) => {
    requests.push([method, params]);
    return answers[method];
  },
} as never;

/** The params of the requests of a method. */
export const calls = (method: string) => requests.flatMap(([name, params]) => (name === method ? [params] : []));

/** A path in the folder. */
export const file = (name: string): string => path.join(folder, name);

/** The spec. */
export const spec = () => vscode.Uri.file(file('h.kyn')) as never;

/** The task that was started last. */
export const lastTask = () => {
  const { task } = editor.executions.at(-1) ?? {};
  return (
    task && {
      ...task.execution,
      name: task.name,
      detail: task.detail,
      type: task.definition.type,
      ...task.presentationOptions,
    }
  );
};

/** The end of a task is handled after its event. */
export const settled = (): Promise<unknown> => new Promise(resolve => setTimeout(resolve, 0));

/** Creates a program. */
export function program(name: string, base = folder): string {
  const place = path.join(base, name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, '');
  chmodSync(place, 0o755);
  return place;
}

/** Creates a program outside of the workspace. */
export const installed = (name: string): string => program(name, `${folder} tools`);

/** Prepares a folder with a spec and a machine with Python; returns what removes both. */
export function startFlow(): () => void {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "kynml it's ")));
  writeFileSync(file('h.kyn'), '');
  editor.reset(folder);
  python = program('bin/python3');
  editor.python = python;
  requests.length = 0;
  kept.clear();
  submissions.count = 0;
  warnings.length = 0;
  answers = {
    'kynml/specState': state,
    'kynml/missingModules': { ok: true, missing: [] },
    'kynml/keepManifest': { ok: true, uri: 'file:///kept.json' },
    'kynml/targets': { targets: [] },
    'kynml/keepRun': { ok: true, id: 'run-1' },
    'kynml/claimFolder': { ok: true, id: 'claim-1' },
  };
  vi.stubEnv('PATH', '');
  const records = runRecords.start(context);
  return () => {
    // Frees the folder.
    if (editor.executions.length > 0) editor.end(130);
    records.dispose();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
    rmSync(`${folder} tools`, { recursive: true, force: true });
  };
}
