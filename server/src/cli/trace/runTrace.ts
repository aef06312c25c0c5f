// Runs `kyn trace`: the hash that a file records, and the places of the spec with that hash.

import type { Artifact } from '../../../../src-shared/artifacts/read';
import type { SpecSearch } from '../../../../src-shared/repro/reproduce/findSpec';
import { notFoundText } from '../../../../src-shared/repro/reproduce/notFoundText';
import { traceSpec } from '../../../../src-shared/repro/trace/traceSpec';
import { isHash } from '../../../../src-shared/text/hashForm';
import { shortText } from '../../../../src-shared/text/shortText';
import { withArticle } from '../../../../src-shared/text/withArticle';
import { relativePath } from '../cliPaths';
import { type CliContext, formatOf, type Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome, withGaps } from '../outcome';
import { displayName } from '../readInput';
import { type ExpectedInput, type RunInput, readRun } from '../reproduce/readRun';
import { searchFolders } from '../searchFolders';
import { type PrintedTrace, traceJson, traceText } from './print';

const EXPECTED: ExpectedInput = {
  noun: 'a run, a script or a lock',
  advice: 'Name a run manifest, an entry of a sweep such as sweep_results.json#0, a generated script or a lock.',
};

/** Traces the file of a context. */
export async function runTrace(context: CliContext): Promise<Outcome> {
  const input = await readRun(context, context.files[0] ?? '', EXPECTED);
  if (typeof input === 'string') return failure(input);
  const unusable = wrongKind(input);
  if (unusable !== undefined) return failure(unusable);
  const { configHash } = input.artifact.claims;
  return configHash !== undefined && isHash(configHash)
    ? traced(context, input, configHash)
    : outcome(EXIT_PROBLEMS, printed(context, { configHash: null, matches: [] }), [noHash(input, configHash)]);
}

async function traced(context: CliContext, { path }: RunInput, configHash: string): Promise<Outcome> {
  const { host, io } = context;
  const folders = searchFolders(context, path);
  const search: SpecSearch = { host, folders, label: found => relativePath(io.cwd, found) };
  const trace = await traceSpec(search, configHash);
  const { matches, gaps } = trace;
  const stdout = printed(context, { configHash, matches });
  if (matches.length > 0) return withGaps(outcome(EXIT_OK, stdout), gaps);
  const text = notFoundText(configHash, trace, ADVICE);
  return outcome(EXIT_PROBLEMS, stdout, [text]);
}

const ADVICE = 'Run the command in the repository that contains the spec, or on the machine where the run was started.';

function printed(context: CliContext, trace: PrintedTrace): string {
  const { io } = context;
  const label = (path: string): string => relativePath(io.cwd, path);
  return formatOf(context) === 'json' ? traceJson(trace, label) : traceText(trace, label, io);
}

function wrongKind({ label, artifact: { kind, claims } }: RunInput): string | undefined {
  const name = displayName(label);
  if (kind.entries && claims.configHash === undefined)
    return `${name} contains several runs. Name one of them, for example ${label}#0.`;
  if (kind.hashField !== undefined || claims.configHash !== undefined) return undefined;
  return `${name} is ${withArticle(kind.title)}, which is not made from a spec. ${EXPECTED.advice}`;
}

const MAX_SHOWN = 80;

function noHash({ label, artifact }: RunInput, recorded: Artifact['claims']['configHash']): string {
  const name = displayName(label);
  return recorded === undefined
    ? `${name} does not record the CONFIG_HASH of its spec, so the spec cannot be found.`
    : `${name} records ${shortText(JSON.stringify(recorded), MAX_SHOWN)} as ${artifact.kind.hashField ?? 'config_hash'}, which is not a CONFIG_HASH (64 lower-case hex digits), so the spec cannot be found.`;
}
