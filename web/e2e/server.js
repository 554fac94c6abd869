// The server under test: the real binary on a free port with a store of its own, or one that runs already.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** @typedef {{ url: string, stop: () => Promise<void> }} Server */

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}

/** @param {string} url @param {() => string | null} ended @param {number} seconds */
async function ready(url, ended, seconds) {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const reason = ended();
    if (reason !== null) throw new Error(`the server ended before it was ready: ${reason}`);
    try {
      const answer = await fetch(`${url}health/ready`);
      await answer.arrayBuffer();
      if (answer.ok) return;
    } catch {
      // not listening yet
    }
    await new Promise((wake) => setTimeout(wake, 150));
  }
  throw new Error(`${url} was not ready within ${seconds} s`);
}

/**
 * Starts `PLANCOVER_BIN`, or takes the server at `PLANCOVER_URL` as it is.
 * @param {{ store?: string, seconds?: number }} [how] a store of its own where none is named; how long it may take to be ready
 * @returns {Promise<Server>}
 */
export async function startServer({ store, seconds = 120 } = {}) {
  const running = process.env['PLANCOVER_URL'];
  if (running) return { url: running.replace(/\/?$/, '/'), stop: async () => {} };

  const binary = resolve(process.env['PLANCOVER_BIN'] ?? join(import.meta.dirname, '../../target/debug/plancover'));
  const folder = await mkdtemp(join(tmpdir(), 'plancover-e2e-'));
  const port = await freePort();
  const child = spawn(binary, ['serve', '--listen', `127.0.0.1:${port}`, '--store', store ? resolve(store) : join(folder, 'trial.gpkg')], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let talk = '';
  /** @type {string | null} */
  let end = null;
  child.stderr.on('data', (/** @type {Buffer} */ chunk) => (talk = (talk + chunk.toString()).slice(-4000)));
  child.once('error', (cause) => (end = cause.message));
  child.once('exit', (code, signal) => (end ??= `exit ${code ?? signal}\n${talk}`));

  const stop = async () => {
    if (end === null) {
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 5000);
      await gone;
      clearTimeout(late);
    }
    await rm(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}/`;
  try {
    await ready(url, () => end, seconds);
  } catch (cause) {
    await stop();
    throw cause;
  }
  return { url, stop };
}
