// Generates folders with many run manifests, specs or other files.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const sha256 = text => createHash('sha256').update(text).digest('hex');
const fraction = i => Number(`0.${1000 + ((i * 7919) % 8999)}`);

/** The text of a run manifest; `metrics` in addition to the usual ones. */
export const manifestText = (i, metrics = {}) =>
  `${JSON.stringify(
    {
      config_hash: sha256(`spec ${i % 500}`),
      data_hash: sha256(`data ${i % 50}`),
      env: { numpy: '1.26.4', platform: 'Linux-6.1-x86_64', python: '3.11.9', torch: '2.3.1' },
      kynml_version: '1.2.0',
      metrics: { mae: fraction(i), mse: fraction(i + 1), r2: fraction(i + 2), rmse: fraction(i + 3), ...metrics },
      seed: i,
    },
    null,
    2,
  )}\n`;

/** Writes `count` manifests, 100 in a folder, each in its own. Returns their paths. */
export function writeManifests(folder, count) {
  return Array.from({ length: count }, (_, i) => {
    const run = path.join(folder, 'runs', String(Math.floor(i / 100)), `run${i}`);
    mkdirSync(run, { recursive: true });
    const file = path.join(run, 'run_manifest.json');
    writeFileSync(file, manifestText(i));
    return file;
  });
}

/** Writes `count` small specs with their data, 100 in a folder. */
export function writeSpecs(folder, count) {
  for (let i = 0; i < count; i++) {
    const place = path.join(folder, String(Math.floor(i / 100)));
    if (i % 100 === 0) {
      mkdirSync(place, { recursive: true });
      writeFileSync(path.join(place, 'd.csv'), 'a,b,c,d,e,f,g,h,i,j,y\n1,2,3,4,5,6,7,8,9,10,11\n');
    }
    writeFileSync(path.join(place, `s${i}.kyn`), spec(i));
  }
}

const spec = i => `params:
    lr = 0.${100 + (i % 800)}
    hidden = ${32 + (i % 64)}

dataset D:
    source = csv("d.csv")
    target = "y"
    split = 0.8

model M:
    input 10
    dense $hidden relu
    dropout 0.2
    dense 1 linear

train:
    model = M
    data = D
    loss = mse
    optimizer = adam(lr=$lr)
    epochs = ${(i % 50) + 1}
    batch = 32
    seed = ${i}

evaluate:
    metrics = [mae, rmse]
`;

/** Writes `count` empty files that a scan meets before the manifests. */
export function writeImages(folder, count) {
  for (let i = 0; i < count; i++) {
    const place = path.join(folder, 'images', String(Math.floor(i / 1000)));
    if (i % 1000 === 0) mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, `image${i}.png`), '');
  }
}
