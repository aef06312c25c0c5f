// Local time of the machine on which the server runs.
import { systemZone } from '../../../../src-shared/host/node/systemZone';
import { localClock } from '../../../../src-shared/protocol/clock';

/** Writes times in the zone of this machine. */
export const systemClock = localClock(systemZone);
