// The training loop, and the measurement of the test part after each epoch.
import { type Code, codeOf, join, python } from '../../../python/code';
import { call, numberLiteral } from '../../../python/literals';
import type { SchedulerPlan, TrainingPlan } from '../plan';
import { optimizer } from './modelPart';
import { hasBatchNorm, hasWorkers } from './needs';

/** The functions that train and measure. */
export const training = (plan: TrainingPlan): Code =>
  join(
    [
      makeLoader(plan),
      hasWorkers(plan) && workerOptions(plan),
      hasWorkers(plan) && startWorker(plan),
      plan.train.compile && compile,
      plan.train.precision !== 'fp32' && autocast(plan.train.precision),
      evaluate(plan),
      train(plan),
    ],
    2,
  );

const makeLoader = (plan: TrainingPlan): Code => python`
  def make_loader(train_part, device, generator):
      """The batches of the train part${plan.data.shuffle ? python`, in another order in each epoch` : python`, in the order of the file`}."""
      features, targets = map(torch.from_numpy, train_part)
      ${hasBatchNorm(plan) && noSingleRow}
      return DataLoader(
          TensorDataset(features, targets),
          batch_size=BATCH_SIZE,
          shuffle=SHUFFLE,
          generator=generator,
          ${hasBatchNorm(plan) && python`drop_last=len(features) % BATCH_SIZE == 1,`}
          ${plan.data.pinMemory && python`pin_memory=device.type == "cuda",  # Pinned memory only makes copies to CUDA faster.`}
          ${hasWorkers(plan) && python`**worker_options(),`}
      )
`;

const noSingleRow = python`
  # BatchNorm cannot learn from a single row. A last batch of one row is left out: with shuffling, it is
  # another row in each epoch.
  if min(BATCH_SIZE, len(features)) == 1:
      raise KynMLError("\`batchnorm\` needs batches of at least 2 rows. Set \`batch\` to 2 or more, and check that the "
                       "train part has 2 rows.")
`;

const workerOptions = ({ data }: TrainingPlan): Code => python`
  def worker_options():
      """The options of the processes that load rows."""
      # Where a process is not a copy of this one, older versions of Python search its modules in the working folder.
      if sys.version_info < (3, 11) and torch.multiprocessing.get_start_method() != "fork":
          note("Worker processes need Python 3.11 or newer on this system. The rows are loaded without them.")
          return {}
      return {
          "num_workers": ${numberLiteral(data.numWorkers)},
          ${data.prefetch !== undefined && python`"prefetch_factor": ${numberLiteral(data.prefetch)},`}
          "persistent_workers": True,
          "worker_init_fn": start_worker,
      }
`;

const startWorker = ({ train }: TrainingPlan): Code => python`
  def report_worker_error(kind, error, trace):
      """Reports an error of a worker, but not that the main process ended while it received rows."""
      if not isinstance(error, (EOFError, ConnectionError)):
          sys.__excepthook__(kind, error, trace)


  def start_worker(_):
      """Ctrl-C is handled by the main process, which ends the workers."""
      signal.signal(signal.SIGINT, signal.SIG_IGN)
      sys.excepthook = report_worker_error  # For the thread that sends rows.
      ${
        train.seed !== undefined &&
        python`
          # PyTorch derives its own seed of each worker from the generator of the DataLoader; the others follow it.
          _set_seed(torch.initial_seed())
        `
      }
`;

const compile = python`
  def compile_network(model, device):
      """The compiled network. Where torch.compile is missing or does not work, the network runs uncompiled."""
      if not hasattr(torch, "compile"):
          note(f"torch.compile needs PyTorch 2, and this is {torch.__version__}. The network runs uncompiled.")
          return model
      try:
          network = torch.compile(model)
          with torch.no_grad():
              network(torch.zeros(2, INPUTS, device=device))  # The first call compiles.
          return network
      except Exception as error:
          note(f"torch.compile does not work here: {first_line(error)} The network runs uncompiled.")
          return model
`;

const autocast = (precision: 'fp16' | 'bf16'): Code => python`
  def autocast(device):
      """Computes in ${codeOf(precision)} on CUDA, and in fp32 elsewhere."""
      if device.type == "cuda":
          return torch.autocast("cuda", dtype=${precision === 'fp16' ? python`torch.float16` : python`torch.bfloat16`})
      return contextlib.nullcontext()
`;

// The loss is computed outside of autocast, because some losses do not work in half precision.
const forward = ({ train }: TrainingPlan): Code =>
  train.precision === 'fp32'
    ? python`outputs = network(features)`
    : python`
        with autocast(device):
            outputs = network(features).float()
      `;

const evaluate = (plan: TrainingPlan): Code => python`
  def evaluate(model, network, test_part, device):
      """The loss and the metrics of the test part."""
      model.eval()
      results = []
      all_features, targets = map(torch.from_numpy, test_part)
      with torch.no_grad():
          for features in all_features.split(4096):  # In parts, so that the outputs of all layers fit into memory.
              features = features.to(device)
              ${forward(plan)}
              results.append(outputs.cpu())
      outputs = torch.cat(results)
      loss = loss_function(outputs, targets).item()
      return loss, ${plan.metrics.length > 0 ? python`metrics_of(outputs, targets)` : python`{}`}
