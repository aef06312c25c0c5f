// Runs `kyn fingerprint eval`: the guard against uncommitted changes, the dataset, the configuration.
import { isInside } from '../../../../src-shared/host/paths';
import { type Dataset, fingerprintEval } from '../../../../src-shared/repro/evalFingerprint';
import { fileChecksum, type GitInfo, pythonPath } from '../../../../src-shared/repro/fingerprint';
import { gitInfo } from '../../../../src-shared/repro/gitInfo';
import { type JsonNode, stringMember } from '../../../../src-shared/text/jsonText';
import type { Context, Outcome } from '../command';
import { exitCode, PROBLEMS } from '../exitCode';
import { outcome, unusable } from '../outcome';
import { absolute } from '../place';
import { printJson } from '../print/json';
import { readJson } from './readJson';

/** Prints the fingerprint of an evaluation. */
export async function printEval(context: Context): Promise<Outcome> {
  const config = await readJson(context, context.files[0] ?? '');
  if (typeof config === 'string') return unusable(config);
  const git = await gitInfo(context.host, context.io.cwd);
  const allowed = context.options.has('allow-dirty');
  if (git.dirty && !allowed) return outcome(PROBLEMS, '', refusal(git));
  const dataset = datasetOf(context, config.root);
  if (typeof dataset === 'string') return outcome(PROBLEMS, '', [`${config.label}: ${dataset}`]);
  const result = fingerprintEval(config.root, { git, ...(dataset && { dataset }) }, context.host.sha256);
  if (!result.ok) return outcome(PROBLEMS, '', [`${config.label}: ${result.problem}`]);
  const missing = dataset?.checksum === 'missing';
  return outcome(exitCode(missing, false), printJson({ ...result.fingerprint }), [
    ...(git.dirty ? ['there are uncommitted changes, and the fingerprint records that (git_dirty).'] : []),
    ...(missing ? [`${dataset.path} cannot be read, so its checksum is "missing", as in the original.`] : []),
    ...(result.absent.length > 0
      ? [
          `${config.label} has no ${result.absent.join(', no ')}: not hashed. The original always hashes them; null says that there is none.`,
        ]
      : []),
  ]);
}

const refusal = ({ sha }: GitInfo): string[] => [
  `there are uncommitted changes, so commit ${sha} would not say what code the evaluation ran.`,
  'commit them (git commit), or print the fingerprint all the same with --allow-dirty; it records that.',
];

// What was given, else what the configuration names where that lies in the working folder: a file must not make us read elsewhere.
function datasetOf({ options, io, host }: Context, config: JsonNode): Dataset | string | undefined {
  const given = options.get('dataset');
  const named = given ?? stringMember(config, 'dataset_path');
  if (named === undefined || named === '') return undefined;
  const path = absolute(io.cwd, named);
  if (given === undefined && !isInside(io.cwd, path))
    return 'dataset_path leads out of the working folder, so it was not read; name it with --dataset if it is right.';
  return { path: pythonPath(named), checksum: fileChecksum(host, path) };
}
