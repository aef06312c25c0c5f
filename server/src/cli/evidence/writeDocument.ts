// Writes the evidence of a run as one document, to a file or to standard output.
import type { Evidence } from '../../../../src-shared/evidence/evidence';
import { notKnown } from '../../../../src-shared/evidence/knownInputs';
import type { Sha256 } from '../../../../src-shared/repro/hash/configHash';
import { displayPath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { EXIT_OK } from '../exitCode';
import { failure, outcome } from '../outcome';
import { writeContent } from '../writeOutput';
import type { DocumentFormat } from './formatNames';
import { evidenceReport } from './report';

// Loaded on demand, because a command writes one of them.
const TEXTS: Readonly<Record<DocumentFormat, () => Promise<(evidence: Evidence, sha256: Sha256) => string>>> = {
  'in-toto': async () => (await import('../../../../src-shared/evidence/inToto')).inTotoText,
  cyclonedx: async () => (await import('../../../../src-shared/evidence/cycloneDx')).cycloneDxText,
};

/** Writes the document as a whole or not at all. */
export async function writeDocument(context: CliContext, evidence: Evidence, format: DocumentFormat): Promise<Outcome> {
  const textOf = await TEXTS[format]();
  const text = textOf(evidence, content => context.host.sha256(content));
  const missing = notKnown(evidence);
  const gaps = missing.map(({ what, reason }) => `not known: ${what}. ${reason}`);
  const out = context.options.get('output-file') ?? '-';
  if (out === '-') return outcome(EXIT_OK, text, gaps);
  const problem = await writeContent(context, out, text);
  return problem === undefined
    ? outcome(EXIT_OK, await evidenceReport(context, { evidence, format, missing }), gaps)
    : failure(`${displayPath(out)} ${problem}. Nothing was written.`);
}
