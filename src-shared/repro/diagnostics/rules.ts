// All diagnostic codes with what they mean and how they are cured: the checks of specs, and those of artifacts and locks.
// The page of diagnostics and the rules of a SARIF report are made from this list.
import { checks } from '../../kyn/checks';
import type { Severity } from '../../text/diagnostic';

/** A diagnostic code for people. */
export interface Rule {
  readonly code: string;
  readonly severity: Severity;
  readonly group: 'specs' | 'locks' | 'artifacts';
  readonly summary: string;
  readonly fix: string;
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
    fix: 'Regenerate the lock to accept the change, or look at what changed.',
  },
  {
    code: 'lock-unreadable',
    severity: 'warning',
    group: 'locks',
    summary:
      'The lock of a spec is there but says nothing: it is no JSON object, a folder, lacks its hash, or may not be read.',
    fix: 'Mend the file, or regenerate the lock.',
  },
  {
    code: 'lock-newer',
    severity: 'info',
    group: 'locks',
    summary:
      'The lock was written in a newer schema than this tool knows, so it is not judged. Shown on the spec and on `schema_version` of the lock.',
    fix: 'Update this tool, or regenerate the lock in the known schema (you are asked first).',
  },
  {
    code: 'lock-orphan',
    severity: 'warning',
    group: 'locks',
    summary: 'The spec that a lock names is not there.',
    fix: 'Correct `source_path`, or remove the lock.',
  },
  {
    code: 'lock-outside',
    severity: 'warning',
    group: 'locks',
    summary:
      'The spec that a lock names lies outside of the workspace folders (for `kyn`: of the working folder and of the repository of the lock), or is reached through a link. A lock must not make a tool read any file of the machine, so it was not read.',
    fix: 'Name the spec by a path inside, or open or check a folder that holds both.',
  },
];

