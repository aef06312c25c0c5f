// One run at a time in a folder: who has the claim, when it is free again, and what is refused.
import { expect, test } from 'vitest';
import type { MemoryFile } from '../../../src-shared/host/memoryHost';
import {
  type ClaimSystem,
  claimFolder,
  isClaimedBy,
  releaseLaunch,
} from '../../../src-shared/repro/history/claimFolder';
import { hostOf } from '../memory';

const FILE = '/w/out/.kynml-claim';

// The processes of a computer: id -> identity.
function machine(processes: Record<number, string>, files: Readonly<Record<string, MemoryFile>> = {}) {
  const host = hostOf({ '/w/out/x': '', ...files });
  const running = new Map(Object.entries(processes).map(([pid, identity]) => [Number(pid), identity]));
  const removed: string[] = [];
  const systemOf = (pid: number, computer = 'here'): ClaimSystem => ({
    ...{ computer, pid },
    findProcess: id => running.get(id),
    async removeFile(path) {
      removed.push(path);
      host.files.delete(path);
      return { ok: true };
    },
  });
  const claim = (pid: number, folder = '/w/out', computer = 'here') =>
    claimFolder(host, systemOf(pid, computer), { folder, spec: `${pid}.kyn`, time: new Date(0) });
  return { host, running, removed, claim };
}

test('the second run in a folder learns who uses it; another folder is free', async () => {
  const { claim } = machine({ 10: 'a', 11: 'b' });
  expect(await claim(10)).toMatchObject({ ok: true });
  expect(await claim(11)).toEqual({
    ok: false,
    refusal: {
      ...{ kind: 'used', path: FILE, pid: 10, isSure: true },
      ...{ spec: '10.kyn', started: '1970-01-01T00:00:00.000Z' },
    },
  });
  expect(await claim(11, '/w/other')).toMatchObject({ ok: true });
});

test('where the system does not tell when a process started, the process may be another one', async () => {
  const { claim } = machine({ 10: '', 11: '' });
  await claim(10);
  expect(await claim(11)).toMatchObject({ ok: false, refusal: { kind: 'used', isSure: false } });
});

test('a released folder is free and has no file of the claim', async () => {
  const { claim, host } = machine({ 10: 'a', 11: 'b', 20: 'script' });
  const first = await claim(10);
  if (first.ok) await Promise.all([first.claim.add(20), first.claim.release()]);
  expect(host.files.has(FILE)).toBe(false);
  expect(await claim(11)).toMatchObject({ ok: true });
});

test('a claim that is no longer its own is not removed', async () => {
  const { claim, host } = machine({ 10: 'a' });
  const first = await claim(10);
  host.files.set(FILE, 'mine');
  if (first.ok) await first.claim.add(11);
  if (first.ok) await first.claim.release();
  expect(host.files.get(FILE)).toBe('mine');
});

test('the claim of a process that was killed is taken over, unless its script still runs', async () => {
  const { claim, running, host } = machine({ 10: 'a', 20: 'script', 11: 'b' });
  const first = await claim(10);
  if (first.ok) await first.claim.add(20);
  running.delete(10);
  expect(await claim(11)).toMatchObject({ ok: false, refusal: { pid: 20 } });
  running.delete(20);
  expect(await claim(11)).toMatchObject({ ok: true });
  expect([...host.files.keys()].sort()).toEqual([FILE, '/w/out/x']);
});

test('another process with the same id does not hold the claim', async () => {
  const { claim, running } = machine({ 10: 'a', 11: 'b' });
  await claim(10);
  running.set(10, 'started later');
  expect(await claim(11)).toMatchObject({ ok: true });
});

test('the claim of another computer is never taken over, because its processes cannot be seen', async () => {
  const { claim, running } = machine({ 10: 'a', 11: 'b' });
  await claim(10, '/w/out', 'there');
  running.delete(10);
  expect(await claim(11)).toMatchObject({
    ok: false,
    refusal: { kind: 'elsewhere', computer: 'there', spec: '10.kyn', path: FILE },
  });
});

test('of runs that start at once, one gets the folder', async () => {
  const { claim } = machine({ 10: 'a', 11: 'b', 12: 'c' });
  const results = await Promise.all([claim(10), claim(11), claim(12)]);
  expect(results.map(r => r.ok).sort()).toEqual([false, false, true]);
});

test('of runs that take over a claim at once, one gets the folder, also if an earlier one was killed meanwhile', async () => {
  const { claim, running, host } = machine({ 10: 'a', 11: 'b', 12: 'c', 13: 'd' });
  await claim(10);
  running.delete(10);
  // The file that decides whose turn it is, left by process 13.
  const turn = `/w/out/.kynml-${host.sha256(String(host.files.get(FILE))).slice(0, 32)}.tmp`;
  const other = await claim(13, '/w/other');
  expect(other.ok).toBe(true);
  host.files.set(turn, String(host.files.get('/w/other/.kynml-claim')));
  expect(await claim(11)).toMatchObject({ ok: false, refusal: { kind: 'used', pid: 13, path: turn } });
  running.delete(13);
  const results = await Promise.all([claim(11), claim(12)]);
  expect(results.map(r => r.ok).sort()).toEqual([false, true]);
  expect([...host.files.keys()].filter(path => path.startsWith('/w/out/')).sort()).toEqual([FILE, '/w/out/x']);
});

