// An evaluate block -> the metrics to measure.
import type { Span } from '../../text/span';
import { asWord, resolved } from '../names/scope';
import { isSet, isSupported, plannedOnce, type Supported, settingOf, undetermined, unsupported } from './blockPlan';
import type { MetricName } from './plan';

const METRICS: Supported<MetricName> = {
  mae: true,
  rmse: true,
  mse: true,
  r2: true,
  accuracy: true,
  precision: true,
  recall: true,
  f1: true,
};

/** A metric and its place. */
export interface MetricUse {
  readonly name: MetricName;
  readonly span: Span;
}

/** The metrics of an evaluate block, each once, in the order of the spec. */
export const planMetrics = plannedOnce((planned): readonly MetricUse[] | undefined => {
  if (!isSet(planned, 'metrics')) return [];
  const setting = settingOf(planned, 'metrics');
  if (setting?.value.kind !== 'list' || !setting.span) return undetermined(planned, 'metrics');
  const { value, span } = setting;
  const isWrittenHere = value.span === span;
  const found = new Map<MetricName, MetricUse>();
  for (const item of value.items) {
    const target = resolved(item, planned.params);
    // A param cannot contain a name, so its string is read as one.
    const word = target && (isWrittenHere && target === item ? target : asWord(target));
    const place = isWrittenHere ? item.span : span;
    if (word?.kind !== 'name') undetermined(planned, 'metrics');
    else if (!isSupported(word.text, METRICS)) unsupported(planned, { what: 'metric', word: word.text }, place);
    else if (!found.has(word.text)) found.set(word.text, { name: word.text, span: place });
  }
  return [...found.values()];
});
