// The list of trackers whose runs are read. A folder that several may have written is read by each.
import type { Tracker } from '../tracker';
import { dvc } from './dvc';
import { hfTrainer } from './hfTrainer';
import { hydra } from './hydra';
import { inspectAi } from './inspectAi';
import { lightning } from './lightning';
import { lmEval } from './lmEval';
import { mlflow } from './mlflow';
import { sacred } from './sacred';
import { wandb } from './wandb';

/** All trackers. */
export const trackers: readonly Tracker[] = [
  mlflow,
  wandb,
  dvc,
  lmEval,
  hfTrainer,
  lightning,
  hydra,
  sacred,
  inspectAi,
];
