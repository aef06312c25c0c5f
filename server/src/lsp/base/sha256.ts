// SHA-256 as FIPS 180-4 defines it, for a browser: its own function answers only asynchronously, and hashes are computed where findings are.

const BLOCK = 64;

/** The first 32 bits behind the point of a root of each of the first primes. */
function constants(count: number, root: (prime: number) => number): Uint32Array {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (isPrime(n)) found.push(root(n) * 2 ** 32);
  return Uint32Array.from(found, value => value % 2 ** 32);
}

function isPrime(n: number): boolean {
  for (let i = 2; i * i <= n; i++) if (n % i === 0) return false;
  return true;
}

const ROUND = constants(64, Math.cbrt);
const START = constants(8, Math.sqrt);

const turned = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

/** A hash of bytes that come in parts. */
export class Sha256 {
  private readonly schedule = new Uint32Array(BLOCK);
  private readonly waiting = new Uint8Array(BLOCK);

  constructor(
    private readonly state = START.slice(),
    private length = 0,
    waiting?: Uint8Array,
  ) {
    if (waiting) this.waiting.set(waiting);
  }

  /** Adds bytes. */
  update(bytes: Uint8Array): this {
    for (const byte of bytes) {
      this.waiting[this.length++ % BLOCK] = byte;
      if (this.length % BLOCK === 0) this.compress();
    }
    return this;
  }

  /** The same hash so far, which continues on its own. */
  copy(): Sha256 {
    return new Sha256(this.state.slice(), this.length, this.waiting);
  }

  /** 64 lower-case hex digits. Nothing is added after it. */
  digest(): string {
    const bits = this.length * 8;
    const end = new Uint8Array(BLOCK - ((this.length + 8) % BLOCK) + 8);
    end[0] = 0x80;
    const view = new DataView(end.buffer);
    view.setUint32(end.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(end.length - 4, bits >>> 0);
    this.update(end);
    return Array.from(this.state, word => word.toString(16).padStart(8, '0')).join('');
  }

  private compress(): void {
    const { state, schedule } = this;
    this.fillSchedule();
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let i = 0; i < BLOCK; i++) {
      const choice = (e & f) ^ (~e & g);
      const majority = (a & b) ^ (a & c) ^ (b & c);
      const sumE = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const sumA = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const first = (h + sumE + choice + (ROUND[i] ?? 0) + (schedule[i] ?? 0)) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + sumA + majority) | 0];
    }
    for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] ?? 0) + word;
  }

  private fillSchedule(): void {
    const { schedule } = this;
    const view = new DataView(this.waiting.buffer);
    for (let i = 0; i < 16; i++) schedule[i] = view.getUint32(i * 4);
    for (let i = 16; i < BLOCK; i++) {
      const [near = 0, far = 0] = [schedule[i - 2], schedule[i - 15]];
      const mixedFar = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3);
      const mixedNear = turned(near, 17) ^ turned(near, 19) ^ (near >>> 10);
      schedule[i] = (schedule[i - 16] ?? 0) + mixedFar + (schedule[i - 7] ?? 0) + mixedNear;
    }
  }
}
