// Runs `kyn evidence`: collects the evidence of a run, refuses secrets, and writes it as a whole.
import { entryPath } from '../../../../src-shared/artifacts/read';
import type { Evidence } from '../../../../src-shared/evidence/evidence';
import { isPackagePath, nameProblem } from '../../../../src-shared/evidence/packagePath';
import { type SecretPlace, secretPlaces } from '../../../../src-shared/evidence/secretPlaces';
import { recordedRun } from '../../../../src-shared/repro/reproduce/recordedRun';
import { firstFew } from '../../../../src-shared/text/firstFew';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';
import type { CliContext, Outcome } from '../command';
import { EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome } from '../outcome';
import { type RunInput, readRun } from '../reproduce/readRun';
import { trackedNamed } from '../search/trackedNamed';
import { worlds } from '../verify/worlds';
import { collectEvidence } from './collectEvidence';
import { isDocument } from './formatNames';
import { evidenceFormat, formatObstacle } from './formats';
import { trackedEvidence } from './trackedEvidence';
import { writeDocument } from './writeDocument';
import { writePackage } from './writePackage';

/** Writes the evidence of the run of a context. */
export async function runEvidence(context: CliContext): Promise<Outcome> {
  const [given = ''] = context.files;
  const obstacle = await formatObstacle(context, evidenceFormat(context));
  if (obstacle) return obstacle;
  if (given === '-') return failure('Evidence is about the file of a run, so name it in place of standard input.');
  const input = await readRun(context, given);
  if (typeof input === 'string') return trackedOrFailure(context, given, input);
  const recorded = recordedRun(input.artifact);
  if (!recorded) return failure(notARun(input));
  const entry = input.fileHash === undefined ? entryPath(given)?.index : undefined;
  const world = worlds(context)(input);
  const evidence = await collectEvidence(context, { input, recorded, entry, world });
  return typeof evidence === 'string' ? failure(evidence) : written(context, evidence);
}

// What is not of ours may be a run of another tracker.
async function trackedOrFailure(context: CliContext, given: string, problem: string): Promise<Outcome> {
  const run = trackedNamed(context, given) ?? problem;
  return typeof run === 'string' ? failure(run) : written(context, await trackedEvidence(context, run, given));
}

const notARun = ({ label, artifact }: RunInput): string =>
  artifact.kind.entries
    ? `${label} contains several runs. Name one of them, for example ${label}#0.`
    : `${label} is not a run of a spec. Name a run manifest, or an entry of a sweep such as sweep_results.json#0.`;

// Why evidence is not written in any form.
function refusal({ host }: CliContext, { parts, secrets }: Evidence): Outcome | undefined {
  const paths = parts.map(({ path }) => path);
  const unfit = paths.find(path => !isPackagePath(path)) ?? nameProblem(paths);
  if (unfit !== undefined)
    return failure(`${unfit} has a name that not every system can have, or that is used twice. Nothing was written.`);
  const places = secretPlaces(parts, bytes => host.decodeUtf8(bytes), secrets);
  return places.length > 0 ? outcome(EXIT_PROBLEMS, '', [secretsText(places)]) : undefined;
}

async function written(context: CliContext, evidence: Evidence): Promise<Outcome> {
  const format = evidenceFormat(context);
  const refused = refusal(context, evidence);
  if (refused) return refused;
  return isDocument(format) ? writeDocument(context, evidence, format) : writePackage(context, evidence, format);
}

const MAX_NAMED = 5;

function secretsText(places: readonly SecretPlace[]): string {
  const list = firstFew(places, MAX_NAMED, {
    text: ({ path, text, at }) =>
      text === undefined ? 'the name of a file' : `${path}, line ${positionAt(lineIndex(text), at).line + 1}`,
  });
  return `There is a secret in ${list}. Evidence is handed out, so nothing was written. Remove the secret from the file, and replace it where it is used.`;
}