const artifactRules: readonly Rule[] = [
  {
    code: 'json-syntax',
    severity: 'error',
    group: 'artifacts',
    summary: 'The text is no JSON as Python reads it.',
    fix: 'Mend it at the place that is marked.',
    example: '{"seed": }',
  },
  {
    code: 'json-too-deep',
    severity: 'error',
    group: 'artifacts',
    summary:
      'Values are nested deeper than the 500 levels that this tool reads, so the file is not judged; Python may read it.',
    fix: 'No artifact is that deep: look where the file comes from.',
  },
  {
    code: 'wrong-shape',
    severity: 'error',
    group: 'artifacts',
    summary: 'The file is no JSON object.',
    fix: 'Look where the file comes from, or rename it if it is something else.',
    example: '[]',
  },
  {
    code: 'missing-field',
    severity: 'error',
    group: 'artifacts',
    summary: 'A field that the kind of file must have is not there.',
    fix: 'Add the field, or write the file again.',
    example: '{"config_hash": "…"}',
  },
  {
    code: 'wrong-field',
    severity: 'error',
    group: 'artifacts',
    summary:
      'A field has another form than its kind of file asks for. Numbers are judged by how they are written: `42.0` is no integer.',
    fix: 'Correct the value.',
    example: '{"seed": 42.0}',
  },
  {
    code: 'duplicate-field',
    severity: 'warning',
    group: 'artifacts',
    summary: 'A field stands twice; the last one counts, as in Python.',
    fix: 'Remove one.',
    example: '{"seed": 1, "seed": 2}',
  },
  {
    code: 'unknown-field',
    severity: 'info',
    group: 'artifacts',
    summary: 'No document names this field. It is kept; one that looks like a mistyped field is a warning.',
    fix: 'Correct the name if it is mistyped.',
    example: '{"sed": 42}',
  },
  {
    code: 'diverged',
    severity: 'info',
    group: 'artifacts',
    summary: 'A metric is NaN or infinite: the run diverged. That is a fact about the run and no fault of the file.',
    fix: 'Look at the run.',
    example: '{"metrics": {"mae": NaN}}',
  },
  {
    code: 'data-drift',
    severity: 'warning',
    group: 'artifacts',
    summary:
      'The data file that was verified has another SHA-256 than the one recorded. Shown after `KynML: Verify Dataset`, and only as long as the file is the one that was read.',
    fix: 'Restore the data, or run again with the data as it is now.',
  },
  {
    code: 'failed-run',
    severity: 'info',
    group: 'artifacts',
    summary:
      'A combination of a sweep has no result to rely on: its script failed, or it has no manifest. A fact about the sweep and no fault of the file.',
    fix: 'Look at the script of that combination.',
    example: '[{"combo": {"lr": 0.1}, "exit_code": 1, "manifest": null}]',
  },
  {
    code: 'secret-in-file',
    severity: 'warning',
    group: 'artifacts',
    summary:
      'A value looks like a secret: by its key (`api_key`, `token`, `password`, and what lies in an object or list under such a key) or by its form, which a key may have as well. It is shown nowhere, only its key is named. Blanked out values and names of variables are no secrets; a hash is told by its key (`password_hash`, `sha256`), for many keys to a service are hex digits.',
    fix: 'Take it out of the file, and make it invalid where it was issued: whoever has the file has it.',
    example: '{"config": {"api_key": "…"}}',
  },
  {
    code: 'lambda-name',
    severity: 'error',
    group: 'artifacts',
    summary:
      '`score_fn` or `prepare_messages` is recorded as a lambda. Functions are told by their names, and all lambdas have the same one.',
    fix: 'Give the function a name with `def`, and evaluate again.',
    example: '{"config": {"score_fn": "evals.math.<lambda>"}}',
  },
  {
    code: 'no-fingerprint',
    severity: 'info',
    group: 'artifacts',
    summary: 'A report or session has no fingerprint, so nothing tells which configuration and code it is of.',
    fix: 'Nothing can be added afterwards; have the next one written with a fingerprint.',
    example: '{"eval_name": "math", "fingerprint": null}',
  },
  {
    code: 'shortened-hash',
    severity: 'warning',
    group: 'artifacts',
    summary: 'The config_hash of a fingerprint has fewer than its 16 digits: somebody shortened it.',
    fix: 'Record the whole hash.',
    example: '{"fingerprint": {"config_hash": "a1b2c3d4"}}',
  },
  {
    code: 'line-too-long',
    severity: 'error',
    group: 'artifacts',
    summary:
      'The first line of a session log is longer than what is read of it (349,525 characters), so it is not judged.',
    fix: 'Look where the file comes from: a header is short.',
  },
  {
    code: 'header-only',
    severity: 'hint',
    group: 'artifacts',
    summary: 'Of a session log only the first line, the header, is read and checked.',
    fix: 'Nothing is wrong; the lines below are not judged.',
    example: '{"type": "session", "id": "…"}',
  },
  {
    code: 'lock-version',
    severity: 'error',
    group: 'artifacts',
    summary:
      'The `lock_version` of a DLM lock or of an index of goldens is missing or not the integer 1: the file is of a form that is not known, and nothing else of it is judged.',
    fix: 'Update this tool, or let DLM write the file again.',
    example: '{"lock_version": 2, "dlm_sha256": "…"}',
  },
  {
    code: 'dlm-mismatch',
    severity: 'error',
    group: 'artifacts',
    summary:
      'A field of a DLM lock is not what is installed now. Shown after `KynML: Check DLM Lock` at each field, until the lock changes: an error where `dlm train` would abort, a warning where it would go on and write the new value, information where the change is allowed (the document itself).',
    fix: 'Install or set what was recorded, or accept the change with `--update-lock`.',
  },
  {
    code: 'dlm-unknown',
    severity: 'info',
    group: 'artifacts',
    summary:
      'What a field of a DLM lock would be now cannot be told without starting a training, so it was not compared and counts as no match.',
    fix: 'Train on the machine that the lock is for; `dlm train` compares it.',
  },
  {
    code: 'golden-duplicate',
    severity: 'warning',
    group: 'artifacts',
    summary: 'A golden stands twice in its index; DLM keeps the last one when it writes the index.',
    fix: 'Remove one.',
  },
  {
    code: 'golden-order',
    severity: 'warning',
    group: 'artifacts',
    summary: 'The goldens of an index are not sorted by `golden_relpath`, as DLM writes them.',
    fix: 'Sort them; a fix does it.',
  },
  {
    code: 'golden-missing',
    severity: 'error',
    group: 'artifacts',
    summary: 'A golden that an index names is not in the repository, so nothing shows what the entry approves.',
    fix: 'Check the golden in, or remove the entry.',
  },
  {
    code: 'golden-differs',
    severity: 'error',
    group: 'artifacts',
    summary:
      'A golden holds another adapter than its index approves, or none. Another platform or other versions than those of the index are a warning.',
    fix: 'Approve the golden again, or restore it.',
  },
  {
    code: 'golden-name',
    severity: 'warning',
    group: 'artifacts',
    summary:
      'The name of a golden is not made from its versions and its platform: the first 16 hex digits of the SHA-256 of `<package>=<version>` for each package, sorted, then `platform=<platform>`, joined by `|`.',
    fix: 'Let the script of DLM write the golden again.',
  },
  {
    code: 'golden-unverified',
    severity: 'info',
    group: 'artifacts',
    summary:
      'A golden was not looked at: it is not known where its repository is, it lies outside of the workspace folder or behind a symbolic link, or it cannot be read.',
    fix: 'Open the whole repository, or put the golden itself in its place.',
  },
];

/** Every code that can be shown, specs first, in the order of the page. */
export const rules: readonly Rule[] = [
  ...checks.map(
    ({ code, severity, summary, fix, example }): Rule => ({ code, severity, group: 'specs', summary, fix, example }),
  ),
  ...lockRules,
  ...artifactRules,
];
