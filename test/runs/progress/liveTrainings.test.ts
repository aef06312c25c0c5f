// The trainings that run, from event files that grow, and the view of them.
import { describe, expect, test } from 'vitest';
import type { MemoryFile } from '../../../src-shared/host/memoryHost';
import { configHash } from '../../../src-shared/repro/hash/configHash';
import { LiveTrainings } from '../../../src-shared/runs/progress/liveTrainings';
import { durationText, trainingsView } from '../../../src-shared/views/trainingsView';
import { hostOf } from '../../repro/memory';

const RUN = '2026-04-19T17-30-00.000Z-13e9f1e1db50';
const events = (name = RUN) => `/w/.kynml/events/${name}.jsonl`;
const start = (pid = 7, epochs = 20) => `{"event": "start", "epochs": ${epochs}, "pid": ${pid}}\n`;
const epoch = (at: number, loss: number | string = 0.25) =>
  `{"event": "epoch", "epoch": ${at}, "train_loss": ${loss}, "test_loss": ${loss}, "seconds": 2, "metrics": {}}\n`;
const END = '{"event": "end", "status": "finished"}\n';
const record = (spec: string, hash = 'a'.repeat(64)) => JSON.stringify({ spec: { path: spec, config_hash: hash } });

function world(files: Record<string, MemoryFile>, alive: readonly number[] = [7]) {
  const host = hostOf({ '/w/house.kyn': '', ...files });
  const reads: string[] = [];
  const looks: string[] = [];
  const clock = { now: 0 };
  const counted = {
    ...host,
    stat(path: string) {
      if (path.endsWith('.jsonl')) looks.push(path.slice('/w/.kynml/events/'.length, -'.jsonl'.length));
      return host.stat(path);
    },
    readPart(path: string, from: number, length: number) {
      reads.push(`${path.slice(-4)} ${from}`);
      return host.readPart(path, from, length);
    },
  };
  const processes = new Set(alive);
  const trainings = new LiveTrainings({
    host: counted,
    now: () => clock.now,
    findProcess: pid => (processes.has(pid) ? 'x' : undefined),
  });
  const view = () => trainingsView(trainings.read(['/w']), path => `file://${path}`);
  const grow = (text: string, name = RUN) =>
    host.files.set(events(name), `${host.files.get(events(name)) ?? ''}${text}`);
  // The files that one more question looks at.
  const looked = () => {
    looks.length = 0;
    view();
    return [...looks];
  };
  const report = (name: string) => trainings.report('/w', `${name}.jsonl`);
  return { host, reads, clock, processes, view, grow, looked, report, status: () => view().status?.title };
}

const house = { [`/w/.kynml/records/${RUN}.json`]: record('house.kyn') };

describe('one training', () => {
  test('is shown from its first event to its end', () => {
    const { grow, status } = world({ ...house, [events()]: '' });
    expect(status()).toBe('house.kyn: starting');
    grow(start());
    expect(status()).toBe('house.kyn: epoch 0 of 20');
    grow(epoch(1) + epoch(2, 0.123456));
    expect(status()).toBe('house.kyn: epoch 2 of 20, loss 0.1235, 36 s left');
    grow(END);
    expect(status()).toBeUndefined();
  });

  test('is read only where it grew', () => {
    const { grow, reads, status } = world({ [events()]: start() });
    status();
    status();
    expect(reads).toEqual(['sonl 0']);
    grow(epoch(1));
    status();
    expect(reads).toEqual(['sonl 0', `sonl ${start().length}`]);
  });

  test('is not shown after its process has ended without a report, and its file is not read again', () => {
    const { processes, reads, status } = world({ [events()]: start() });
    expect(status()).toBe('training: epoch 0 of 20');
    processes.clear();
    expect(status()).toBeUndefined();
    const before = reads.length;
    expect([status(), reads.length]).toEqual([undefined, before]);
  });

  test('of a process that has ended is read only until that is known', () => {
    const { reads, status } = world({ [events()]: start(1) + epoch(1).repeat(20_000) });
    expect([status(), status(), reads.length]).toEqual([undefined, undefined, 1]);
  });

  test('half of a line counts when its rest is written', () => {
    const { grow, status } = world({ [events()]: start() + epoch(1).slice(0, 30) });
    expect(status()).toBe('training: epoch 0 of 20');
    grow(epoch(1).slice(30));
    expect(status()).toBe('training: epoch 1 of 20, loss 0.25, 38 s left');
  });

  test('a file that begins anew is read from its beginning', () => {
    const { host, status } = world({ [events()]: start() + epoch(9) });
    status();
    host.files.set(events(), start(7, 5));
    expect(status()).toBe('training: epoch 0 of 5');
  });

  test('content that is not an event is left out, however long its lines are', () => {
    const noise = `\u0000\n{"event": "epoch", "epoch": 99}\n${'x'.repeat(3_000_000)}\n[[[[\n`;
    const { status } = world({ [events()]: start() + noise + epoch(3) });
    const shown = Array.from({ length: 4 }, status);
    expect(shown.at(-1)).toBe('training: epoch 3 of 20, loss 0.25, 34 s left');
  });

  test('bytes that are not UTF-8 are left out', () => {
    const bytes = Buffer.concat([Buffer.from(start()), Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from(epoch(4))]);
    expect(world({ [events()]: new Uint8Array(bytes) }).status()).toContain('epoch 4 of 20');
  });
});

