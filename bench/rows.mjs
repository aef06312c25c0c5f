// The rows of a result: one measured value with its goal and the figures it was computed from.
import { median, midmean, rounded } from './statistics.mjs';

/**
 * One row. `goal`: { atMost } or { atLeast } in the same unit, or absent. `summary`: its title in the README, absent for rows that are not shown
 * there.
 * @param {{ id: string, title: string, unit: string, value: number, goal?: { atMost?: number, atLeast?: number }, summary?: string, figures?: object }} description
 */
export function row({ id, title, unit, value, goal, summary, figures = {} }) {
  const shown = rounded(value);
  return {
    id,
    title,
    unit,
    value: shown,
    ...(goal && { goal, met: meets(shown, goal) }),
    ...(summary && { summary }),
    figures,
  };
}

const meets = (value, { atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY }) =>
  value <= atMost && value >= atLeast;

/** A row with the CPU time of KynML relative to that of a peer. Both have times of alternating runs: { name, cpu, wall }, lists in milliseconds. */
export function cpuRatio(description, own, peer) {
  return row({
    ...description,
    unit: 'ratio',
    value: midmean(own.cpu) / midmean(peer.cpu),
    figures: {
      wallRatio: rounded(median(own.wall) / median(peer.wall)),
      [own.name]: timesOf(own),
      [peer.name]: timesOf(peer),
      ...description.figures,
    },
  });
}

/** The typical CPU time and wall time of { cpu, wall } in milliseconds. */
export const timesOf = ({ cpu, wall }) => ({ cpuMs: rounded(midmean(cpu)), wallMs: rounded(median(wall)) });
