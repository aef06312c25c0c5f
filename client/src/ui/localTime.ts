// Times of the server in the zone of this machine.
import { systemZone } from '../../../src-shared/host/node/systemZone';
import { localClock } from '../../../src-shared/protocol/clock';

const clock = localClock(systemZone);

/** `2026-04-18 17:30 +02:00` in local time for ISO 8601; the text itself when it is not a valid time. */
export const localTime = (iso: string): string => clock.time(Date.parse(iso)) || iso;