describe('the files of a history', () => {
  const old = (at: number) => `2026-04-18T00-00-${String(at).padStart(2, '0')}.000Z-13e9f1e1db50`;
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [events(old(at)), start() + END]));

  test('are looked at once, then only those of trainings that run', () => {
    const { looked, grow, status } = world({ ...many, [events()]: start() });
    expect(looked()).toHaveLength(41);
    expect([looked(), looked()]).toEqual([[RUN], [RUN]]);
    const next = '2026-04-20T00-00-00.000Z-13e9f1e1db50';
    grow(start(), next);
    expect(looked()).toEqual([next, RUN]);
    grow(END);
    expect(status()).toContain('epoch 0');
    expect(looked()).toEqual([next]);
  });

  test('are looked at again when a change is reported', () => {
    const { looked, grow, report, status } = world({ ...many, [events()]: start() + END });
    expect(status()).toBeUndefined();
    grow(start());
    expect(status()).toBeUndefined();
    report(RUN);
    expect(status()).toContain('epoch 0');
    expect(looked()).toEqual([RUN]);
  });

  test('of a training that was silent for long, and not ended, are looked at once a minute', () => {
    const { clock, looked, grow, status } = world({ [events()]: start() + epoch(1) });
    expect(status()).toContain('epoch 1');
    clock.now = 3_600_000;
    expect([status(), looked()]).toEqual([undefined, []]);
    clock.now += 60_000;
    expect([looked(), looked()]).toEqual([[RUN], []]);
    grow(epoch(2));
    clock.now += 60_000;
    expect(looked()).toEqual([RUN]);
  });
});

describe('a concern', () => {
  const STOP = 'Nothing is stopped: end the training in its terminal, or let it run.';

  test('is a NaN: the status bar shows it, and its tooltip the reason', () => {
    const { view } = world({ ...house, [events()]: start() + epoch(1) + epoch(2, 'NaN') });
    const concern = `The loss of house.kyn has been NaN since epoch 2, so its metrics will be unusable. ${STOP}`;
    const title = 'house.kyn: epoch 2 of 20, loss NaN, 36 s left';
    expect(view().status).toEqual({ title, tooltip: `${title}\n${concern}`, concern });
    expect(view().trainings).toMatchObject([{ concern }]);
  });

  test('is a loss that has stopped falling', () => {
    const flat = Array.from({ length: 25 }, (_, at) => epoch(at + 1)).join('');
    const [item] = world({ ...house, [events()]: start(7, 50) + flat }).view().trainings;
    expect(item?.detail).toBe('epoch 25 of 50, loss 0.25, not fallen since epoch 1, 50 s left');
    expect(item?.concern).toBe(
      `The test loss of house.kyn has not fallen since epoch 1, so more epochs may not improve it. ${STOP}`,
    );
  });

  test('of an older training comes before a newer one without', () => {
    const newer = '2026-04-20T00-00-00.000Z-13e9f1e1db50';
    const { view } = world({ ...house, [events()]: start() + epoch(1, 'NaN'), [events(newer)]: start() });
    expect(view().trainings.map(({ title }) => title)).toEqual(['training', 'house.kyn']);
    expect(view().status).toMatchObject({
      title: '2 trainings: house.kyn: epoch 1 of 20, loss NaN, 38 s left',
      concern: expect.stringContaining('NaN'),
    });
  });
});

describe('a sweep', () => {
  const SPEC = 'sweep:\n    lr = [0.1, 0.01, 0.001]\n    hidden = [1, 2, 3, 4]\n';
  const part = (index: number) => `${RUN}-${String(index).padStart(4, '0')}`;
  const hash = configHash(SPEC, hostOf({}).sha256);
  const kept = { [`/w/.kynml/records/${RUN}.json`]: record('house.kyn', hash), [`/w/.kynml/specs/${hash}`]: SPEC };

  test('is one entry with the number of combinations that have ended', () => {
    const { view } = world({
      ...kept,
      [events(part(1))]: start() + END,
      [events(part(2))]: start(),
      [events(part(0))]: start(1),
    });
    expect(view().trainings).toEqual([
      {
        uri: 'file:///w/house.kyn',
        title: 'house.kyn',
        detail: '2 of 12 combinations, epoch 0 of 20',
      },
    ]);
  });

  test('with several jobs states how many run', () => {
    const files = { ...kept, [events(part(3))]: start(7), [events(part(4))]: start(1), [events(part(5))]: start(8) };
    expect(world(files, [7, 8]).status()).toBe('house.kyn: 4 of 12 combinations, 2 running');
  });

  test('that is continued counts those that ended before', () => {
    expect(world({ ...kept, [events(part(9))]: start() }).status()).toContain('9 of 12 combinations');
  });

  test('whose spec was changed afterwards has no total', () => {
    const changed = { ...kept, [`/w/.kynml/specs/${hash}`]: `${SPEC}#`, [events(part(3))]: start() };
    expect(world(changed).status()).toContain('3 combinations done');
  });
});

describe('several trainings', () => {
  const other = RUN.replace('17-30', '18-30');

  test('are one entry with their number, the newest first', () => {
    const { view } = world({ ...house, [events()]: start(), [events(other)]: start() + epoch(1) });
    const { status, trainings } = view();
    expect(status?.title).toBe('2 trainings: training: epoch 1 of 20, loss 0.25, 38 s left');
    expect(status?.tooltip).toBe('training: epoch 1 of 20, loss 0.25, 38 s left\nhouse.kyn: epoch 0 of 20');
    expect(trainings.map(item => item.title)).toEqual(['training', 'house.kyn']);
  });

  test('other files of the folder are not read', () => {
    const { reads, status } = world({ '/w/.kynml/events/notes.txt': start(), '/w/.kynml/events/a b.jsonl': start() });
    expect([status(), reads]).toEqual([undefined, []]);
  });
});

test.each([
  [0, '0 s'],
  [59.2, '1 min'],
  [61, '2 min'],
  [3600, '1 h'],
  [12_000, '3 h 20 min'],
  [187_200, '2 d 4 h'],
])('%d seconds are %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});