test('a run that was slow to take over a claim does not replace that of a faster one', async () => {
  const { claim, running, host } = machine({ 10: 'a', 11: 'b', 12: 'c' });
  await claim(10);
  running.delete(10);
  const before = String(host.files.get(FILE));
  const { readBytes } = host;
  let old: string | undefined;
  // Process 12 read the claim before 11 replaced it.
  host.readBytes = (path, limit) => {
    const isFirst = path === FILE && old !== undefined;
    const bytes = isFirst ? new TextEncoder().encode(old) : undefined;
    if (isFirst) old = undefined;
    return bytes ? { ok: true, bytes } : readBytes.call(host, path, limit);
  };
  expect(await claim(11)).toMatchObject({ ok: true });
  old = before;
  expect(await claim(12)).toMatchObject({ ok: false, refusal: { kind: 'used', pid: 11 } });
});

test('a file that was not written to its end is taken over', async () => {
  const { claim } = machine({ 10: 'a' }, { [FILE]: '' });
  expect(await claim(10)).toMatchObject({ ok: true });
});

const UNUSABLE: readonly [string, MemoryFile, string][] = [
  ['a text', 'not JSON', 'was not written by kyn. Remove it if no run uses the folder'],
  ['another object', '{"processes": {}}', 'was not written by kyn'],
  ['bytes', new Uint8Array([0xff]), 'was not written by kyn'],
  ['a link', { brokenLink: '/etc/x' }, 'is a link. Remove it'],
  ['a file that cannot be read', { unreadable: 'denied' }, 'cannot be read: '],
  ['a large file', ' '.repeat(64 * 1024 + 1), 'cannot be read: '],
];

test.each(UNUSABLE)('%s in the place of the claim is refused and stays', async (_, file, detail) => {
  const { claim, host, removed } = machine({ 10: 'a' }, { [FILE]: file });
  const result = await claim(10);
  expect(result).toMatchObject({ ok: false, refusal: { kind: 'unusable', path: FILE } });
  expect(!result.ok && result.refusal.kind === 'unusable' && result.refusal.detail).toContain(detail);
  expect([host.files.get(FILE), removed]).toEqual([file, []]);
});

const LEFT = 'was left by an earlier run and cannot be taken over. Remove it if no run uses the folder';
const ENDED = JSON.stringify({ computer: 'here', processes: { 1: 'ended' } });
const turnAfter = (text: string) => `/w/out/.kynml-${hostOf({}).sha256(text).slice(0, 32)}.tmp`;

test.each([
  ['itself', { [FILE]: '', [turnAfter('')]: '' }],
  ['an earlier one', { [FILE]: '', [turnAfter('')]: ENDED, [turnAfter(ENDED)]: '' }],
])('the turn of a repository that leads to %s is refused instead of followed without end', async (_, files) => {
  const { claim, host } = machine({ 10: 'a' }, files);
  expect(await claim(10)).toEqual({
    ok: false,
    refusal: { kind: 'unusable', path: expect.stringMatching(/[0-9a-f]{32}\.tmp$/), detail: LEFT },
  });
  expect(host.files.get(FILE)).toBe('');
});

test('a folder that cannot be written is refused', async () => {
  const { claim } = machine({ 10: 'a' }, { '/w/mine': '' });
  const result = await claim(10, '/w/mine');
  expect(result).toMatchObject({ ok: false, refusal: { kind: 'unusable' } });
  expect(!result.ok && result.refusal.kind === 'unusable' && result.refusal.detail).toContain('could not be written: ');
});

test('a claim that is handed over outlives its process, and only its launch takes it over', async () => {
  const { host, claim, running } = machine({ 10: 'a', 11: 'b' });
  const first = await claim(10);
  if (first.ok) await first.claim.handOver('launch-1');
  if (first.ok) await first.claim.release();
  running.delete(10);
  const refused = { ok: false, refusal: { kind: 'launched', path: FILE, spec: '10.kyn' } };
  expect(await claim(11)).toMatchObject(refused);
  expect(await claim(11, '/w/out', 'elsewhere')).toMatchObject(refused);
  const system = { computer: 'here', pid: 11, findProcess: () => 'b', removeFile: async () => ({ ok: true as const }) };
  const claimant = { folder: '/w/out', spec: 's.kyn', time: new Date(0) };
  expect(await claimFolder(host, system, { ...claimant, launch: 'launch-2' })).toMatchObject(refused);
  const same = await claimFolder(host, system, { ...claimant, launch: 'launch-1' });
  expect(same).toMatchObject({ ok: true });
  // Two processes of one launch would both submit what is missing.
  expect(await claimFolder(host, system, { ...claimant, launch: 'launch-1' })).toMatchObject({
    ok: false,
    refusal: { kind: 'used', pid: 11 },
  });
  if (same.ok) await same.claim.release();
  expect(await claim(11)).toMatchObject({ ok: false, refusal: { kind: 'launched', spec: 's.kyn' } });
});

test('a folder is freed only by the launch that claims it', async () => {
  const { host, claim } = machine({ 10: 'a', 11: 'b' });
  const first = await claim(10);
  if (first.ok) await first.claim.handOver('launch-1');
  const system = {
    async removeFile(path: string) {
      host.files.delete(path);
      return { ok: true as const };
    },
  };
  await releaseLaunch(host, system, { folder: '/w/out', launch: 'launch-2' });
  expect(isClaimedBy(host, '/w/out', 'launch-1')).toBe(true);
  await releaseLaunch(host, system, { folder: '/w/out', launch: 'launch-1' });
  expect(await claim(11)).toMatchObject({ ok: true });
});
