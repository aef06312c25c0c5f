// What trains a run again, what it trains, and the result.
import type { JsonNode } from '../../text/jsonText';
import type { OfficialTraining } from './officialTraining';

/** What an interpreter has: its versions in the form of a manifest, and why it cannot train, as a sentence. */
export interface Interpreter {
  readonly env?: JsonNode;
  readonly problem?: string;
}

/** What trains again. `name`: for people. `instead`: why it is not the official tool where that one was wanted, as a sentence. */
export type Trainer =
  | { readonly kind: 'official'; readonly name: string }
  | (Interpreter & { readonly kind: 'builtin'; readonly instead?: string });

/** What is trained: a script, or a spec by the official tool. */
export type Training =
  | { readonly kind: 'script'; readonly script: string }
  | { readonly kind: 'official'; readonly training: OfficialTraining };

/** The manifest that a training wrote, or a sentence that states why there is none. */
export type TrainResult =
  | { readonly ok: true; readonly manifest: string }
  | { readonly ok: false; readonly message: string };
