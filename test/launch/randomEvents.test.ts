// A launch on a cluster whose events come in random orders: nothing is started twice, and nothing is done without its manifest.
import { expect, test } from 'vitest';
import { GRACE_MS, mayStart } from '../../src-shared/launch/element';
import { activeIndices, afterLook, type Launch, stateCounts, withSubmission } from '../../src-shared/launch/launch';
import { launchText, readLaunch } from '../../src-shared/launch/launchText';
import { caseCount, repeatWith, SEED } from '../cases';
import { randomFrom } from '../kyn/mutate';
import { newLaunch } from './newLaunch';
import { SimulatedCluster } from './simulatedCluster';

const COUNT = 12;
const random = randomFrom(SEED);

const look = (launch: Launch, cluster: SimulatedCluster): Launch =>
  afterLook(launch, (index, { attempt }) => {
    const exit = cluster.exitOf(index, attempt);
    return {
      target: cluster.answer(index, attempt),
      manifest: cluster.hasManifest(index, attempt),
      time: cluster.time,
      ...(exit !== undefined && { exit }),
    };
  });

// As `kyn` does it: what is active is looked at first, and without an answer nothing is submitted.
function runMissing(launch: Launch, cluster: SimulatedCluster): Launch {
  const seen = look(launch, cluster);
  if (!cluster.isReachable) return seen;
  const missing = Array.from({ length: COUNT }, (_, i) => i).filter(index => mayStart(seen.elements.get(index)));
  if (missing.length === 0) return seen;
  for (const index of missing) cluster.submit(index, seen.submissions.length);
  return withSubmission(seen, missing, { time: '2026-04-18T17:30:05.123Z', resources: [] });
}

// The state is read from its file again, as after a restart of the editor.
function reopened(launch: Launch): Launch {
  const read = readLaunch(launchText(launch));
  if (!read.ok) throw new Error(read.problem);
  return read.launch;
}

function checkDone(launch: Launch, cluster: SimulatedCluster): void {
  for (const [index, { state, attempt }] of launch.elements)
    if (state === 'done') expect(cluster.hasManifest(index, attempt), `${index} is done`).toBe(true);
}

test(`nothing is started twice or done without a manifest (${repeatWith()})`, () => {
  for (let round = 0; round < caseCount(2000); round++) {
    const cluster = new SimulatedCluster(COUNT, random);
    let launch = newLaunch();
    for (let step = 0; step < 60; step++) {
      const chance = random();
      cluster.time += Math.floor(random() * 60_000);
      if (chance < 0.7) cluster.step();
      else if (chance < 0.75) cluster.isReachable = !cluster.isReachable;
      else if (chance < 0.85) launch = runMissing(launch, cluster);
      else launch = reopened(look(launch, cluster));
      checkDone(launch, cluster);
    }
    for (let again = 0; again < 3; again++) {
      cluster.finishAll();
      launch = runMissing(launch, cluster);
    }
    cluster.finishAll();
    cluster.time += GRACE_MS;
    launch = look(launch, cluster);
    expect(cluster.faults).toEqual([]);
    expect([...stateCounts(launch)]).toEqual([['done', COUNT]]);
    expect(activeIndices(launch)).toEqual([]);
  }
});
