// Runs `kyn evidence` in a process of its own. Independent of the API of VS Code.
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { runProcess } from '../../../src-shared/host/node/runProcess';
import { t } from '../ui/l10n';
import { callKyn, failureIn } from './kynProcess';

/** A package to write. `run`: the argument of `kyn`; `target`: the folder, which does not exist; `kyn`: the path of dist/kyn.js. */
export interface EvidenceJob {
  readonly kyn: string;
  readonly run: string;
  readonly target: string;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** What is not in a package, and why. */
export interface LeftOut {
  readonly what: string;
  readonly reason: string;
}

/** What a package states, or a message that states why there is none. */
export type EvidenceEnd =
  | { readonly kind: 'written'; readonly verdict: string; readonly missing: readonly LeftOut[] }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'cancelled' };

/** Writes a package. Never rejects. */
export async function evidenceInProcess(job: EvidenceJob, run = runProcess): Promise<EvidenceEnd> {
  const { kyn, folder, target, signal } = job;
  const args = ['evidence', '--quiet', '--output-file', target, '--', job.run];
  const end = await callKyn({ kyn, args, folder, signal }, run);
  if (end.kind !== 'ended') return end;
  if (end.code === 0) return writtenIn(target);
  return { kind: 'failed', message: failureIn(end.stderr) ?? t('`kyn evidence` ended without a result.') };
}

// The index of the package has what it states.
async function writtenIn(target: string): Promise<EvidenceEnd> {
  try {
    const { verdict, missing } = JSON.parse(await readFile(path.join(target, 'evidence.json'), 'utf8'));
    return { kind: 'written', verdict, missing };
  } catch {
    return { kind: 'failed', message: t('The package was written, but its evidence.json cannot be read.') };
  }
}
