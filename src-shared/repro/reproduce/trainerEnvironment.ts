// The step `environment`: the tool that trains again and its versions, compared with those of the recorded run.
import { type ComparedEnvironment, compareEnvironment } from './compareEnvironment';
import type { OfficialTraining } from './officialTraining';
import { isOfficial, type RecordedRun } from './recordedRun';
import type { Step } from './reproduction';
import type { Trainer } from './trainer';

/** The step of the built-in compiler. `official`: what the official tool would train, or why it cannot, as a clause. */
export function builtinEnvironment(
  recorded: RecordedRun,
  { env, problem, instead }: Trainer & { readonly kind: 'builtin' },
  official: OfficialTraining | string | undefined,
): ComparedEnvironment {
  const compared = compareEnvironment(recorded, env ?? problem ?? '');
  if (!isOfficial(recorded)) return compared;
  const why =
    typeof official === 'string'
      ? `The official tool is not used, because ${official}.`
      : (instead ?? 'There is no data that it could read.');
  const text = `The official tool trained the run (\`kynml_version\` is ${recorded.generator}). ${why} The built-in compiler may make another script.`;
  return noted(compared, 'unknown', text);
}

/** The step of the official tool. `now`: the new run, where there is one; `name`: the tool for people. */
export function officialEnvironment(
  recorded: RecordedRun,
  now: RecordedRun | undefined,
  name: string,
): ComparedEnvironment {
  const compared = compareEnvironment(recorded, now?.env ?? 'The new run does not state its versions.');
  if (!now) return noted(compared, 'unknown', `${name} was run.`);
  const version = now.generator ?? 'not recorded';
  return version === recorded.generator
    ? noted(compared, 'confirmed', `${name} trained, which is the recorded tool (\`kynml_version\` is ${version}).`)
    : noted(
        compared,
        'contradicted',
        `${name} trained, whose \`kynml_version\` is ${version}; the run records ${recorded.generator}.`,
      );
}

const RANK = { confirmed: 0, unknown: 1, contradicted: 2 } as const;

// The state of the step is the worse one.
function noted({ changes, step }: ComparedEnvironment, state: Step['state'], text: string): ComparedEnvironment {
  const worse = RANK[state] > RANK[step.state] ? state : step.state;
  return { changes, step: { ...step, state: worse, detail: `${text} ${step.detail}`.trim() } };
}
