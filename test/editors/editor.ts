// Editors of this machine, for tests that drive them against the bundled `kyn`.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished, type TestContext } from 'vitest';
import { notRun } from '../notRun';

/** The folder of this repository. */
export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** Ends a test whose editor is not installed. `probe`: arguments with which it starts and ends at once. */
export function needs(context: TestContext, program: string, ...probe: readonly string[]): void {
  const { status } = spawnSync(program, probe, { timeout: 30_000 });
  if (status !== 0)
    notRun(
      context,
      `${[program, ...probe].join(' ')} does not work here. On Debian: vim-nox, vim-ale, neovim, emacs-nox and elpa-eglot.`,
    );
}

/** The blocks of code in a language below a heading of docs/editors.md, one after the other; `with`: those that contain a text. */
export function recipe(heading: string, language: string, { with: part = '' } = {}): string {
  const section = readFileSync(join(REPOSITORY, 'docs/editors.md'), 'utf8')
    .split(`\n## ${heading}\n`)[1]
    ?.split('\n## ')[0];
  const [, ...blocks] = section?.split(`\n\`\`\`${language}\n`) ?? [];
  const codes = blocks.map(block => block.split('\n```')[0] ?? '').filter(code => code.includes(part));
  if (codes.length === 0) throw new Error(`docs/editors.md has no ${language} for ${heading}.`);
  return codes.join('\n');
}

/** A new folder with files, and a folder `bin` in it with `kyn`. */
export function workspace(files: Readonly<Record<string, string>>, kyn = ''): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kyn-editor-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const script = `#!/bin/sh\nexec '${process.execPath}' '${kyn}' "$@"\n`;
  for (const [path, content] of Object.entries({ ...files, 'bin/kyn': script })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  chmodSync(join(folder, 'bin/kyn'), 0o755);
  return folder;
}

/** Runs an editor in a workspace to its end; `result.json` is what it wrote there. */
export function runEditor(folder: string, program: string, args: readonly string[]): unknown {
  const env = {
    ...process.env,
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    XDG_DATA_HOME: folder,
    XDG_STATE_HOME: folder,
    XDG_CACHE_HOME: folder,
    PATH: `${folder}/bin:${process.env.PATH}`,
  };
  const run = spawnSync(program, args, { cwd: folder, env, encoding: 'utf8', timeout: 90_000 });
  try {
    return JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'));
  } catch {
    throw new Error(`${program} wrote no result. ${run.stdout}\n${run.stderr}`);
  }
}
