// Files of results as lm-evaluation-harness writes them.

/** An evaluation with changes: of its configuration, of its outer keys, of its accuracy and of the standard error of that. */
export interface Evaluation {
  readonly config?: object;
  readonly root?: object;
  readonly acc?: number;
  readonly error?: number | string;
}

const ENVIRONMENT = `PyTorch version: 2.6.0+cu124
CUDA used to build PyTorch: 12.4

OS: Ubuntu 22.04.5 LTS (x86_64)
Python version: 3.11.12 (main, Apr  9 2025, 08:55:54) [GCC 11.4.0] (64-bit runtime)

Versions of relevant libraries:
[pip3] numpy==1.26.4
[pip3] torch==2.6.0
[conda] Could not collect`;

/** The text of a file of version 0.4. */
export function evaluation({ config, root, acc = 0.68, error = 0.006 }: Evaluation = {}): string {
  const written = {
    results: {
      lambada: {
        alias: 'lambada',
        name: 'lambada',
        sample_len: 5153,
        'perplexity,none': 20.5,
        'perplexity_stderr,none': 0.5,
        'acc,none': acc,
        'acc_stderr,none': error,
        'f1,strict': Number.NaN,
        'f1_stderr,strict': 'N/A',
      },
    },
    group_subtasks: { lambada: [] },
    configs: {
      lambada: {
        task: 'lambada',
        dataset_path: 'EleutherAI/lambada_openai',
        output_type: 'loglikelihood',
        metadata: { version: 1, pretrained: '/home/alice/small' },
      },
    },
    versions: { lambada: '1.0' },
    'n-shot': { lambada: 0 },
    higher_is_better: { lambada: { perplexity: false, acc: true } },
    'n-samples': { lambada: { original: 5153, effective: 5153 } },
    config: {
      model: 'hf',
      model_args: 'pretrained=org/small,dtype=float32',
      model_sha: '13d1530e129cfa37ffc175e9e66b7e9244ee51d2',
      batch_size: '8',
      batch_sizes: [],
      device: 'cuda:0',
      use_cache: null,
      limit: null,
      bootstrap_iters: 100000,
      random_seed: 0,
      numpy_seed: 1234,
      torch_seed: 1234,
      fewshot_seed: 1234,
      ...config,
    },
    git_hash: '0b3e9a43',
    date: 1740434102.798944,
    pretty_env_info: ENVIRONMENT,
    transformers_version: '4.46.2',
    lm_eval_version: '0.4.8',
    task_hashes: { lambada: 'd'.repeat(64) },
    model_name: 'org/small',
    total_evaluation_time_seconds: '169.19',
    ...root,
  };
  // Python writes NaN as a bare word.
  return JSON.stringify(written, (_, value) => (Number.isNaN(value) ? '#NaN' : value), 2).replaceAll('"#NaN"', 'NaN');
}

/** Keys of a header that replace those of the usual one; those of `eval` one by one. */
export interface HeaderChange {
  readonly status?: string | undefined;
  readonly eval?: object;
  readonly plan?: object;
  readonly results?: object | undefined;
  readonly stats?: object | undefined;
}

/** The header of a log of Inspect AI. */
export function inspectHeader(change: HeaderChange = {}): string {
  const header = {
    version: 2,
    status: 'success',
    plan: {
      steps: [{ solver: 'generate', params: {} }],
      config: { temperature: '#1.0', seed: 7, max_connections: 10 },
    },
    results: {
      total_samples: 3,
      completed_samples: 3,
      scores: [
        { name: 'match', metrics: { accuracy: { value: 0.8 }, stderr: { value: 0.1 }, bound: { value: '#NaN' } } },
      ],
    },
    stats: { started_at: '2025-05-12T20:28:13-04:00', completed_at: '2025-05-12T20:28:15-04:00' },
    ...change,
    eval: {
      eval_id: 'SnKtvCqG',
      run_id: '8KyCuAQS',
      task: 'popularity',
      task_id: 'TtTeKV9G',
      task_args: { level: 2 },
      dataset: { name: 'popularity', location: '/home/alice/p', samples: 3, sample_ids: [1, 2, 3], shuffled: false },
      model: 'openai/gpt-4o-mini',
      config: { limit: null, epochs: 1, log_samples: true },
      revision: { type: 'git', origin: 'git@example.org:a/b.git', commit: 'e9a9d7161', dirty: false },
      packages: { inspect_ai: '0.3.95' },
      ...change.eval,
    },
  };
  return JSON.stringify(header, null, 2).replaceAll(/"#(NaN|1\.0)"/g, '$1');
}
