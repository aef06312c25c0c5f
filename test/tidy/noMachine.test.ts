// No file contains traces of the machine it was written on: its paths, its name, or a package registry other than the public one.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir, hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesMatching } from './files';
import { top } from './sources';

const PUBLIC_REGISTRY = 'registry.npmjs.org';

const textOf = (path: string): string | undefined => {
  try {
    const bytes = readFileSync(join(top, path));
    return bytes.includes(0) ? undefined : bytes.toString('utf8');
  } catch {
    return undefined;
  }
};

// Texts that no file may contain, with what they are.
function secrets(): Map<string, string> {
  const found = new Map<string, string>();
  const add = (what: string, text: string | undefined) => {
    if (text && text.length > 4) found.set(text, what);
  };
  add('the folder of the project', top.replace(/\/$/, ''));
  add('the home folder', homedir() === '/' ? undefined : `${homedir()}/`);
  if (!/^(root|node|runner|user|builder|vscode)$/.test(userInfo().username))
    add('the user', `/${userInfo().username}/`);
  if (tmpdir() !== '/tmp') add('the folder of temporary files', tmpdir());
  if (!/^(localhost|debian|ubuntu|runner|builder)$/.test(hostname())) add('the name of the machine', hostname());
  add('the package registry', registryHost());
  return found;
}

function registryHost(): string | undefined {
  const run = spawnSync('npm', ['config', 'get', 'registry'], { cwd: top, encoding: 'utf8' });
  const host = /^https?:\/\/([^/:]+)/.exec(run.stdout.trim())?.[1];
  return host === PUBLIC_REGISTRY ? undefined : host;
}

// As a whole name, not as part of another one: with `diff/` before it, a home folder is a folder of the project.
function holds(text: string, secret: string): boolean {
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1))
    if (!/[\w.-]/.test(text[at - 1] ?? ' ')) return true;
  return false;
}

test('no file names this machine', () => {
  const wanted = secrets();
  expect(wanted.size).toBeGreaterThan(0);
  const paths = filesMatching(/./);
  expect(paths.length).toBeGreaterThan(200);
  const found = paths.flatMap(path => {
    const text = `${path}\n${textOf(path) ?? ''}`;
    return [...wanted].filter(([secret]) => holds(text, secret)).map(([, what]) => `${path} names ${what}`);
  });
  expect(found).toEqual([]);
});

test('no file names a home folder', () => {
  // Made-up people of tests and docs.
  const known = /^\/(?:home|Users)\/(?:me|you|user|alice|bob|ada)\b/;
  const found = filesMatching(/./).flatMap(path => {
    const homes = [...(textOf(path) ?? '').matchAll(/(?<![\w.])\/(?:home|Users)\/[A-Za-z][\w.-]*/g)].map(m => m[0]);
    return homes.filter(home => !known.test(home)).map(home => `${path}: ${home}`);
  });
  expect(found).toEqual([]);
});

// A lock without addresses installs from the registry of whoever runs npm, so its hashes decide what is installed, and no file may choose another registry.
test('packages are those of the public registry: each has a hash, and no address names another one', () => {
  const { packages } = JSON.parse(textOf('package-lock.json') ?? '{}') as { packages: Record<string, LockedPackage> };
  const installed = Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && !link);
  expect(installed.length).toBeGreaterThan(100);
  expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
  const elsewhere = installed.filter(([, { resolved }]) => resolved && new URL(resolved).host !== PUBLIC_REGISTRY);
  expect(elsewhere.map(([path]) => path)).toEqual([]);
  const settings = filesMatching(/(^|\/)\.(npmrc|yarnrc\S*)$/).filter(path => /registry/i.test(textOf(path) ?? ''));
  expect(settings).toEqual([]);
});

interface LockedPackage {
  readonly integrity?: string;
  readonly link?: boolean;
  readonly resolved?: string;
}

test('a file that names this machine would be found', () => {
  expect([...secrets().keys()].some(secret => holds(`see ${top}README.md`, secret))).toBe(true);
});
