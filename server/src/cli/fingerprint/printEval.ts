// Runs `kyn fingerprint eval`: checks for uncommitted changes, reads the configuration and the dataset.
import { notHashedText, unexpected } from '../../../../src-shared/artifacts/evalConfig';
import { staysInside } from '../../../../src-shared/host/staysInside';
import { pointerAt } from '../../../../src-shared/repro/data/pointerAt';
import { type GitQueryResult, gitInfo, queryGit } from '../../../../src-shared/repro/git/gitInfo';
import {
  type Dataset,
  type FingerprintedEval,
  fingerprintEval,
} from '../../../../src-shared/repro/hash/evalFingerprint';
import { CHECKSUM_BYTES, fileChecksum, pythonPath } from '../../../../src-shared/repro/hash/fingerprint';
import { inBackticks } from '../../../../src-shared/text/inBackticks';
import { type JsonNode, member, stringMember } from '../../../../src-shared/text/jsonText';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { printJson } from '../../../../src-shared/text/outputJson';
import { withoutSecretForms } from '../../../../src-shared/text/secretText';
import { absolutePath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { dvcText } from '../dvcText';
import { EXIT_PROBLEMS, exitCode } from '../exitCode';
import { failure, outcome } from '../outcome';
import { unreadableMessage } from '../readInput';
import { causeText, gitWarning } from './gitWarning';
import { type JsonFile, readJson, secretWarning } from './readJson';

/** Prints the fingerprint of an evaluation. */
export async function printEval(context: CliContext): Promise<Outcome> {
  const config = await readJson(context, context.files[0] ?? '');
  if (typeof config === 'string') return failure(config);
  const answer = await queryGit(context.host, context.io.cwd);
  const reason = unknownCodeReason(answer);
  if (reason !== undefined && !context.options.has('allow-dirty')) return outcome(EXIT_PROBLEMS, '', refusal(reason));
  const git = gitInfo(answer);
  const dataset = datasetOf(context, config.root);
  if (typeof dataset === 'string') return outcome(EXIT_PROBLEMS, '', [`${config.label}: ${dataset}`]);
  if (dataset && 'unusable' in dataset) return failure(dataset.unusable);
  const result = fingerprintEval(config.root, { git, ...(dataset && { dataset }) }, context.host.sha256);
  if (!result.ok) return outcome(EXIT_PROBLEMS, '', [`${config.label}: ${result.problem}`]);
  const missing = dataset?.checksum === 'missing';
  return outcome(exitCode(missing, false), evalJson(result), [
    ...(reason === undefined ? [] : gitWarning(answer)),
    ...config.duplicates,
    ...(missing ? [missingWarning(context, dataset.path)] : partWarning(context, dataset?.path)),
    ...configWarnings(config, result),
  ]);
}

// The original reads no more either.
function partWarning({ host, io }: CliContext, dataset: string | undefined): string[] {
  if (dataset === undefined) return [];
  const size = host.stat(absolutePath({ host, io }, dataset))?.size ?? 0;
  return size > CHECKSUM_BYTES
    ? [
        `only the first 1 MiB of ${dataset} is part of the hash. Evaluations whose datasets differ after it have the same hash.`,
      ]
    : [];
}

const missingWarning = (context: CliContext, dataset: string): string =>
  `${dataset} cannot be read, so its checksum is recorded as "missing".${dvcText(context, absolutePath(context, dataset))}`;

// The fingerprint of the original, followed by how the configuration was read.
const evalJson = ({ fingerprint, form, notHashed }: FingerprintedEval): string =>
  printJson({ ...fingerprint, config_form: form, not_hashed: notHashed.map(withoutSecretForms) });

function configWarnings(file: JsonFile, result: FingerprintedEval): string[] {
  const { label, root } = file;
  const { form, absent, notHashed } = result;
  const surprising = unexpected(notHashed);
  const extra = form === 'scorer' ? member(root, 'extra_config') : undefined;
  return [
    ...(absent.length > 0 ? [absentWarning(label, absent)] : []),
    ...(surprising.length > 0 ? [notHashedText(surprising, { config: label, form })] : []),
    ...(extra ? secretWarning({ ...file, root: extra }, 'The hash includes it.') : []),
  ];
}

const absentWarning = (label: string, keys: readonly string[]): string =>
  `${label} does not set ${inBackticks(keys, 'or')}, so the hash does not include ${keys.length === 1 ? 'it' : 'them'}. The original always hashes ${keys.length === 1 ? 'this key' : 'these keys'}; \`null\` means none.`;

interface UnknownCode {
  readonly reason: string;
  readonly advice: string;
  /** How a fingerprint records that the code is unknown. */
  readonly record: string;
}

const DIRTY = '`git_dirty` is then `true`.';

// Why the commit does not identify the code of the evaluation; undefined where it does, or outside a repository.
function unknownCodeReason(answer: GitQueryResult): UnknownCode | undefined {
  const { sha } = gitInfo(answer);
  if (answer.kind === 'incomplete') {
    const what = answer.sha === undefined ? 'the commit' : `whether files changed since commit ${sha}`;
    return {
      reason: `git did not report ${what}${causeText(answer)}, so the code of the evaluation is unknown.`,
      advice: 'run `git status` to see why',
      record: answer.sha === undefined ? `\`git_sha\` is then \`${sha}\`.${answer.isEmpty ? '' : ` ${DIRTY}`}` : DIRTY,
    };
  }
  if (answer.kind === 'outside' || !answer.state.dirty) return undefined;
  return {
    reason: `there are uncommitted changes, so commit ${sha} does not identify the code of the evaluation.`,
    advice: 'commit them',
    record: DIRTY,
  };
}

const refusal = ({ reason, advice, record }: UnknownCode): string[] => [
  reason,
  `${advice}, or use \`--allow-dirty\` to print the fingerprint anyway. ${record}`,
];

// The given dataset, or the one in the configuration if it is in the working folder: a file must not make kyn read files elsewhere.
function datasetOf({ options, io, host }: CliContext, config: JsonNode): Dataset | Unusable | string | undefined {
  const given = options.get('dataset');
  const named = given ?? stringMember(config, 'dataset_path');
  if (named === undefined || named === '') return undefined;
  const path = absolutePath({ host, io }, named);
  if (given === undefined && !staysInside(host, [io.cwd], path))
    return '`dataset_path` is outside the working folder or behind a symbolic link, so it was not read. If it is correct, use `--dataset`.';
  const pointer = pointerAt(host, path);
  if (pointer)
    return `${oneLine(named)} is a ${pointer.name} pointer and not the data, so the fingerprint would be wrong. Run \`${pointer.fetch}\` to fetch the data.`;
  const head = host.readHead(path, 1);
  // The original hashes what it gets from a device, which is not the content of a file.
  if (!head.ok && (head.reason === 'special' || head.reason === 'folder'))
    return { unusable: unreadableMessage(oneLine(named), head.reason) };
  return { path: pythonPath(named), checksum: fileChecksum(host, path) };
}

/** Why a dataset is not one, as a sentence. */
interface Unusable {
  readonly unusable: string;
}
