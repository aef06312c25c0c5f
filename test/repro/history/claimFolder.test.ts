// One run at a time in a folder: who has the claim, and when it is free again.
import { expect, test } from 'vitest';
import { claimFolder, type FindProcess } from '../../../src-shared/repro/history/claimFolder';
import { historyOf } from '../../../src-shared/repro/history/historyFolder';
import { hostOf } from '../memory';

// The processes of the machine: id -> identity.
function machine(processes: Record<number, string>) {
  const host = hostOf({ '/w/out/x': '' });
  const running = new Map(Object.entries(processes).map(([pid, identity]) => [Number(pid), identity]));
  const find: FindProcess = pid => running.get(pid);
  const claim = (pid: number, folder = '/w/out') =>
    claimFolder(host, historyOf(host, '/w'), { folder, spec: `${pid}.kyn`, time: new Date(0), pid }, find);
  return { host, running, claim };
}

test('the second run in a folder learns who uses it; another folder is free', async () => {
  const { claim } = machine({ 10: 'a', 11: 'b' });
  expect(await claim(10)).toMatchObject({ ok: true });
  expect(await claim(11)).toEqual({
    ok: false,
    holder: { spec: '10.kyn', started: '1970-01-01T00:00:00.000Z', pid: 10 },
  });
  expect(await claim(11, '/w/other')).toMatchObject({ ok: true });
});

test('a released folder is free', async () => {
  const { claim } = machine({ 10: 'a', 11: 'b' });
  const first = await claim(10);
  if (first.ok) await first.claim.release();
  expect(await claim(11)).toMatchObject({ ok: true });
});

test('the claim of a process that was killed is taken over, unless its script still runs', async () => {
  const { claim, running } = machine({ 10: 'a', 20: 'script', 11: 'b' });
  const first = await claim(10);
  if (first.ok) await first.claim.add(20);
  running.delete(10);
  expect(await claim(11)).toMatchObject({ ok: false, holder: { pid: 20 } });
  running.delete(20);
  expect(await claim(11)).toMatchObject({ ok: true });
});

test('another process with the same id does not hold the claim', async () => {
  const { claim, running } = machine({ 10: 'a', 11: 'b' });
  await claim(10);
  running.set(10, 'started later');
  expect(await claim(11)).toMatchObject({ ok: true });
});

test('of two runs that start at once, one gets the folder', async () => {
  const { claim } = machine({ 10: 'a', 11: 'b' });
  const results = await Promise.all([claim(10), claim(11)]);
  expect(results.map(r => r.ok).sort()).toEqual([false, true]);
});

test.each(['', 'not JSON', '[]', '{"processes": []}', '{"processes": {"10": 7}}', '{"processes": {"-1": "a"}}'])(
  'a broken claim does not stop a run: %j',
  async text => {
    const { host, claim } = machine({ 10: 'a', 11: 'b' });
    await claim(10);
    const [path = ''] = [...host.files.keys()].filter(p => p.includes('/running/'));
    host.files.set(path, text);
    const result = await claim(11);
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && result.claim.warning).toBeUndefined();
  },
);

test('a claim that cannot be written is a warning', async () => {
  const { host, claim } = machine({ 10: 'a' });
  host.files.set('/w/.kynml', 'mine');
  const result = await claim(10);
  expect(result.ok && result.claim.warning).toContain('could not be written');
});
