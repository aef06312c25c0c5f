// Times: local with their zone on screens, UTC in exports.
import { expect, test } from 'vitest';
import { systemZone } from '../../src-shared/host/node/systemZone';
import { localClock, utcClock } from '../../src-shared/protocol/clock';

const time = Date.parse('2026-04-18T23:30:59.999Z');

test.each([
  [120, '2026-04-19 01:30 +02:00', '2026-04-19'],
  [0, '2026-04-18 23:30 +00:00', '2026-04-18'],
  [-570, '2026-04-18 14:00 -09:30', '2026-04-18'],
  [345, '2026-04-19 05:15 +05:45', '2026-04-19'],
])('local time %d minutes ahead of UTC', (offset, text, day) => {
  const clock = localClock(() => offset);
  expect([clock.time(time), clock.day(time)]).toEqual([text, day]);
});

test('the zone is that of the time, not of now', () => {
  const summer = Date.parse('2026-04-01T00:00Z');
  const clock = localClock(at => (at < summer ? 60 : 120));
  expect([clock.time(summer - 60_000), clock.time(summer)]).toEqual([
    '2026-04-01 00:59 +01:00',
    '2026-04-01 02:00 +02:00',
  ]);
});

test('UTC', () => {
  expect([utcClock.time(time), utcClock.day(time)]).toEqual(['2026-04-18 23:30 UTC', '2026-04-18']);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 9e15])('%d is not a time', invalid => {
  for (const clock of [utcClock, localClock(systemZone), localClock(() => Number.NaN)])
    expect([clock.time(invalid), clock.day(invalid)]).toEqual(['', '']);
});

test('the zone of the machine', () => {
  const { time: shown } = localClock(systemZone);
  const local = new Date(time);
  const parts = [local.getHours(), local.getMinutes()].map(part => String(part).padStart(2, '0'));
  expect(shown(time)).toContain(` ${parts.join(':')} `);
  expect(
    Date.parse(
      shown(time)
        .replace(/ (?=[+-])/, '')
        .replace(' ', 'T'),
    ),
  ).toBe(Date.parse('2026-04-18T23:30Z'));
});
