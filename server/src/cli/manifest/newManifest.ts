// Runs `kyn manifest new`. Separate from the command, because the rules of manifests take time to load.
import { isStill } from '../../../../src-shared/host/readText';
import { experimentText, queryVersion } from '../../../../src-shared/repro/experiment/experiment';
import { idFault, NO_PARAMS } from '../../../../src-shared/repro/experiment/manifestParams';
import { queryGit } from '../../../../src-shared/repro/git/gitInfo';
import { missingState } from '../../../../src-shared/repro/git/missingState';
import { displayPath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome, usageError } from '../outcome';
import { targetOf } from './manifestTarget';
import { provenanceOf, provenanceProblem, readObject } from './provenance';

/** Writes a manifest to the file of `--out`, for `-` to standard output. */
export async function newManifest(context: CliContext): Promise<Outcome> {
  const { command, host, io, options } = context;
  const out = options.get('out');
  if (out === undefined) return usageError(command, '`--out FILE` is required: the file to write.');
  const id = options.get('id');
  const fault = id === undefined ? undefined : idFault(id);
  if (fault !== undefined) return failure(`\`--id\` ${fault}. Nothing was written. Choose another identifier.`);
  const target = targetOf(context, out);
  if (typeof target === 'string') return failure(`${target} Nothing was written.`);
  const file = options.get('params');
  const params = file === undefined ? NO_PARAMS : await readObject(context, file);
  const unclear = provenanceProblem(context);
  if (unclear !== undefined) return usageError(command, unclear);
  const provenance = await provenanceOf(context);
  if (typeof params === 'string' || typeof provenance === 'string')
    return failure(...[params, provenance].filter(p => typeof p === 'string'));
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
  const remarks = [...params.remarks, ...provenance.remarks];
  if (!target) return outcome(EXIT_OK, manifest.text, remarks);
  const written = await host.writeAtomic(target.path, manifest.text, isStill(host, target.old));
  if (!written.ok) return failure(`${displayPath(out)} could not be written: ${written.message}. Nothing was changed.`);
  return outcome(EXIT_OK, context.io.quiet ? '' : `${displayPath(out)} was written.\n`, remarks);
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
