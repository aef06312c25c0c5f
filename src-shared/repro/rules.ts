// All diagnostic codes with what they mean and how they are cured: the checks of specs, and those of artifacts and locks.
// The page of diagnostics and the rules of a SARIF report are made from this list.
import { checks } from '../kyn/checks';
import type { Severity } from '../text/diagnostic';

/** A diagnostic code for people. */
export interface Rule {
  readonly code: string;
  readonly severity: Severity;
  readonly group: 'specs' | 'locks' | 'artifacts';
  readonly summary: string;
  readonly cure: string;
  /** A text that has the finding; absent where none can be shown in a line. */
  readonly example?: string;
}

const lockRules: readonly Rule[] = [
  {
    code: 'lock-drift',
    severity: 'warning',
    group: 'locks',
    summary:
      'The spec is not the one that its lock pins: CONFIG_HASH differs. Shown on the spec and on `config_hash` of the lock.',
    cure: 'Regenerate the lock to accept the change, or look at what changed.',
  },
  {
    code: 'lock-unreadable',
    severity: 'warning',
    group: 'locks',
    summary:
      'The lock of a spec is there but says nothing: it is no JSON object, a folder, lacks its hash, or may not be read.',
    cure: 'Mend the file, or regenerate the lock.',
  },
  {
    code: 'lock-newer',
    severity: 'info',
    group: 'locks',
    summary: 'The lock was written in a newer schema than this tool knows, so it is not judged.',
    cure: 'Update this tool, or regenerate the lock in the known schema (you are asked first).',
  },
  {
    code: 'lock-orphan',
    severity: 'warning',
    group: 'locks',
    summary: 'The spec that a lock names is not there.',
    cure: 'Correct `source_path`, or remove the lock.',
  },
];

const artifactRules: readonly Rule[] = [
  {
    code: 'json-syntax',
    severity: 'error',
    group: 'artifacts',
    summary: 'The text is no JSON as Python reads it.',
    cure: 'Mend it at the place that is marked.',
    example: '{"seed": }',
  },
  {
    code: 'json-too-deep',
    severity: 'error',
    group: 'artifacts',
    summary: 'Values are nested deeper than 500 levels; the file is not read.',
    cure: 'No artifact is that deep: look where the file comes from.',
  },
  {
    code: 'wrong-shape',
    severity: 'error',
    group: 'artifacts',
    summary: 'The file is no JSON object.',
    cure: 'Look where the file comes from, or rename it if it is something else.',
    example: '[]',
  },
  {
    code: 'missing-field',
    severity: 'error',
    group: 'artifacts',
    summary: 'A field that the kind of file must have is not there.',
    cure: 'Add the field, or write the file again.',
    example: '{"config_hash": "…"}',
  },
  {
    code: 'wrong-field',
    severity: 'error',
    group: 'artifacts',
    summary:
      'A field has another form than its kind of file asks for. Numbers are judged by how they are written: `42.0` is no integer.',
    cure: 'Correct the value.',
    example: '{"seed": 42.0}',
  },
  {
    code: 'duplicate-field',
    severity: 'warning',
    group: 'artifacts',
    summary: 'A field stands twice; the last one counts, as in Python.',
    cure: 'Remove one.',
    example: '{"seed": 1, "seed": 2}',
  },
  {
    code: 'unknown-field',
    severity: 'info',
    group: 'artifacts',
    summary: 'No document names this field. It is kept; one that looks like a mistyped field is a warning.',
    cure: 'Correct the name if it is mistyped.',
    example: '{"sed": 42}',
  },
  {
    code: 'diverged',
    severity: 'info',
    group: 'artifacts',
    summary: 'A metric is NaN or infinite: the run diverged. That is a fact about the run and no fault of the file.',
    cure: 'Look at the run.',
    example: '{"metrics": {"mae": NaN}}',
  },
];

/** Every code that can be shown, specs first, in the order of the page. */
export const rules: readonly Rule[] = [
  ...checks.map(
    ({ code, severity, summary, cure, example }): Rule => ({ code, severity, group: 'specs', summary, cure, example }),
  ),
  ...lockRules,
  ...artifactRules,
];
