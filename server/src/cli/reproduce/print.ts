// A reproduction as text, JSON or Markdown, or as what the editor shows.
import type { MetricChange } from '../../../../src-shared/repro/compare/metrics';
import type { Reproduction, StepState } from '../../../../src-shared/repro/reproduce/reproduction';
import type { JsonNode } from '../../../../src-shared/text/jsonText';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { artifactValue, type JsonValue, printJson } from '../../../../src-shared/text/outputJson';
import { withoutSecretForms } from '../../../../src-shared/text/secretText';
import { reproductionMarkdown } from '../../../../src-shared/views/reproductionMarkdown';
import {
  metricTexts,
  reproductionMeaning,
  reproductionTitle,
  STATE_LABELS,
} from '../../../../src-shared/views/reproductionTexts';
import { reproductionView } from '../../../../src-shared/views/reproductionView';
import type { ProcessIo } from '../command';
import { type Colors, createColors, type Paint } from '../print/colors';
import { type Cell, headedTable, table } from '../print/table';

/** The format and the terminal. */
export interface ReproductionPrinting {
  readonly format: string;
  readonly io: Pick<ProcessIo, 'color' | 'columns'>;
}

/** Prints a reproduction; `label`: the name of the run. */
export function printReproduction(result: Reproduction, label: string, { format, io }: ReproductionPrinting): string {
  if (format === 'json') return json(result);
  if (format === 'view') return view(result, label);
  if (format === 'markdown') return reproductionMarkdown(result, label);
  return text(result, label, createColors(io.color), io.columns);
}

const json = ({ verdict, reasons, tolerance, largest, steps, metrics, environment }: Reproduction): string =>
  printJson({
    verdict,
    reasons,
    tolerance,
    largest,
    steps: steps.map(({ name, state, detail }) => ({ name, state, detail })),
    metrics: metrics.map(metricJson),
    environment: environment.map(({ path, recorded, now, severity }) => ({
      path,
      a: valueJson(recorded),
      b: valueJson(now),
      severity,
    })),
  });

const view = (result: Reproduction, label: string): string =>
  printJson({ ...reproductionView(result, label) } as unknown as JsonValue);

const metricJson = ({ name, a, b, delta, relative, equal }: MetricChange): JsonValue => ({
  name: withoutSecretForms(name),
  a: valueJson(a),
  b: valueJson(b),
  delta,
  relative,
  equal,
});

const valueJson = (node: JsonNode | undefined): JsonValue | undefined => (node ? artifactValue(node) : undefined);

function text(result: Reproduction, label: string, colors: Colors, columns?: number): string {
  const { reasons, steps, metrics } = result;
  const parts = [
    `${titleOf(result, colors)}\n${oneLine(label)}: ${reproductionMeaning(result)}`,
    ...(reasons.length > 0
      ? [
          table(
            reasons.map(reason => [{ text: oneLine(reason) }]),
            { columns },
          ),
        ]
      : []),
    ...(metrics.length > 0 ? [`${colors.bold('Metrics')}\n${metricsTable(metrics, colors, columns)}`] : []),
    `${colors.bold('Steps')}\n${table(
      steps.map(({ name, state, detail }) => [
        { text: name },
        { text: STATE_LABELS[state], paint: paintOf(state, colors) },
        { text: oneLine(detail) },
      ]),
      { columns },
    )}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function titleOf(result: Reproduction, { bold, green, yellow, red }: Colors): string {
  const paint = {
    'reproduced-exactly': green,
    'reproduced-within-tolerance': green,
    consistent: yellow,
    'not-reproduced': red,
    'cannot-be-judged': yellow,
  }[result.verdict];
  return bold(paint(reproductionTitle(result)));
}

const paintOf = (state: StepState, { green, red, yellow }: Colors): Paint =>
  ({ confirmed: green, contradicted: red, unknown: yellow })[state];

const MAX_NAME = 64;

function metricsTable(metrics: readonly MetricChange[], { dim }: Colors, columns?: number): string {
  const header: Cell[] = [
    { text: 'Metric', paint: dim },
    ...['Recorded', 'New', 'Difference'].map((title): Cell => ({ text: title, align: 'right', paint: dim })),
  ];
  const rows = metrics.map(metric => {
    const { recorded, now, difference } = metricTexts(metric);
    const name = oneLine(metric.name);
    return [
      { text: name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name },
      ...[recorded, now, difference].map((value): Cell => ({ text: value, align: 'right' })),
    ];
  });
  return headedTable(header, rows, columns);
}
