// Runs `kyn manifest new`. Separate from the command, because the rules of manifests take time to load.
import { readArtifact } from '../../../../src-shared/artifacts/read';
import { isAbsent } from '../../../../src-shared/host/linkFailure';
import { dirname } from '../../../../src-shared/host/paths';
import { isStill, readText, reasonText, type TextResult } from '../../../../src-shared/host/readText';
import { experimentText, queryVersion } from '../../../../src-shared/repro/experiment/experiment';
import {
  idFault,
  type ManifestParams,
  NO_PARAMS,
  objectFromJson,
} from '../../../../src-shared/repro/experiment/manifestParams';
import { queryGit } from '../../../../src-shared/repro/git/gitInfo';
import { missingState } from '../../../../src-shared/repro/git/missingState';
import { absolutePath, displayPath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome, usageError } from '../outcome';
import { displayName, readInput, unreadableMessage } from '../readInput';

/** Writes a manifest to the file of `--out`. */
export async function newManifest(context: CliContext): Promise<Outcome> {
  const { command, host, io, options } = context;
  const out = options.get('out');
  if (out === undefined) return usageError(command, '`--out FILE` is required: the file to write.');
  const id = options.get('id');
  const fault = id === undefined ? undefined : idFault(id);
  if (fault !== undefined) return failure(`\`--id\` ${fault}. Nothing was written. Choose another identifier.`);
  const path = absolutePath(context, out);
  if (host.stat(dirname(path))?.kind !== 'folder')
    return failure(`the folder of ${displayPath(out)} does not exist. Create it first.`);
  const old = readText(host, path);
  const foreign = foreignReason(path, old);
  if (foreign !== undefined) return failure(`${displayPath(out)} ${foreign}`);
  const params = (await readObject(context, options.get('params'))) ?? NO_PARAMS;
  const provenance = await readObject(context, options.get('provenance'));
  if (typeof params === 'string' || typeof provenance === 'string')
    return failure(...[params, provenance].filter(p => typeof p === 'string'));
  if (!provenance)
    return usageError(command, '`--provenance FILE` is required: the source of the data cannot be guessed.');
  const collected = await collect(context);
  if (typeof collected === 'string') return failure(collected);
  const manifest = experimentText({
    ...collected,
    now: io.now(),
    params: params.node,
    provenance: provenance.node,
    ...(id !== undefined && { id }),
  });
  if ('problem' in manifest) return outcome(EXIT_PROBLEMS, '', [`${manifest.problem}. Nothing was written.`]);
  const written = await host.writeAtomic(path, manifest.text, isStill(host, old));
  if (!written.ok) return failure(`${displayPath(out)} could not be written: ${written.message}. Nothing was changed.`);
  return outcome(EXIT_OK, `${displayPath(out)} was written.\n`, [...params.remarks, ...provenance.remarks]);
}

// Why the existing file is not replaced; undefined where it is an experiment manifest, is empty or does not exist.
function foreignReason(path: string, old: TextResult): string | undefined {
  if (!old.ok && isAbsent(old.reason)) return undefined;
  if (!old.ok && (old.reason === 'folder' || old.reason === 'special'))
    return `cannot be replaced: ${reasonText(old.reason)}. Nothing was written. Choose another name.`;
  if (old.ok && (old.text === '' || isExperiment(path, old.text))) return undefined;
  const reason = old.ok ? 'is not an experiment manifest' : `cannot be read: ${reasonText(old.reason)}`;
  return `exists and ${reason}. Nothing was written. Choose another name, or delete the file first.`;
}

// A text that cannot be parsed may only quote a manifest, so it is not one that may be lost.
function isExperiment(path: string, text: string): boolean {
  const artifact = readArtifact(path, text);
  return artifact?.kind.id === 'experiment-manifest' && artifact.root !== undefined;
}

// The object in a file, undefined without a file, a message where it cannot be used.
async function readObject(context: CliContext, given: string | undefined): Promise<ManifestParams | undefined> {
  if (given === undefined) return undefined;
  const { label, content } = await readInput(context, given);
  return content.ok ? objectFromJson(content.text, displayName(label)) : unreadableMessage(label, content.reason);
}

async function collect({ host, io }: CliContext) {
  const git = await queryGit(host, io.cwd);
  if (git.kind !== 'complete') {
    const what = git.kind === 'incomplete' && git.sha !== undefined ? 'state of the work tree' : 'commit';
    return git.isReported
      ? `nothing was written, because the ${what} is unknown.`
      : `${missingState(git)} Nothing was written.`;
  }
  const python = io.python();
  if (python === undefined)
    return 'no Python was found in the active environment or on PATH. A manifest records its version.';
  const env = await queryVersion(host, python, { folder: io.cwd });
  return typeof env === 'string' ? env : { git: git.state, env };
}
