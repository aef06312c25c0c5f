// Runs `kyn manifest new`: collects, makes the text, writes it. Apart from the command, for the rules of manifests take time to load.
import { json } from '../../../../src-shared/artifacts/fileFormat';
import { secretInFile } from '../../../../src-shared/artifacts/findings/secretInFile';
import { markSecrets } from '../../../../src-shared/artifacts/secrets/secrets';
import { textFinding } from '../../../../src-shared/artifacts/textFinding';
import { dirname } from '../../../../src-shared/host/paths';
import { askInterpreter, experimentText } from '../../../../src-shared/repro/experiment/experiment';
import { gitState } from '../../../../src-shared/repro/git/gitInfo';
import type { JsonNode } from '../../../../src-shared/text/jsonText';
import { jsonObject } from '../../../../src-shared/text/makeJson';
import { absolutePath, displayPath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { outcome, usageError } from '../outcome';
import { readInput, unreadableMessage } from '../readInput';

/** Writes a manifest into the file of `--out`. */
export async function newManifest(context: CliContext): Promise<Outcome> {
  const { host, io, options } = context;
  const out = options.get('out');
  if (out === undefined) return usageError('manifest new: --out FILE is missing; it says where to write.');
  const path = absolutePath(io.cwd, out);
  if (host.stat(dirname(path))?.kind !== 'folder')
    return usageError(`manifest new: the folder of ${displayPath(out)} is not there; make it first.`);
  const params = await objectIn(context, options.get('params'));
  const provenance = await objectIn(context, options.get('provenance'));
  const given = [params, provenance].filter(p => typeof p === 'string');
  if (typeof params === 'string' || typeof provenance === 'string') return usageError(...given);
  if (!provenance)
    return usageError('manifest new: --provenance FILE is missing; where the data comes from cannot be guessed.');
  const collected = await collect(context);
  if (typeof collected === 'string') return usageError(`manifest new: ${collected}`);
  const id = options.get('id');
  const made = experimentText({
    ...collected,
    now: io.now(),
    params: params ?? jsonObject([]),
    provenance,
    ...(id !== undefined && { id }),
  });
  if ('problem' in made) return outcome(EXIT_PROBLEMS, '', [`${made.problem}. Nothing was written.`]);
  const written = await host.writeAtomic(path, made.text);
  if (!written.ok)
    return usageError(`${displayPath(out)} could not be written: ${written.message}. Nothing was changed.`);
  return outcome(EXIT_OK, `${displayPath(out)} written.\n`);
}

// The object in a file, undefined without a file, a sentence where it is none.
async function objectIn(context: CliContext, given: string | undefined): Promise<JsonNode | string | undefined> {
  if (given === undefined) return undefined;
  const { label, content } = await readInput(context, given);
  if (!content.ok) return unreadableMessage(label, content.reason);
  const { value, problem } = json.read(content.text);
  if (problem) return `${label} is not valid JSON: ${textFinding(problem).message}`;
  if (value?.kind !== 'object') return `${label} must hold a JSON object.`;
  // What is written once goes from hand to hand.
  const [secret] = secretInFile.find(markSecrets(value));
  return secret ? `${label}: ${secret.message} No manifest was made.` : value;
}

async function collect({ host, io }: CliContext) {
  const git = await gitState(host, io.cwd);
  if (!git) return 'git says nothing of the working folder; a manifest needs a work tree with a commit.';
  const python = io.python();
  if (python === undefined) return 'no Python was found in the active environment or on PATH; a manifest records it.';
  const env = await askInterpreter(host, { python, folder: io.cwd });
  return typeof env === 'string' ? env : { git, env };
}
