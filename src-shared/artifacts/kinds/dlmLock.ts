// dlm.lock: the inputs and the environment of one training of a DLM document. Source: DLM, "Determinism & reproducibility" (seed document 002), and
// the schema of DLM, which rejects unknown fields, also inside `license_acceptance`.
import * as z from 'zod/mini';
import { member } from '../../text/jsonText';
import { dlmLockVersion } from '../dlmLockVersion';
import { documented, hash64, integer, text } from '../exact';
import { choice, count, dateTime, nonEmpty } from '../fields';
import { lockVersion } from '../findings/lockVersion';
import { pythonRejects } from '../findings/pythonRejects';
import { unknownField, unknownMembers } from '../findings/unknownField';
import type { Kind } from '../kind';
import { shownText, shownTexts, timeClaim } from '../listedTexts';
import { hasAll, hasAny } from '../shape';

const license = documented(
  z.object({
    accepted_at: dateTime('When the license was accepted.'),
    license_url: nonEmpty('Address of the license at the time it was accepted.'),
    license_spdx: nonEmpty('SPDX identifier of the license.'),
    via: choice('How the license was accepted: with a command-line flag, at a prompt, or in the front matter.', [
      'cli_flag',
      'interactive',
      'frontmatter',
    ]),
  }),
  { description: 'Acceptance of the license of a gated base model; null where it is not required.' },
);

// The trainer pins the first ones, where they are installed. The last ones are documented, but the trainer never pins them.
const PINNED = ['torch', 'transformers', 'peft', 'trl', 'bitsandbytes', 'sway'];
const NEVER_PINNED = ['accelerate', 'llama_cpp'];

const packages = documented(
  z.catchall(
    z.object(
      Object.fromEntries([
        ...PINNED.map(name => [name, z.optional(text(`Version of ${name}; absent when the run did not load it.`))]),
        ...NEVER_PINNED.map(name => [name, z.optional(text(`Version of ${name}. \`dlm train\` does not record it.`))]),
      ]),
    ),
    text('Version of a package.'),
  ),
  { description: 'Versions of the packages that the run used.' },
);

// The trainer has its own words for the classes; in a lock they are wrong.
const TRAINER_CLASSES: ReadonlyMap<string, string> = new Map([
  ['strict', 'strong'],
  ['best_effort', 'best-effort'],
  ['loose', 'advisory'],
]);

// A GPU or TPU is not a mistyped CPU.
const OTHER_PROCESSORS = /^[abd-z]pu$/i;

const schema = documented(
  z.object({
    lock_version: dlmLockVersion,
    created_at: dateTime('When the lock was written. DLM writes it with microseconds and the offset of UTC.'),
    dlm_id: nonEmpty('Identifier of the document from its front matter. The store is named after it.'),
    dlm_sha256: hash64(
      'SHA-256 of the bytes of the .dlm document. It may change, because documents are edited between trainings.',
    ),
    base_model_revision: nonEmpty('Revision of the base model.'),
    base_model_sha256: z.optional(
      z.nullable(text('SHA-256 of the base model; null when it was not recorded, as in the locks of `dlm train`.')),
    ),
    pinned_versions: z.optional(packages),
    cuda_version: z.optional(z.nullable(text('Version of CUDA; null without CUDA.'))),
    rocm_version: z.optional(z.nullable(text('Version of ROCm; null without ROCm.'))),
    hardware_tier: choice(
      'Hardware that the run was planned for.',
      ['cuda-sm80+', 'cuda-sm<80', 'mps', 'cpu', 'rocm'],
      { otherWords: OTHER_PROCESSORS },
    ),
    seed: integer('Seed of the run.'),
    determinism_flags: z.optional(
      documented(z.record(z.string(), documented(z.unknown(), { description: 'Value of a flag.' })), {
        description: 'Determinism flags of the run, with any values. `dlm train` writes an empty object.',
      }),
    ),
    determinism_class: choice(
      'Reproducibility that the host can guarantee. strong: bit-exact (CUDA with all deterministic kernels). best-effort: close but not bit-identical (MPS, ROCm, or CUDA without those kernels). advisory: no guarantee, e.g. CPU only.',
      ['strong', 'best-effort', 'advisory'],
      { synonyms: TRAINER_CLASSES },
    ),
    license_acceptance: z.optional(z.nullable(license)),
    last_run_id: count('Number of the run that wrote the lock, counted from 1.'),
    world_size: z.optional(count('Number of processes that trained together; 1 when absent.')),
  }),
  { title: 'DLM lock' },
);

/** Lock of one DLM store. */
export const dlmLock: Kind = {
  id: 'dlm-lock',
  title: 'DLM lock',
  source: 'DLM, "Determinism & reproducibility": What\'s in dlm.lock, Mismatch severity table.',
  rules: [
    'A file whose `lock_version` is not the integer 1 is rejected before anything else is checked.',
    'A file with a byte order mark, half of a surrogate pair, or an integer of more than 4,300 digits is rejected, because Python rejects it. Strings inside the values of `determinism_flags` are not checked.',
    'A recorded lock that is rejected or cannot be read stops `dlm train` in every mode except `--update-lock`.',
    'Fields that are not listed here are rejected, also inside `license_acceptance`. `determinism_flags` and `pinned_versions` may contain others.',
    'Numbers are checked as they are written: `42.0` is not an integer. Integers may have at most 4,300 digits, because Python reads no more.',
    'Dates have the formats that pydantic reads from a string: ISO 8601 with or without an offset, or a date alone. Seconds since 1970 are not accepted.',
    'Values are equal where they are equal in Python: in `determinism_flags`, 1, 1.0 and true are the same. An absent field has its default. `base_model_sha256` is compared only where both locks have one.',
    'Versions of torch are read as PEP 440. The epoch is not part of the major version, as in `packaging`.',
  ],
  fileNames: ['dlm.lock'],
  requiredKeys: ['"dlm_sha256"'],
  detect: root =>
    hasAll(root, 'dlm_sha256') &&
    hasAny(root, 'lock_version', 'base_model_revision', 'hardware_tier', 'determinism_class'),
  schema,
  foreign: 'refuse',
  gate: root => lockVersion.find(root, 'DLM lock')[0],
  extra: root => [
    ...unknownField.find(unknownMembers(member(root, 'license_acceptance'), Object.keys(license.shape)), {
      owner: '`license_acceptance`',
      foreign: 'refuse',
    }),
    ...pythonRejects.find(root, ['determinism_flags']),
  ],
  claims: root => {
    const seed = member(root, 'seed');
    return { ...timeClaim(root, 'created_at'), ...(seed?.kind === 'number' && { seed: seed.text }) };
  },
  listing: {
    title: 'DLM locks',
    name: root => shownText(root, 'dlm_id'),
    facts: root => shownTexts(root, ['hardware_tier', 'determinism_class']),
  },
  sections: [
    {
      id: 'identity',
      title: 'Identity',
      prefixes: ['dlm_id', 'dlm_sha256', 'base_model_revision', 'base_model_sha256', 'lock_version'],
    },
    {
      id: 'environment',
      title: 'Environment',
      prefixes: ['pinned_versions', 'cuda_version', 'rocm_version', 'hardware_tier', 'world_size'],
    },
    { id: 'determinism', title: 'Determinism', prefixes: ['seed', 'determinism_flags', 'determinism_class'] },
    { id: 'license', title: 'License', prefixes: ['license_acceptance'] },
    { id: 'other', title: 'Other', prefixes: [] },
  ],
  identity: ['dlm_id', 'base_model_revision'],
  isRun: false,
};
