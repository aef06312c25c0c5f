// When a W&B run was and how it ended. The state in its metadata is always "running" or absent, so it is not read.
import { member, stringMember } from '../../../text/jsonText';
import type { TrackedStatus, TrackedTime } from '../trackedRun';
import { isoTime } from '../values/isoTime';
import type { WandbLog } from './readLog';
import type { WandbFiles } from './wandbFiles';

/** The time: the start that was recorded, and an end from the exit record or from the last value. */
export function timeOf({ metadata, summary }: WandbFiles, log: WandbLog | undefined): TrackedTime | undefined {
  const start = isoTime(stringMember(metadata, 'startedAt')) ?? log?.start;
  const exited = log?.exit && start !== undefined ? start + log.exit.seconds * 1000 : undefined;
  const end = exited ?? lastValueTime(summary, log);
  if (start === undefined && end === undefined) return undefined;
  const times = { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
  return {
    ...times,
    source: start !== undefined && (exited !== undefined || end === undefined) ? 'recorded' : 'last-value',
  };
}

const LAST_TIME = 8.64e15;

function lastValueTime(summary: WandbFiles['summary'], log: WandbLog | undefined): number | undefined {
  const node = member(summary, '_timestamp') ?? log?.summary.get('_timestamp');
  const time = node?.kind === 'number' ? Math.floor(Number(node.text) * 1000) : Number.NaN;
  return time > 0 && time <= LAST_TIME ? time : undefined;
}

/** The status: only an exit record shows it. */
export function statusOf(log: WandbLog | undefined): TrackedStatus {
  if (!log?.exit) return { state: 'unknown', text: 'unknown' };
  const { code } = log.exit;
  return code === 0n
    ? { state: 'finished', text: 'finished' }
    : { state: 'failed', text: `failed (exit code ${code})` };
}
