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

test('packages come from the public registry', () => {
  const lock = textOf('package-lock.json') ?? '';
  const hosts = new Set([...lock.matchAll(/"resolved": "https?:\/\/([^/"]+)/g)].map(match => match[1]));
  expect([...hosts].filter(host => host !== PUBLIC_REGISTRY)).toEqual([]);
  expect(lock).toContain('"lockfileVersion"');
});

test('a file that names this machine would be found', () => {
  expect([...secrets().keys()].some(secret => holds(`see ${top}README.md`, secret))).toBe(true);
});
