// One run that several programs recorded: Hydra its settings, and trackers the rest.
import { relativeTo } from '../../host/paths';
import type { Aspect, TrackedRun } from './trackedRun';
import { trackerKind } from './trackerKind';

/**
 * The runs in the folder of a job, which comes first: one run where each program recorded one, otherwise all of them, because it is not known which of them are
 * the job.
 */
export function joinSources(job: TrackedRun, others: readonly TrackedRun[]): readonly TrackedRun[] {
  const trackers = new Set([job, ...others].map(({ tracker }) => tracker));
  return others.length > 0 && trackers.size === others.length + 1 ? [joined(job, others)] : [job, ...others];
}

const HAS: Readonly<Partial<Record<Aspect, (run: TrackedRun) => boolean>>> = {
  data: ({ data }) => data.length > 0,
  code: ({ code }) => code.commit !== undefined || code.files.length > 0,
  environment: ({ environment }) => environment.size > 0,
  metrics: ({ metrics }) => metrics.size > 0,
  time: ({ time }) => time !== undefined,
  status: ({ status }) => status.state !== 'unknown',
};

function joined(job: TrackedRun, others: readonly TrackedRun[]): TrackedRun {
  const from = (aspect: Aspect): TrackedRun => others.find(run => HAS[aspect]?.(run)) ?? others[0] ?? job;
  const { data, filesIn } = from('data');
  const { time } = from('time');
  const [partial] = others.flatMap(run => run.partial ?? []);
  const names = others.map(run => `${trackerKind(run.tracker).title} ${relativeTo(job.path, run.path) || '.'}`);
  const { config, seed } = job.absent;
  return {
    ...job,
    sources: others.map(({ tracker, path }) => ({ tracker, path })),
    data,
    ...(filesIn !== undefined && { filesIn }),
    code: from('code').code,
    environment: from('environment').environment,
    // The first tracker that recorded a metric counts.
    metrics: new Map(others.toReversed().flatMap(({ metrics }) => [...metrics])),
    ...(time && { time }),
    status: from('status').status,
    ...(partial !== undefined && { partial }),
    unread: [job, ...others].flatMap(({ unread = [] }) => unread),
    absent: {
      ...(config !== undefined && { config }),
      ...(seed !== undefined && { seed }),
      ...Object.fromEntries(
        (Object.keys(HAS) as Aspect[]).flatMap(aspect => {
          const why = from(aspect).absent[aspect];
          return why === undefined ? [] : [[aspect, why]];
        }),
      ),
    },
    notes: [
      `Hydra recorded its settings. Everything else is from: ${names.join(', ')}.`,
      ...job.notes,
      ...new Set(others.flatMap(({ notes }) => notes)),
    ],
  };
}
