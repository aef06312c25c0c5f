// Compares the versions that a run recorded with those of an interpreter, by the table of severities.
import { pairs } from '../../artifacts/diff';
import { SEVERITY_LABELS } from '../../protocol/views';
import { firstFew } from '../../text/firstFew';
import { type JsonNode, member } from '../../text/jsonText';
import { jsonObject } from '../../text/makeJson';
import { judge } from '../compare/policy';
import { sides } from '../compare/policyRow';
import type { EnvironmentChange, Step } from './reproduction';

/** The comparison: what differs, and the step that reports it. */
export interface ComparedEnvironment {
  readonly changes: readonly EnvironmentChange[];
  readonly step: Step;
}

const REQUIRED = ['python', 'platform'];
const MAX_NAMED = 6;

/** Compares the recorded versions with those of now; a text is why the interpreter did not report them. */
export function compareEnvironment(recorded: JsonNode | undefined, now: JsonNode | string): ComparedEnvironment {
  const result = (state: Step['state'], detail: string, changes: readonly EnvironmentChange[] = []) => ({
    changes,
    step: { name: 'environment', state, detail } as const,
  });
  if (typeof now === 'string') return result('unknown', now);
  if (recorded?.kind !== 'object') return result('unknown', 'The run does not record the versions that it used.');
  const [a, b] = [recorded, now].map(env => jsonObject([['env', env]]));
  const changes = pairs(a, b)
    .filter(pair => !pair.equal)
    .map(pair => ({
      path: pair.path,
      ...(pair.a && { recorded: pair.a }),
      ...(pair.b && { now: pair.b }),
      severity: judge(pair).severity,
      text: `${pair.path.replace(/^env\.?/, '')} ${sides(pair)}`,
    }));
  const serious = changes.filter(c => c.severity === 'error' || c.severity === 'warn');
  const missing = REQUIRED.filter(name => member(recorded, name)?.kind !== 'string');
  if (serious.length > 0) {
    const list = firstFew(serious, MAX_NAMED, {
      text: ({ text, severity }) => `${text} (${severity === 'same' ? '' : SEVERITY_LABELS[severity]})`,
    });
    return result('contradicted', `Recorded → this interpreter: ${list}.`, changes.map(withoutText));
  }
  if (missing.length > 0)
    return result(
      'unknown',
      `The run does not record ${missing.map(name => `env.${name}`).join(' and ')}.`,
      changes.map(withoutText),
    );
  return result('confirmed', 'The interpreter has the recorded versions.', changes.map(withoutText));
}

const withoutText = ({ text: _, ...change }: EnvironmentChange & { readonly text: string }): EnvironmentChange =>
  change;
