// The sections of the page: metrics side by side, the steps, and what differs in the environment.
import type {
  DiffSeverity,
  ReproductionMetricView,
  ReproductionState,
  ReproductionView,
} from '../../../src-shared/protocol/views';
import { commonDigits } from '../shared/digits';
import { type Child, el } from '../shared/dom';
import { icon } from '../shared/icon';
import { t } from '../shared/l10n';
import { messageText } from '../shared/messageText';
import { truncateMiddle } from '../shared/truncateMiddle';
import { type Row, type Section, sectionOf } from './table';

/** The metrics of both runs. */
export const metricsSection = ({ metrics }: ReproductionView): Section =>
  sectionOf({
    kind: 'metrics',
    title: t('Metrics'),
    columns: [t('Metric'), t('Recorded'), t('New'), t('Difference')],
    rows: metrics.map(metricRow),
    empty: t('Nothing was compared, because the run was not trained again.'),
  });

function metricRow({ name, recorded, now, difference, isEqual }: ReproductionMetricView, at: number): Row {
  return {
    key: `metric:${at}`,
    spoken: t('{0}, recorded {1}, new {2}, {3}', name, recorded, now, spokenDifference(difference, isEqual)),
    cells: [
      [el('bdi', {}, [name])],
      [number(recorded, now)],
      [number(now, recorded)],
      [el('span', { class: isEqual ? 'quiet' : 'differs' }, [difference])],
    ],
  };
}

const spokenDifference = (difference: string, isEqual: boolean): string =>
  isEqual || difference === 'differs' ? difference : t('relative difference {0}', difference);

// The digits that differ are emphasised.
function number(value: string, other: string): HTMLElement {
  const common = value === other ? value.length : commonDigits(value, other);
  const rest = value.slice(common);
  return el('bdi', { class: 'value' }, [
    value.slice(0, common),
    rest !== '' && el('span', { class: 'digits' }, [rest]),
  ]);
}

/** The steps with their results. A detail that is a reason of the verdict is not repeated. */
export const stepsSection = ({ steps, reasons }: ReproductionView): Section =>
  sectionOf({
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
          [name],
          [stateElement(state, stateText)],
          [isStated ? el('span', { class: 'quiet' }, [shown]) : messageText(shown)],
        ],
      };
    }),
    empty: t('No step was run.'),
  });

const stateIcons: Readonly<Record<ReproductionState, readonly [icon: string, tone: string]>> = {
  confirmed: ['check', 'tone-same'],
  contradicted: ['error', 'tone-error'],
  unknown: ['question', 'tone-warn'],
};

function stateElement(state: ReproductionState, text: string): HTMLElement {
  const [name, tone] = stateIcons[state] ?? ['question', 'tone-warn'];
  return el('span', { class: 'chip' }, [icon(name, tone), text]);
}

/** The steps of a reproduction that runs: those that have begun. */
export const runningSection = (
  steps: readonly { readonly name: string; readonly state: ReproductionState | 'running' }[],
): Section =>
  sectionOf({
    kind: 'steps',
    title: t('Steps'),
    columns: [t('Step'), t('State')],
    rows: steps.map(({ name, state }) => ({
      key: `step:${name}`,
      spoken: `${name}, ${stateWord(state)}`,
      cells: [[name], [state === 'running' ? running() : stateElement(state, stateWord(state))]],
    })),
    empty: t('The reproduction starts.'),
  });

const running = (): Child => el('span', { class: 'chip' }, [icon('loading', 'spin'), t('running')]);

function stateWord(state: ReproductionState | 'running'): string {
  if (state === 'contradicted') return t('differs');
  if (state === 'running') return t('running');
  return state === 'confirmed' ? t('confirmed') : t('unknown');
}

/** The versions that differ. */
export const environmentSection = ({ environment, steps }: ReproductionView): Section =>
  sectionOf({
    kind: 'environment',
    title: t('Environment'),
    columns: [t('Version'), t('Recorded'), t('This interpreter'), t('Meaning')],
    rows: environment.map(({ name, recorded, now, severity }, at) => ({
      key: `environment:${at}`,
      spoken: t('{0}, recorded {1}, this interpreter {2}, {3}', name, recorded, now, severityText(severity)),
      cells: [[el('bdi', {}, [name])], [version(recorded)], [version(now)], [severityElement(severity)]],
    })),
    empty:
      steps.find(({ name }) => name === 'environment')?.state === 'confirmed'
        ? t('The interpreter has the recorded versions.')
        : t('The versions were not compared.'),
  });

const version = (value: string): HTMLElement =>
  el('bdi', { class: 'value', title: truncateMiddle(value) === value ? undefined : value }, [truncateMiddle(value)]);

// The texts of SEVERITY_LABELS, as literals that the bundle can contain.
function severityText(severity: DiffSeverity): string {
  if (severity === 'error') return t('breaks comparison');
  return severity === 'warn' ? t('may change results') : t('harmless');
}

function severityElement(severity: DiffSeverity): HTMLElement {
  const [name, tone] = { error: ['error', 'tone-error'], warn: ['warning', 'tone-warn'] }[severity as string] ?? [
    'info',
    'tone-info',
  ];
  return el('span', { class: 'chip' }, [icon(name!, tone!), severityText(severity)]);
}
