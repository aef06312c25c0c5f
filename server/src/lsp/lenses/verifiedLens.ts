// The lens of verified runs: how many steps have each state. It is shown only while every file that decided the result is unchanged.
import { commands } from '../../../../src-shared/protocol/commands';
import { overallState, runsSummary, stepsSummary } from '../../../../src-shared/views/verificationTexts';
import type { FeatureContext } from '../protocol/featureContext';
import type { OpenArtifact } from '../workspace/workspaceView';
import type { Lens } from './lens';

const VERIFIED_ICONS = { confirmed: 'check', contradicted: 'warning', unknown: 'question' } as const;

const MAX_TOOLTIP_RUNS = 5;

/** The lens of an artifact whose runs were verified. */
export function verifiedLens({ results }: FeatureContext, uri: string, { open: { path, text } }: OpenArtifact): Lens[] {
  const found = path === undefined ? undefined : results.verifiedRuns.find(path, text);
  const [first, ...more] = found?.runs ?? [];
  if (!found || !first) return [];
  const call = { command: commands.verifyRun, args: [uri] };
  if (more.length === 0) {
    const tooltip = first.steps.map(({ name, state, detail }) => `${name} ${state}: ${detail}`).join('\n');
    const icon = VERIFIED_ICONS[overallState(first.steps)];
    return [{ icon, title: `verified: ${stepsSummary(first.steps)}`, tooltip, ...call }];
  }
  const states = found.runs.map(run => overallState(run.steps));
  const worst = (['contradicted', 'unknown', 'confirmed'] as const).find(state => states.includes(state)) ?? 'unknown';
  const bad = found.runs.flatMap((run, i) => (states[i] === worst ? [`#${i}: ${stepsSummary(run.steps)}`] : []));
  const tooltip = [...bad.slice(0, MAX_TOOLTIP_RUNS), ...(bad.length > MAX_TOOLTIP_RUNS ? ['…'] : [])].join('\n');
  return [{ icon: VERIFIED_ICONS[worst], title: `verified: ${runsSummary(found.runs)}`, tooltip, ...call }];
}
