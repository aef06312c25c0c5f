// What the states of a Slurm job mean (man squeue, "JOB STATE CODES"; man sacct).
import type { TargetAnswer } from '../element';

const QUEUED = new Set(
  'PENDING CONFIGURING REQUEUED REQUEUE_HOLD REQUEUE_FED SPECIAL_EXIT RESV_DEL_HOLD STAGE_OUT'.split(' '),
);
const RUNNING = new Set('RUNNING COMPLETING SUSPENDED STOPPED SIGNALING RESIZING'.split(' '));
const FAILED = new Set(
  'FAILED TIMEOUT NODE_FAIL OUT_OF_MEMORY BOOT_FAIL DEADLINE LAUNCH_FAILED PREEMPTED REVOKED'.split(' '),
);

/** The meaning of a state, which sacct may follow with more words: `CANCELLED by 1000`. `reason`: that of squeue. An unknown state says nothing. */
export function jobAnswer(words: string, reason = ''): TargetAnswer {
  const state = words.trim().split(/[ +]/, 1)[0] ?? '';
  if (QUEUED.has(state)) return { kind: 'active', state: 'queued' };
  if (RUNNING.has(state)) return { kind: 'active', state: 'running' };
  const detail = `Slurm: ${state}${NO_REASON.has(reason) ? '' : ` (${reason})`}`;
  if (state === 'COMPLETED') return { kind: 'ended', how: 'completed', detail };
  if (state === 'CANCELLED') return { kind: 'ended', how: 'cancelled', detail };
  return FAILED.has(state) ? { kind: 'ended', how: 'failed', detail } : { kind: 'silent' };
}

const NO_REASON = new Set(['', 'None', '(null)']);
