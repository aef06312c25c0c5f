// Writes the script of a run. A file that is not a generated script is never replaced, and nothing is written through a link. One that was changed is kept.
import type { Host } from '../../../../src-shared/host/host';
import { isStill, readText } from '../../../../src-shared/host/readText';
import type { History, HistoryHost } from '../../../../src-shared/repro/history/historyFolder';
import { keepScript } from '../../../../src-shared/repro/history/keepRun';
import { scriptObstacle } from '../compile/scriptObstacle';
import { isNoFile, notReplacedText } from '../outputPath';

/** A script and its absolute path. `history`: where the script that it replaces is kept if it was changed; undefined where nothing is kept. */
export interface RunScript {
  readonly path: string;
  readonly script: string;
  readonly history: History | undefined;
}

/** A written script, with the path of the kept one, or why it was not written: a clause after the name of the file. */
export type RunScriptResult =
  | { readonly ok: true; readonly kept?: string }
  | { readonly ok: false; readonly fault: string };

/** Writes the script. */
export async function writeRunScript(
  host: HistoryHost & Host,
  { path, script, history }: RunScript,
): Promise<RunScriptResult> {
  if (host.linkTarget(path) !== undefined) return failed('is a link, and links are not followed there. Remove it');
  const old = readText(host, path);
  if (old.ok && old.text === script) return { ok: true };
  if (!old.ok && isNoFile(old.reason)) return failed(notReplacedText(old.reason));
  const obstacle = await scriptObstacle(host, path, old);
  if (obstacle?.kind === 'foreign') return failed(obstacle.reason);
  if (obstacle && !history) return failed(`${obstacle.reason}, and with \`--no-history\` it is not kept. Move it`);
  const kept = obstacle && history && (await keepScript(host, history, path));
  if (obstacle && kept && !kept.ok) return failed(`${obstacle.reason}, and it could not be kept: ${kept.message}`);
  const written = await host.writeAtomic(path, script, isStill(host, old));
  if (!written.ok) return failed(`could not be written: ${written.message}`);
  return { ok: true, ...(kept?.ok && { kept: kept.path }) };
}

const failed = (fault: string): RunScriptResult => ({ ok: false, fault });
