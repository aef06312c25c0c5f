// A reproduction as view data for the verdict page.
import type { ReproductionView } from '../protocol/views';
import type { Reproduction } from '../repro/reproduce/reproduction';
import type { JsonNode } from '../text/jsonText';
import { oneLine } from '../text/oneLine';
import { reproductionMarkdown } from './reproductionMarkdown';
import { metricTexts, reproductionMeaning, reproductionTitle, STATE_LABELS } from './reproductionTexts';
import { valueView } from './values';

/** The view; `label`: the name of the run. */
export function reproductionView(result: Reproduction, label: string): ReproductionView {
  const { verdict, reasons, steps, metrics, environment, manifest } = result;
  return {
    label: oneLine(label),
    verdict,
    title: reproductionTitle(result),
    meaning: reproductionMeaning(result),
    reasons: reasons.map(oneLine),
    steps: steps.map(({ name, state, detail }) => ({
      name,
      state,
      stateText: STATE_LABELS[state],
      detail: oneLine(detail),
    })),
    metrics: metrics.map(metric => ({
      name: oneLine(metric.name),
      ...metricTexts(metric),
      isEqual: metric.equal,
    })),
    environment: environment.map(({ path, recorded, now, severity }) => ({
      name: oneLine(path.replace(/^env\./, '')),
      recorded: fullText(recorded),
      now: fullText(now),
      severity,
    })),
    markdown: reproductionMarkdown(result, label),
    ...(manifest !== undefined && { manifest }),
  };
}

function fullText(node: JsonNode | undefined): string {
  const { text, full } = valueView(node);
  return full ?? text;
}
