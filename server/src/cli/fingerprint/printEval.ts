// Runs `kyn fingerprint eval`: the guard against uncommitted changes, the dataset, the configuration.
import { staysInside } from '../../../../src-shared/host/throughLink';
import { askGit, type GitAnswer, gitInfo } from '../../../../src-shared/repro/git/gitInfo';
import { type Dataset, fingerprintEval } from '../../../../src-shared/repro/hash/evalFingerprint';
import { fileChecksum, pythonPath } from '../../../../src-shared/repro/hash/fingerprint';
import { type JsonNode, stringMember } from '../../../../src-shared/text/jsonText';
import { absolutePath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { EXIT_PROBLEMS, exitCode } from '../exitCode';
import { outcome, usageError } from '../outcome';
import { printJson } from '../print/json';
import { gitWarning } from './gitWarning';
import { readJson } from './readJson';

/** Prints the fingerprint of an evaluation. */
export async function printEval(context: CliContext): Promise<Outcome> {
  const config = await readJson(context, context.files[0] ?? '');
  if (typeof config === 'string') return usageError(config);
  const answer = await askGit(context.host, context.io.cwd);
  const doubt = unknownCodeReason(answer);
  if (doubt !== undefined && !context.options.has('allow-dirty')) return outcome(EXIT_PROBLEMS, '', refusal(doubt));
  const git = gitInfo(answer);
  const dataset = datasetOf(context, config.root);
  if (typeof dataset === 'string') return outcome(EXIT_PROBLEMS, '', [`${config.label}: ${dataset}`]);
  const result = fingerprintEval(config.root, { git, ...(dataset && { dataset }) }, context.host.sha256);
  if (!result.ok) return outcome(EXIT_PROBLEMS, '', [`${config.label}: ${result.problem}`]);
  const missing = dataset?.checksum === 'missing';
  return outcome(exitCode(missing, false), printJson({ ...result.fingerprint }), [
    ...(doubt === undefined ? [] : gitWarning(answer)),
    ...config.duplicates,
    ...(missing ? [`${dataset.path} cannot be read, so its checksum is "missing", as in the original.`] : []),
    ...(result.absent.length > 0
      ? [
          `${config.label} has no ${result.absent.join(', no ')}: not hashed. The original always hashes them; null says that there is none.`,
        ]
      : []),
  ]);
}

// Why the commit would not say what code the evaluation ran, and what to do; undefined where it does, or where there is no repository to ask.
function unknownCodeReason(answer: GitAnswer): readonly [why: string, cure: string] | undefined {
  const { sha } = gitInfo(answer);
  if (answer.kind === 'silent')
    return [
      `git does not tell ${answer.sha === undefined ? 'the commit' : `whether anything changed since commit ${sha}`}, so nothing says what code the evaluation ran.`,
      'see what git status says',
    ];
  if (answer.kind === 'outside' || !answer.state.dirty) return undefined;
  return [
    `there are uncommitted changes, so commit ${sha} would not say what code the evaluation ran.`,
    'commit them (git commit)',
  ];
}

const refusal = ([why, cure]: readonly [string, string]): string[] => [
  why,
  `${cure}, or print the fingerprint all the same with --allow-dirty; it records that.`,
];

// What was given, else what the configuration names where that lies in the working folder: a file must not make us read elsewhere.
function datasetOf({ options, io, host }: CliContext, config: JsonNode): Dataset | string | undefined {
  const given = options.get('dataset');
  const named = given ?? stringMember(config, 'dataset_path');
  if (named === undefined || named === '') return undefined;
  const path = absolutePath(io.cwd, named);
  if (given === undefined && !staysInside(host, [io.cwd], path))
    return 'dataset_path leads out of the working folder, or goes through a link, so it was not read; name it with --dataset if it is right.';
  return { path: pythonPath(named), checksum: fileChecksum(host, path) };
}
