// From what an interpreter and nvidia-smi say to a sample of the runtime. Values that only a training run shows are named, never guessed.
// Source of the rules: `detect`, `probe` and `capture_runtime_versions` of DLM, which ask torch itself.
import type { Capabilities, InterpreterFacts } from './facts';
import { hardwareTier, type RuntimeSample } from './lock';

/** A field of a lock whose value now is not known, and why, in words that complete "... is not known here: ". */
export interface Unknown {
  readonly field: string;
  readonly why: string;
}

/** A sample. The values of the fields in `unknown` mean nothing. */
export interface Sampled {
  readonly sample: RuntimeSample;
  readonly unknown: readonly Unknown[];
}

/** Makes the sample. `gpus` counts only where torch was built for CUDA. */
export function sampleOf(facts: InterpreterFacts, gpus: Capabilities): Sampled {
  const build = buildOf(facts);
  const hardware = hardwareOf(facts, build, gpus);
  const backend = hardware.backend ?? 'cpu';
  const sample: RuntimeSample = {
    pinnedVersions: versionsOf(facts, build),
    backend,
    ...(hardware.capability && { computeCapability: hardware.capability }),
    cudaVersion: backend === 'cuda' ? (build?.cuda ?? null) : null,
    rocmVersion: build?.hip ?? null,
  };
  return { sample, unknown: unknownOf(hardware, build) };
}

/** Whether what nvidia-smi says would count. */
export const needsCapabilities = (facts: InterpreterFacts): boolean =>
  facts.system !== 'Darwin' && !facts.cudaHidden && Boolean(buildOf(facts)?.cuda);

/** What torch was built for; null for a runtime that it was built without. */
interface Build {
  readonly version: string | undefined;
  readonly cuda: string | null;
  readonly hip: string | null;
}

const assigned = (name: string, text: string): string | null | undefined => {
  const value = new RegExp(`^${name}(?:\\s*:[^=\\n]*)?\\s*=\\s*(None|'[^'\\n]*'|"[^"\\n]*")`, 'm').exec(text)?.[1];
  return value === undefined ? undefined : value === 'None' ? null : value.slice(1, -1);
};

// torch/version.py says it; undefined where torch is absent or writes it in another way.
function buildOf({ torchText }: InterpreterFacts): Build | undefined {
  if (torchText === undefined) return undefined;
  const [cuda, hip] = [assigned('cuda', torchText), assigned('hip', torchText)];
  if (cuda === undefined || hip === undefined) return undefined;
  return { version: assigned('__version__', torchText) ?? undefined, cuda, hip };
}

// DLM records torch.__version__, whose local part (+cu124) the metadata of the package index leave out.
function versionsOf({ versions }: InterpreterFacts, build: Build | undefined): Record<string, string> {
  return versions.torch !== undefined && build?.version !== undefined
    ? { ...versions, torch: build.version }
    : { ...versions };
}

interface Hardware {
  readonly backend?: RuntimeSample['backend'];
  readonly capability?: readonly [number, number];
  /** Why the backend or the tier is not known. */
  readonly why?: string;
}

const CPU: Hardware = { backend: 'cpu' };

function hardwareOf(facts: InterpreterFacts, build: Build | undefined, gpus: Capabilities): Hardware {
  if (facts.versions.torch === undefined)
    return { why: 'torch is not installed for this interpreter, and torch chooses the device' };
  if (facts.system === 'Darwin') return onMac(facts);
  if (!build) return { why: 'the version file of the installed torch does not state what it was built for' };
  if (build.hip) return onRocm(facts);
  return build.cuda ? onCuda(facts, gpus) : CPU;
}

// Metal needs macOS 12.3; on Intel it depends on the graphics card.
function onMac({ machine, macVersion }: InterpreterFacts): Hardware {
  const [major = 0, minor = 0] = macVersion.split('.').map(Number);
  const isNewEnough = major > 12 || (major === 12 && minor >= 3);
  return machine === 'arm64' && isNewEnough
    ? { backend: 'mps' }
    : { why: 'only training shows whether Metal can be used on this Mac' };
}

function onRocm({ amd, rocmHidden }: InterpreterFacts): Hardware {
  if (rocmHidden || amd === false) return CPU;
  return amd ? { backend: 'rocm' } : { why: 'this system does not show whether there is a device for ROCm' };
}

function onCuda({ nvidia, cudaHidden }: InterpreterFacts, gpus: Capabilities): Hardware {
  if (cudaHidden) return CPU;
  if ('why' in gpus) return nvidia === false ? CPU : { why: gpus.why };
  const [first] = gpus.listed;
  if (!first) return { why: 'nvidia-smi lists no device' };
  const isModern = ([major]: readonly [number, number]): boolean => major >= 8;
  return gpus.listed.every(one => isModern(one) === isModern(first))
    ? { backend: 'cuda', capability: first }
    : { backend: 'cuda', why: 'the machine has devices of both tiers, and training chooses one' };
}

function unknownOf({ backend, why }: Hardware, build: Build | undefined): Unknown[] {
  const fields = [
    ...(why === undefined ? [] : ['hardware_tier']),
    ...(backend === undefined ? ['determinism_class'] : []),
    // A torch that was built without CUDA has no CUDA version on any device.
    ...(backend === undefined && build?.cuda !== null ? ['cuda_version'] : []),
  ];
  const device = fields.map(field => ({ field, why: why ?? '' }));
  const noBuild = 'what torch was built for is not known';
  return build ? device : [...device, { field: 'rocm_version', why: why ?? noBuild }];
}

/** What a sample found, in a few words: `torch 2.5.1, cuda-sm80+`. */
export function sampleText({ sample, unknown }: Sampled): string {
  const tier = unknown.some(({ field }) => field === 'hardware_tier') ? 'hardware not known' : hardwareTier(sample);
  const { torch } = sample.pinnedVersions;
  return `${torch === undefined ? 'no torch' : `torch ${torch}`}, ${tier}`;
}
