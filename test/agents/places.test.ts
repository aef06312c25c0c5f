// The paths that tools for agents use and refuse.
import { expect, test } from 'vitest';
import { placeOf } from '../../src-shared/agents/places';
import { agentTools } from '../../src-shared/agents/tools';
import { houseSpec } from '../specFixture';
import { callAgent } from './agentCalls';

// What each path really is; a path that is not here does not exist.
const REAL: Readonly<Record<string, string>> = {
  '/': '/',
  '/w': '/w',
  '/w/a.kyn': '/w/a.kyn',
  '/w/-a.kyn': '/w/-a.kyn',
  '/w/out.kyn': '/etc/secret.kyn',
  '/w/outside': '/etc',
  '/w/sub': '/w/sub',
  '/w/entry#1': '/etc',
  '/link': '/real/w',
  '/link/b.kyn': '/real/w/b.kyn',
  '/real/w': '/real/w',
  '/real/w/b.kyn': '/real/w/b.kyn',
};
const realPath = (path: string): string | undefined => REAL[path];
const linkTarget = (path: string): string | undefined => (path === '/w/broken' ? '/etc/new' : undefined);
const place = (given: string, ...roots: string[]) =>
  placeOf({ host: { realPath, linkTarget }, roots: roots.length > 0 ? roots : ['/w'] }, given);

test.each([
  ['a.kyn', 'a.kyn'],
  ['./a.kyn', 'a.kyn'],
  ['/w/a.kyn', 'a.kyn'],
  ['.', '.'],
  ['sub/new.kyn', 'sub/new.kyn'],
  ['runs/sweep_results.json#3', 'runs/sweep_results.json#3'],
  ['-a.kyn', './-a.kyn'],
  ['--fix', './--fix'],
  ['sub/../a.kyn', 'a.kyn'],
  ['../w/a.kyn', 'a.kyn'],
])('%s is used as %s', (given, word) => {
  expect(place(given)).toMatchObject({ ok: true, word });
});

test.each([
  ['../x.kyn', 'it is outside of /w, the only folder that these tools may use.'],
  ['sub/../../x.kyn', 'it is outside of /w, the only folder that these tools may use.'],
  ['../w/outside/x.kyn', 'it is outside of /w, the only folder that these tools may use.'],
  ['/etc/passwd', 'it is outside of /w, the only folder that these tools may use.'],
  ['/w2/a.kyn', 'it is outside of /w, the only folder that these tools may use.'],
  ['out.kyn', 'it is outside of /w, the only folder that these tools may use.'],
  ['outside/secret.kyn', 'it is outside of /w, the only folder that these tools may use.'],
  ['outside/new.kyn#1', 'it is outside of /w, the only folder that these tools may use.'],
  ['entry#1', 'it is outside of /w, the only folder that these tools may use.'],
  ['broken', 'it leads through a link whose target does not exist.'],
  ['broken/new', 'it leads through a link whose target does not exist.'],
  ['broken#1', 'it leads through a link whose target does not exist.'],
  ['//server/share/a.kyn', 'it names a computer in a network.'],
  ['\\\\server\\share\\a.kyn', 'it names a computer in a network.'],
  ['\\\\.\\pipe\\x', 'it names a computer in a network.'],
  ['/\\server\\share', 'it names a computer in a network.'],
])('%s is refused', (given, reason) => {
  expect(place(given)).toEqual({ ok: false, problem: `\`${given}\` is refused: ${reason}` });
});

test('a path in a network is refused before anything is asked about it', () => {
  const asked: string[] = [];
  const host = {
    realPath: (path: string) => {
      asked.push(path);
      return path;
    },
    linkTarget,
  };
  placeOf({ host, roots: ['C:/w'] }, '\\\\server\\share\\a.kyn');
  placeOf({ host, roots: ['/w'] }, '//server/share/a.kyn');
  expect(asked).toEqual([]);
});

test.each([
  ['C:\\w\\a.kyn', true],
  ['sub\\a.kyn', true],
  ['D:\\a.kyn', false],
  ['C:a.kyn', false],
  ['a.kyn:stream', false],
  ['sub\\..\\..\\a.kyn', false],
])('on Windows, %s is used: %s', (given, ok) => {
  expect(placeOf({ host: { realPath: path => path, linkTarget }, roots: ['C:/w'] }, given).ok).toBe(ok);
});

test('a root may be a link, and be named in both ways', () => {
  expect(place('b.kyn', '/link')).toMatchObject({ ok: true, word: 'b.kyn' });
  expect(place('/real/w/b.kyn', '/link')).toMatchObject({ ok: true, word: '/real/w/b.kyn' });
});

test('a path in another root is absolute', () => {
  expect(place('/w/a.kyn', '/real/w', '/w')).toMatchObject({ ok: true, word: '/w/a.kyn' });
  // As kyn names it in its answers.
  expect(place('../../w/a.kyn', '/real/w', '/w')).toMatchObject({ ok: true, word: '/w/a.kyn' });
  expect(place('/etc/x', '/real/w', '/w')).toMatchObject({
    problem: '`/etc/x` is refused: it is outside of the 2 folders that these tools may use; the first is /real/w.',
  });
});

test('a long path is not repeated as a whole', () => {
  const refusal = place(`/etc/${'x'.repeat(900)}`);
  expect(refusal.ok || refusal.problem.length).toBeLessThan(250);
});

const fields = agentTools.flatMap(tool =>
  ['path', 'spec', 'a', 'b', 'out'].filter(field => field in tool.input.shape).map(field => ({ tool, field })),
);

test.each(fields.map(f => [f.tool.name, f.field, f] as const))('%s refuses a `%s` outside', async (name, field, f) => {
  const all = Object.keys(f.tool.input.shape).filter(key => ['path', 'a', 'b', 'out'].includes(key));
  const input = { ...Object.fromEntries(all.map(key => [key, 'a.kyn'])), [field]: '/etc/a.kyn' };
  const ran: string[][] = [];
  const { failed, facts } = await callAgent(
    { files: { '/w/a.kyn': houseSpec }, allowWrite: true, onKyn: words => ran.push([...words]) },
    name,
    input,
  );
  expect({ failed, ran }).toEqual({ failed: true, ran: [] });
  expect(facts.problems[0]).toContain('is outside of /w');
});

test('every field of a tool that names a file is among them', () => {
  expect(fields).toHaveLength(14);
});
