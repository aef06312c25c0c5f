// The step `config_hash`: whether the spec with the recorded CONFIG_HASH exists, and whether the history agrees.

import type { SpecResult } from '../../../repro/reproduce/findSpec';
import type { RunRecord } from '../../../repro/reproduce/runRecord';
import { firstFew } from '../../../text/firstFew';
import { shortHash } from '../../../text/hashForm';
import { confirmed, contradicted, type StepResult, unknown } from '../verification';

const MAX_NAMED = 3;

/** `hash`: what the run records. `ofRun`: what the history kept about this very run. */
export function configStep(hash: string, { found, spec, step }: SpecResult, ofRun: RunRecord | undefined): StepResult {
  if (ofRun && ofRun.spec.configHash !== hash)
    return contradicted(
      `.kynml recorded that this run started with CONFIG_HASH ${shortHash(ofRun.spec.configHash)}, but it states ${shortHash(hash)}.`,
    );
  if (!found) return unknown(step.detail);
  if (step.state === 'confirmed') return confirmed(step.detail);
  if (!spec) return unknown(`${step.detail} CONFIG_HASH does not cover imports.`);
  const names = firstFew(spec.composition.files, MAX_NAMED, { text: file => file.label });
  return unknown(
    `The text with CONFIG_HASH ${shortHash(hash)} is ${found.place}. CONFIG_HASH does not cover its imports (${names}), and the run did not record them.`,
  );
}
