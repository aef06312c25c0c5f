// The GitHub Action, the hooks and the examples of docs/ci.md, run without network: their files are read as the services read them, and their commands run.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { kinds } from '../../src-shared/artifacts/kinds';
import { createRepository, type Repository } from '../repro/git/gitRepository';
import { houseSpec } from '../specFixture';
import { kynProgram, runIn } from './kynProcess';

const top = fileURLToPath(new URL('../..', import.meta.url));
const textOf = (path: string): string => readFileSync(join(top, path), 'utf8');
const page = textOf('docs/ci.md');
// The block of the page that starts with a comment.
const block = (name: string): string =>
  new RegExp(`^\`\`\`\\w+\n# ${name}\n([\\s\\S]*?)^\`\`\``, 'm').exec(page)?.[1] ?? '';

const program = kynProgram();
let folder: string;
let repository: Repository;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'kyn ci ')));
  mkdirSync(join(folder, 'action/dist'), { recursive: true });
  cpSync(program.path(), join(folder, 'action/dist/kyn.js'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/kyn'), `#!/bin/sh\nexec "${process.execPath}" "${program.path()}" "$@"\n`);
  chmodSync(join(folder, 'bin/kyn'), 0o755);
  repository = createRepository();
  repository.put('specs/data/houses.csv', 'a,b,c,d,price\n1,2,3,4,5\n');
  repository.commit();
});
afterAll(() => {
  repository.remove();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  repository.put('specs/a.kyn', houseSpec);
  repository.put('specs/kynml.lock', '');
  rmSync(join(repository.folder, 'specs/kynml.lock'));
});

const BAD = houseSpec.replace('epochs = 3', 'epochs = x');
const environment = () => ({ ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}` });
const sh = (script: string, cwd = repository.folder) => runIn(cwd, '/bin/sh', ['-ec', script], environment());

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}
const action = parse(textOf('action.yml'));
const steps: readonly Step[] = action.runs.steps;
const check: Step = steps.find(step => step.name === 'Check') ?? {};

// Runs the step as GitHub does: expressions are replaced by values, the script is a file for bash.
function runAction(inputs: Readonly<Record<string, string>>) {
  const value = (text: string): string =>
    text
      .replace('${{ github.action_path }}', join(folder, 'action'))
      .replace(/\$\{\{ inputs\.([\w-]+) \}\}/, (_, name: string) => inputs[name] ?? action.inputs[name].default);
  const script = join(folder, 'step.sh');
  writeFileSync(script, check.run ?? '');
  const env = Object.fromEntries(Object.entries(check.env ?? {}).map(([name, text]) => [name, value(text)]));
  const cwd = join(repository.folder, value(check['working-directory'] ?? '.'));
  return runIn(cwd, 'bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], { ...process.env, ...env });
}

describe('the GitHub Action', () => {
  test('scripts contain no expressions, and the build uses scripts that exist', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
    const { scripts } = JSON.parse(textOf('package.json'));
    const built = steps.flatMap(step => [...(step.run ?? '').matchAll(/npm run (\w+)/g)].map(match => match[1] ?? ''));
    expect(built).toEqual(['build']);
    expect(scripts).toHaveProperty('build');
  });

  test('annotates with paths from the top of the repository, and fails for an error only', () => {
    expect(runAction({ 'working-directory': 'specs' })).toMatchObject({ status: 0, stdout: '' });
    repository.put('specs/a.kyn', BAD);
    const run = runAction({ 'working-directory': 'specs' });
    expect(run.status).toBe(1);
    expect(run.stdout).toMatch(/^::error file=specs\/a\.kyn,line=17,/);
  });

  test('writes a SARIF report also when it fails', () => {
    repository.put('specs/a.kyn', BAD);
    expect(runAction({ 'sarif-file': 'kyn.sarif' }).status).toBe(1);
    const log = JSON.parse(readFileSync(join(repository.folder, 'kyn.sarif'), 'utf8'));
    expect(log.runs[0].results).toHaveLength(1);
  });

  test('says with exit code 2 that something could not be checked, also where a lock is missing', () => {
    repository.put('specs/.kynml.json', '{');
    const run = runAction({ 'lock-check': 'true' });
    rmSync(join(repository.folder, 'specs/.kynml.json'));
    expect(run.status).toBe(2);
  });

  test('requires locks and limits warnings on request', () => {
    expect(runAction({ 'lock-check': 'true' }).status).toBe(1);
    sh('cd specs && kyn lock create a.kyn');
    expect(runAction({ 'lock-check': 'true' }).status).toBe(0);
    rmSync(join(repository.folder, 'specs/a.kyn'));
    expect(runAction({}).status).toBe(0);
    expect(runAction({ 'max-warnings': '0' }).status).toBe(1);
  });

  test('an input is never a command or an option', () => {
    for (const path of ['"; touch hacked; "', '$(touch hacked)', '--help', '`touch hacked`'])
      expect(runAction({ path }).status).toBe(2);
    expect(existsSync(join(repository.folder, 'hacked'))).toBe(false);
  });
});

describe('the page', () => {
  test('names all inputs of the action, and its workflow uses no others', () => {
    const section = /^## GitHub\n([\s\S]*?)^## /m.exec(page)?.[1] ?? '';
    expect([...section.matchAll(/^\| `([\w-]+)` \|/gm)].map(match => match[1]).sort()).toEqual(
      Object.keys(action.inputs).sort(),
    );
    const { jobs } = parse(block('.github/workflows/kyn.yml'));
    const used = jobs.kyn.steps.find((step: { uses: string }) => step.uses.startsWith('OWNER/'));
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(used.with)));
  });

  test('the job of GitLab writes reports that its artifacts name, and fails for an error', () => {
    const { kyn } = parse(block('.gitlab-ci.yml'));
    sh('cd specs && kyn lock create a.kyn');
    expect(sh(kyn.script.join('\n')).status).toBe(0);
    repository.put('specs/a.kyn', BAD);
    expect(sh(kyn.script.join('\n')).status).toBe(1);
    // GitLab ignores the exit code of what runs after the script.
    expect(sh(kyn.after_script.join('\n')).status).toBe(1);
    const { codequality, junit } = kyn.artifacts.reports;
    const report = JSON.parse(readFileSync(join(repository.folder, codequality), 'utf8'));
    expect(report.map((entry: { location: { path: string } }) => entry.location.path)).toContain('specs/a.kyn');
    expect(readFileSync(join(repository.folder, junit), 'utf8')).toContain('<testcase name="specs/a.kyn"');
  });

  test('the hook of git stops a commit with an error', () => {
    const hook = block('.git/hooks/pre-commit');
    expect(sh(hook).status).toBe(0);
    repository.put('specs/a.kyn', BAD);
    repository.put('.git/hooks/pre-commit', `#!/bin/sh\n${hook}`);
    chmodSync(join(repository.folder, '.git/hooks/pre-commit'), 0o755);
    const commit = sh('git add specs && git -c user.name=a -c user.email=a@b.c commit --quiet -m x');
    rmSync(join(repository.folder, '.git/hooks/pre-commit'));
    expect(commit.status).toBe(1);
    expect(commit.stderr).toContain('specs/a.kyn:17:14: error kyn/wrong-type');
  });
});

