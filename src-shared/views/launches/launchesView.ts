// What was submitted to targets, as rows for the view of runs. The states are those that were written down last.
import type { Launch } from '../../launch/launch';
import type { Clock } from '../../protocol/clock';
import type { Launched, LaunchesView } from '../../protocol/targetRequests';
import { counted, numberText } from '../../text/numberText';
import { oneLine } from '../../text/oneLine';
import { isSilent, jobsText, launchCounts, launchState, stateWords, targetName } from './launchTexts';
import { submittedRuns } from './submittedRuns';

/**
 * A launch with its absolute folders. `spec`: the path of its spec, where that one still has its CONFIG_HASH; `valuesOf`: the values of a combination, where they
 * are known.
 */
export interface PlacedLaunch {
  readonly launch: Launch;
  readonly folder: string;
  readonly workspace: string;
  readonly spec?: string;
  readonly valuesOf?: (index: number) => string | undefined;
}

/** How the rows are written. `label`: a path for people. */
export interface LaunchWording {
  readonly label: (path: string) => string;
  readonly uri: (path: string) => string;
  readonly clock: Clock;
}

/** What the launches lack. `problems`: sentences about what could not be read; `omitted`: how many older ones are not among them. */
export interface LaunchGaps {
  readonly problems: readonly string[];
  readonly omitted: number;
}

/** The view. */
export function launchesView(
  launches: readonly PlacedLaunch[],
  { problems, omitted }: LaunchGaps,
  wording: LaunchWording,
): LaunchesView {
  const rows = launches.map(placed => launched(placed, wording));
  const sum = (of: (row: Launched) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const [active, missing, silent] = [sum(row => row.active), sum(row => row.missing), rows.some(isUnanswered)];
  const words = [
    ...(active > 0 ? [`${numberText(active)} active`] : []),
    ...(missing > 0 ? [`${numberText(missing)} without a result`] : []),
    ...(silent ? ['no answer'] : []),
    ...(problems.length > 0 ? [`${counted(problems.length, 'file')} unreadable`] : []),
    ...(omitted > 0 ? [`${numberText(omitted)} older not shown`] : []),
  ];
  const isEmpty = rows.length === 0 && problems.length === 0;
  return {
    launches: rows,
    active,
    description: isEmpty ? '' : words.join(' · ') || 'all done',
    tooltip: isEmpty ? '' : [ABOUT, ...problems.map(oneLine)].join('\n'),
  };
}

const ABOUT = 'What was submitted to a target, with the states that it reported last.';

const isUnanswered = ({ state }: Launched): boolean => state === 'silent';

function launched(placed: PlacedLaunch, wording: LaunchWording): Launched {
  const { launch, folder, workspace, spec, valuesOf } = placed;
  const { active, missing } = launchCounts(launch);
  const [place, jobs] = [wording.label(folder), launch.submissions.flatMap(({ job }) => job ?? [])];
  // A copy of a workspace, or of a file in it, has launches with the same ids.
  const id = [wording.uri(workspace), wording.uri(folder), launch.id].join(' ');
  return {
    id,
    command: launch.command,
    folder: wording.uri(folder),
    workspace: wording.uri(workspace),
    spec: oneLine(launch.spec),
    ...(spec !== undefined && { specUri: wording.uri(spec) }),
    jobs,
    label: oneLine(place === '' || place === '.' ? launch.spec : place),
    description: [stateWords(launch), jobsText(launch)].filter(text => text !== '').join(' · '),
    tooltip: tooltip(launch, place, wording.clock),
    state: launchState(launch),
    active,
    missing,
    ...submittedRuns(launch, { ...wording, id, folder, ...(valuesOf && { valuesOf }) }),
  };
}

function tooltip(launch: Launch, place: string, clock: Clock): string {
  const { command, contact, submissions, spec } = launch;
  const [first] = submissions;
  const resources = submissions.at(-1)?.resources ?? [];
  return [
    oneLine(`${command === 'train' ? 'Training' : 'Sweep'} of ${spec} in ${place === '' ? '.' : place}`),
    jobsText(launch),
    stateWords(launch),
    ...(first ? [`Submitted ${clock.time(Date.parse(first.time))}`] : []),
    ...(contact ? [contactLine(launch, clock)] : []),
    ...(resources.length > 0 ? [oneLine(`The target added ${resources.join(', ')}`)] : []),
  ]
    .filter(line => line !== '')
    .join('\n');
}

function contactLine(launch: Launch, clock: Clock): string {
  const { contact } = launch;
  const time = clock.time(Date.parse(contact?.time ?? ''));
  return contact?.detail !== undefined && isSilent(launch)
    ? oneLine(`${targetName(launch)} did not answer ${time} (${contact.detail}), so these are the last known states`)
    : `Asked ${time}`;
}
