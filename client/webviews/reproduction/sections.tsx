// The sections of the page: metrics side by side, the steps, and what differs in the environment.
import type { VNode } from 'preact';
import type { ReproductionMetricView, ReproductionState, ReproductionView } from '../../../src-shared/protocol/views';
import type { ToReproductionWebview } from '../../../src-shared/protocol/webview';
import { Icon } from '../shared/icon';
import { t } from '../shared/l10n';
import { MessageText } from '../shared/messageText';
import { NumberText } from '../shared/numberText';
import { SeverityChip, severityLabel } from '../shared/severity';
import { truncateMiddle } from '../shared/truncateMiddle';
import type { Row, SectionContent } from './table';

/** The sections of a message, from top to bottom. */
export function sectionsOf(message: ToReproductionWebview): SectionContent[] {
  if (message.type === 'failure') return [];
  if (message.type === 'running') return [runningSection(message.steps)];
  return [metricsSection(message.view), stepsSection(message.view), environmentSection(message.view)];
}

/** The metrics of both runs. */
function metricsSection({ metrics }: ReproductionView): SectionContent {
  return {
    kind: 'metrics',
    title: t('Metrics'),
    columns: [t('Metric'), t('Recorded'), t('New'), t('Difference')],
    rows: metrics.map(metricRow),
    empty: t('Nothing was compared, because the run was not trained again.'),
  };
}

function metricRow({ name, recorded, now, difference, isEqual }: ReproductionMetricView, at: number): Row {
  return {
    key: `metric:${at}`,
    spoken: t('{0}, recorded {1}, new {2}, {3}', name, recorded, now, spokenDifference(difference, isEqual)),
    cells: [
      <bdi key="name">{name}</bdi>,
      <bdi key="recorded" class="value">
        <NumberText text={recorded} other={now} />
      </bdi>,
      <bdi key="now" class="value">
        <NumberText text={now} other={recorded} />
      </bdi>,
      <span key="difference" class={isEqual ? 'quiet' : 'differs'}>
        {difference}
      </span>,
    ],
  };
}

const spokenDifference = (difference: string, isEqual: boolean): string =>
  isEqual || difference === 'differs' ? difference : t('relative difference {0}', difference);

/** The steps with their results. A detail that is a reason of the verdict is not repeated. */
function stepsSection({ steps, reasons }: ReproductionView): SectionContent {
  return {
    kind: 'steps',
    title: t('Steps'),
    columns: [t('Step'), t('State'), t('Detail')],
    rows: steps.map(({ name, state, stateText, detail }) => {
      const isStated = reasons.includes(detail);
      const shown = isStated ? t('Stated in the verdict.') : detail;
      return {
        key: `step:${name}`,
        spoken: t('{0}, {1}: {2}', name, stateText, shown),
        cells: [
          name,
          <StepState key="state" state={state} text={stateText} />,
          isStated ? (
            <span key="detail" class="quiet">
              {shown}
            </span>
          ) : (
            <MessageText key="detail" text={shown} />
          ),
        ],
      };
    }),
    empty: t('No step was run.'),
  };
}

/** The steps of a reproduction that runs: those that have begun. */
function runningSection(steps: Extract<ToReproductionWebview, { type: 'running' }>['steps']): SectionContent {
  return {
    kind: 'steps',
    title: t('Steps'),
    columns: [t('Step'), t('State')],
    rows: steps.map(({ name, state }) => ({
      key: `step:${name}`,
      spoken: `${name}, ${stateWord(state)}`,
      cells: [name, <StepState key="state" state={state} text={stateWord(state)} />],
    })),
    empty: t('The reproduction starts.'),
  };
}

/** Icon and tone of each state. */
const stateIcons: Readonly<Record<ReproductionState | 'running', readonly [icon: string, tone: string]>> = {
  confirmed: ['check', 'tone-same'],
  contradicted: ['error', 'tone-error'],
  unknown: ['question', 'tone-warn'],
  running: ['loading', 'spin'],
};

function StepState({ state, text }: { readonly state: ReproductionState | 'running'; readonly text: string }): VNode {
  // A state of a newer version has the icon of an unknown one.
  const [icon, tone] = stateIcons[state] ?? stateIcons.unknown;
  return (
    <span class="chip">
      <Icon name={icon} tone={tone} />
      {text}
    </span>
  );
}

function stateWord(state: ReproductionState | 'running'): string {
  if (state === 'contradicted') return t('differs');
  if (state === 'running') return t('running');
  return state === 'confirmed' ? t('confirmed') : t('unknown');
}

/** The versions that differ. */
function environmentSection({ environment, steps }: ReproductionView): SectionContent {
  return {
    kind: 'environment',
    title: t('Environment'),
    columns: [t('Version'), t('Recorded'), t('This interpreter'), t('Meaning')],
    rows: environment.map(environmentRow),
    empty:
      steps.find(({ name }) => name === 'environment')?.state === 'confirmed'
        ? t('The interpreter has the recorded versions.')
        : t('The versions were not compared.'),
  };
}

function environmentRow(
  { name, recorded, now, severity: own }: ReproductionView['environment'][number],
  at: number,
): Row {
  const severity = own === 'same' ? 'info' : own;
  return {
    key: `environment:${at}`,
    spoken: t('{0}, recorded {1}, this interpreter {2}, {3}', name, recorded, now, severityLabel(severity)),
    cells: [
      <bdi key="name">{name}</bdi>,
      <Version key="recorded" value={recorded} />,
      <Version key="now" value={now} />,
      <SeverityChip key="severity" severity={severity} />,
    ],
  };
}

function Version({ value }: { readonly value: string }): VNode {
  const shown = truncateMiddle(value);
  return (
    <bdi class="value" title={shown === value ? undefined : value}>
      {shown}
    </bdi>
  );
}