describe('the hooks for pre-commit', () => {
  interface Hook {
    readonly id: string;
    readonly entry: string;
    readonly files: string;
    readonly pass_filenames?: boolean;
  }
  const hooks: readonly Hook[] = parse(textOf('.pre-commit-hooks.yaml'));
  const run = (id: string) => {
    const hook = hooks.find(h => h.id === id);
    const files = hook?.pass_filenames === false ? '' : ' specs/a.kyn';
    return sh(`${hook?.entry}${files}`);
  };

  test('the page names all of them', () => {
    const config = parse(block('.pre-commit-config.yaml'));
    expect(config.repos[0].hooks).toEqual(hooks.map(({ id }) => ({ id })));
  });

  test('kyn-check and kyn-lock-check fail where there is something to report', () => {
    expect(run('kyn-check').status).toBe(0);
    expect(run('kyn-lock-check').status).toBe(1);
    repository.put('specs/a.kyn', BAD);
    expect(run('kyn-check').status).toBe(1);
  });

  test('kyn-fmt formats the files, which pre-commit notices', () => {
    repository.put('specs/a.kyn', houseSpec.replace('epochs = 3', 'epochs   =   3'));
    expect(run('kyn-fmt').status).toBe(0);
    expect(readFileSync(join(repository.folder, 'specs/a.kyn'), 'utf8')).toBe(houseSpec);
  });

  test('a change of any artifact starts the check', () => {
    const { files = '' } = hooks.find(({ id }) => id === 'kyn-check') ?? {};
    const names = [
      'a.kyn',
      'data/houses.csv',
      ...kinds.flatMap(kind => kind.fileNames.map(name => name.replace('*', 'x'))),
    ];
    for (const name of names) expect(name).toMatch(new RegExp(files));
  });
});
