// Runs `kyn evidence` in a process of its own. Independent of the API of VS Code.
import { runProcess } from '../../../src-shared/host/node/runProcess';
import { t } from '../ui/l10n';
import { callKyn, failureIn } from './kynProcess';

/** A package to write. `run`: the argument of `kyn`; `target`: a folder that does not exist, or a ZIP archive by its name; `kyn`: the path of dist/kyn.js. */
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

/** What was written, as a folder or as an archive, or a message that states why nothing was. */
export type EvidenceEnd =
  | ({ readonly kind: 'written' } & EvidenceReport)
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'cancelled' };

/** The report of `kyn`, as far as it is used. */
export interface EvidenceReport {
  readonly format: string;
  readonly verdict: string;
  readonly missing: readonly LeftOut[];
}

/** Writes a package. Never rejects. */
export async function evidenceInProcess(job: EvidenceJob, run = runProcess): Promise<EvidenceEnd> {
  const { kyn, folder, target, signal } = job;
  const args = ['evidence', '--quiet', '--report', 'json', '--output-file', target, '--', job.run];
  const end = await callKyn({ kyn, args, folder, signal }, run);
  if (end.kind !== 'ended') return end;
  const report = end.code === 0 ? reportIn(end.stdout) : undefined;
  const why = () => failureIn(end.stderr) ?? t('`kyn evidence` ended without a result.');
  return report ? { kind: 'written', ...report } : { kind: 'failed', message: why() };
}

function reportIn(text: string): EvidenceReport | undefined {
  try {
    const { format, verdict, missing } = JSON.parse(text);
    return { format, verdict, missing };
  } catch {
    return undefined;
  }
}
