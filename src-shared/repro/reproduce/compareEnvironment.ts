// Compares the versions that a run recorded with those of an interpreter, by the table of severities.
import { pairs } from '../../artifacts/diff';
import { SEVERITY_LABELS } from '../../protocol/views';
import { firstFew } from '../../text/firstFew';
import { type JsonNode, member } from '../../text/jsonText';
import { jsonObject } from '../../text/makeJson';
import { judge } from '../compare/policy';
import { sides } from '../compare/policyRow';
import type { RecordedRun } from './recordedRun';
import type { EnvironmentChange, Step } from './reproduction';

/** The comparison: what differs, and the step that reports it. */
export interface ComparedEnvironment {
  readonly changes: readonly EnvironmentChange[];
  readonly step: Step;
}

const DEVICE = 'env.device';
const REQUIRED = ['python', 'platform'];
const MAX_NAMED = 6;

/** Compares the recorded versions with those of now; a text is why the interpreter did not report them. The device of the new run is not known yet. */
export function compareEnvironment(
  { env: recorded, device }: Pick<RecordedRun, 'env' | 'device'>,
  now: JsonNode | string,
): ComparedEnvironment {
  const result = (state: Step['state'], detail: string, changes: readonly EnvironmentChange[] = []) => ({
    changes,
    step: { name: 'environment', state, detail } as const,
  });
  if (typeof now === 'string') return result('unknown', now);
  if (recorded?.kind !== 'object') return result('unknown', 'The run does not record the versions that it used.');
  const [a, b] = [recorded, now].map(env => jsonObject([['env', env]]));
  const changes = pairs(a, b)
    .filter(pair => !pair.equal && pair.path !== DEVICE)
    .map(pair => ({
      path: pair.path,
      ...(pair.a && { recorded: pair.a }),
      ...(pair.b && { now: pair.b }),
      severity: judge(pair).severity,
      text: `${pair.path.replace(/^env\.?/, '')} ${sides(pair)}`,
    }));
  const serious = changes.filter(c => c.severity === 'error' || c.severity === 'warn');
  const shown = changes.map(withoutText);
  const gap = gapText(recorded, device);
  if (serious.length > 0) {
    const list = firstFew(serious, MAX_NAMED, {
      text: ({ text, severity }) => `${text} (${severity === 'same' ? '' : SEVERITY_LABELS[severity]})`,
    });
    return result('contradicted', `Recorded → this interpreter: ${list}.${gap === undefined ? '' : ` ${gap}`}`, shown);
  }
  return gap === undefined
    ? result('confirmed', 'The interpreter has the recorded versions.', shown)
    : result('unknown', gap, shown);
}

// What the run should record besides the packages, as a sentence.
function gapText(recorded: JsonNode, device: string | undefined): string | undefined {
  const missing = REQUIRED.filter(name => member(recorded, name)?.kind !== 'string').map(name => `env.${name}`);
  const gaps = [...missing, ...(device === undefined ? ['its device (CPU or GPU)'] : [])];
  return gaps.length === 0 ? undefined : `The run does not record ${gaps.join(' and ')}.`;
}

const withoutText = ({ text: _, ...change }: EnvironmentChange & { readonly text: string }): EnvironmentChange =>
  change;
