// What agents and people read about the tools. Not part of the tools themselves, because only lists of tools need it: in VS Code it is in package.json, and it
// would make the package larger.

/** The title of a tool, what it is for, and what its fields mean besides `limit`. */
export interface ToolTexts {
  readonly title: string;
  readonly description: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The field that several tools have. */
export const LIMIT_TEXT = 'The most entries of each list, 1 to 100. Default: 20.';

/** The texts by the name of the tool. */
export const toolTexts: Readonly<Record<string, ToolTexts>> = {
  kynml_check: {
    title: 'Check KynML Files',
    description:
      'Checks KynML specs (.kyn), locks, run manifests and other artifacts, and lists the findings, errors first, with place (path:line:column, from 1), code and message. Use it after you changed a spec. No errors does not mean that a run can be trusted: use kynml_verify for that.',
    fields: {
      path: 'A spec, an artifact or a folder to check; without it, everything.',
    },
  },
  kynml_explain_finding: {
    title: 'Explain a KynML Finding',
    description: 'Explains a finding of kynml_check: what its code means, an example, and the fix.',
    fields: {
      code: 'The code of a finding, with or without `kyn/`.',
    },
  },
  kynml_lock_state: {
    title: 'KynML Hash and Lock State',
    description:
      'The CONFIG_HASH of KynML specs, and whether their locks pin it: locked, drifted (the spec was changed since), missing (no lock) or invalid. closureHash also covers the imported files, which a lock does not pin; null: nothing is imported, or an import cannot be read.',
    fields: {
      path: 'A spec, or a folder that is searched for specs; without it, all specs.',
    },
  },
  kynml_find_runs: {
    title: 'Find KynML Runs',
    description:
      'Finds training runs: their paths, metrics, seeds and hashes, and which spec made each. The state is current (a spec has the CONFIG_HASH of the run), stale (an older version had it) or unknown. The newest comes first. Metrics of runs can be ranked only where their dataHash is the same.',
    fields: {
      path: 'The folder to search; without it, everything is searched.',
      spec: 'Only runs of this spec and of its older versions.',
      where:
        'Only runs that meet these conditions, joined with `and`: `state = current and mae < 14`. Operators: = != < <= > >= and ~ (contains). Keys: state, spec, seed, time, a metric, a field such as env.torch, a setting such as train.epochs.',
      sort: 'The key to order by, for example `mae`; `-mae` for the largest first.',
    },
  },
  kynml_compare: {
    title: 'Compare KynML Runs',
    description:
      'Compares two training runs, specs or locks: whether their metrics may be compared, why, and the metrics. Verdicts: identical-inputs, comparable, not-comparable. Do not call one run better where the verdict is not-comparable.',
    fields: {
      a: 'The first run, spec or lock. An entry of a sweep is sweep_results.json#0.',
      b: 'The second one, of the same kind.',
    },
  },
  kynml_explain_difference: {
    title: 'Explain a Difference of KynML Runs',
    description:
      'Explains why two training runs, specs or locks differ: the settings that changed, and what each difference means for the verdict, the most important first.',
    fields: {
      a: 'The first run, spec or lock. An entry of a sweep is sweep_results.json#0.',
      b: 'The second one, of the same kind.',
    },
  },
  kynml_trace: {
    title: 'Trace a KynML Run to Its Spec',
    description:
      'Finds the spec that made a run: every place with its CONFIG_HASH in the working tree, in the texts that runs kept, and in git, the newest first. A commit of null: a file of the working tree or a kept text. No place: the spec is unknown.',
    fields: {
      path: 'A run manifest, a script, a lock, or an entry of a sweep: sweep_results.json#0.',
    },
  },
  kynml_verify: {
    title: 'Verify a KynML Run',
    description:
      'Verifies what runs record, without a training: the spec, the data, the lock, the script and the form of the manifest. Each step is confirmed, contradicted or unknown. A run can be trusted only where no step is contradicted; unknown is not a confirmation.',
    fields: {
      path: 'A run manifest, a sweep or one of its entries (sweep_results.json#0), or a folder of runs.',
    },
  },
  kynml_create_lock: {
    title: 'Create or Update a KynML Lock',
    description:
      'Writes the lock of a KynML spec, which pins its current CONFIG_HASH. An update accepts all changes since: say which before you use it.',
    fields: {
      path: 'The spec.',
    },
  },
  kynml_apply_fixes: {
    title: 'Apply the Safe Fixes of a KynML Spec',
    description:
      'Makes the fixes of a KynML spec that do not change what it means. Its CONFIG_HASH changes, so a locked spec has drifted afterwards. The findings that are left need a decision.',
    fields: {
      path: 'The spec, a .kyn file.',
    },
  },
  kynml_train: {
    title: 'Train a KynML Spec',
    description:
      'Trains a KynML spec on this computer into a folder, and answers when the training has ended. It may take long: say what will be trained, with which values, before you use it.',
    fields: {
      path: 'The spec.',
      out: 'The folder to train in, which is created; one folder for each run.',
      params: 'Other values for params, by name: {"lr": "0.001"}.',
      checkLock: 'Start nothing if the spec does not match its lock.',
    },
  },
};
