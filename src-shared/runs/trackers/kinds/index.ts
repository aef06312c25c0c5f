// The list of trackers whose runs are read. A folder that several may have written is read by each.
import type { Tracker } from '../tracker';
import { dvc } from './dvc';
import { mlflow } from './mlflow';
import { wandb } from './wandb';

/** All trackers. */
export const trackers: readonly Tracker[] = [mlflow, wandb, dvc];