`;

const train = (plan: TrainingPlan): Code => {
  const { compile: compiles, precision, scheduler, earlyStop, checkpoint } = plan.train;
  return python`
    def train(model, train_part, test_part, device, generator):
        """Trains the network. Returns the number of epochs and the metrics of the last one."""
        loader = make_loader(train_part, device, generator)
        network = ${compiles ? python`compile_network(model.eval(), device)` : python`model`}
        try:
            optimizer = ${optimizer(plan.train.optimizer)}
            ${scheduler && python`scheduler = ${schedulerOf(scheduler)}`}
        except ValueError as error:
            raise KynMLError(f"PyTorch does not accept a value of the optimizer or the scheduler: {error}") from None
        ${precision !== 'fp32' && fallbackNote(precision)}
        ${precision === 'fp16' && scaler}
        ${earlyStop && python`best_loss, epochs_without_progress = math.inf, 0`}
        has_diverged = False
        for epoch in range(1, EPOCHS + 1):
            start = time.perf_counter()
            model.train()
            loss_sum, row_count = torch.zeros((), device=device), 0
            for features, targets in loader:
                features, targets = features.to(device), targets.to(device)
                optimizer.zero_grad()
                ${forward(plan)}
                loss = loss_function(outputs, targets)
                ${precision === 'fp16' ? scaledStep(scheduler) : step}
                ${scheduler?.name === 'onecycle' && (precision === 'fp16' ? stepIfTrained : python`scheduler.step()`)}
                loss_sum += loss.detach() * len(features)
                row_count += len(features)
            train_loss = loss_sum.item() / row_count
            test_loss, metrics = evaluate(model, network, test_part, device)
            ${scheduler && afterEpoch(scheduler)}
            report_epoch(epoch, train_loss, test_loss, time.perf_counter() - start, metrics)
            if not has_diverged and not math.isfinite(train_loss):
                has_diverged = True
                note(f"The loss is {train_loss} since epoch {epoch}: the training diverged. A smaller \`lr\` may help.")
            ${checkpoint && saveCheckpoint}
            ${earlyStop && stopEarly}
        return epoch, metrics
  `;
};

const fallbackNote = (precision: string): Code => python`
  if device.type != "cuda":
      note("\`precision = ${codeOf(precision)}\` needs CUDA, so the training uses fp32.")
`;

const scaler = python`
  # Small gradients would become 0 in fp16, so the loss is scaled. PyTorch 1 has the scaler in another place.
  make_scaler = getattr(torch.amp, "GradScaler", torch.cuda.amp.GradScaler)
  scaler = make_scaler(enabled=device.type == "cuda")
`;

const step = python`
  loss.backward()
  optimizer.step()
`;

const scaledStep = (scheduler: SchedulerPlan | undefined): Code => python`
  ${scheduler?.name === 'onecycle' && python`loss_scale = scaler.get_scale()`}
  scaler.scale(loss).backward()
  scaler.step(optimizer)
  scaler.update()
`;

const stepIfTrained = python`
  if scaler.get_scale() >= loss_scale:  # It is lowered for a batch that is skipped.
      scheduler.step()
`;

function schedulerOf(scheduler: SchedulerPlan): Code {
  const optimizer = python`optimizer`;
  switch (scheduler.name) {
    case 'onecycle':
      return call('torch.optim.lr_scheduler.OneCycleLR', [optimizer], {
        max_lr: numberLiteral(scheduler.maxLr),
        total_steps: python`EPOCHS * len(loader)`,
      });
    case 'step':
      return call('torch.optim.lr_scheduler.StepLR', [optimizer], {
        step_size: numberLiteral(scheduler.size),
        gamma: numberLiteral(scheduler.gamma),
      });
    case 'cosine':
      return call('torch.optim.lr_scheduler.CosineAnnealingLR', [optimizer], { T_max: python`EPOCHS` });
    case 'plateau':
      return call('torch.optim.lr_scheduler.ReduceLROnPlateau', [optimizer], {
        patience: numberLiteral(scheduler.patience),
        factor: numberLiteral(scheduler.factor),
      });
  }
}

function afterEpoch({ name }: SchedulerPlan): Code | undefined {
  if (name === 'onecycle') return undefined;
  return name === 'plateau' ? python`scheduler.step(test_loss)` : python`scheduler.step()`;
}

const saveCheckpoint = python`
  if epoch % CHECKPOINT_EVERY == 0:
      write_file(CHECKPOINT_PATH, state_bytes(model))
`;

const stopEarly = python`
  if test_loss < best_loss - MIN_DELTA:
      best_loss, epochs_without_progress = test_loss, 0
  else:
      epochs_without_progress += 1
  if epochs_without_progress >= PATIENCE and epoch < EPOCHS:
      note(f"Stopped after epoch {epoch}: the loss of the test part did not fall for "
           f"{counted(epochs_without_progress, 'epoch', 'epochs')}.")
      break
`;
