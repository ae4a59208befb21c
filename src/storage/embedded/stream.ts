import { Duplex } from 'node:stream'
import type { Worker } from 'node:worker_threads'

/**
 * Stands where the `pg` driver expects a socket: what it writes goes to the worker that holds the database, and what the
 * database answers comes back. So one driver, one set of types and one kind of error serve both databases.
 */
export class WorkerStream extends Duplex {
  readonly #worker: Worker
  readonly #receive = (answer: Uint8Array | 'fresh' | 'ready') => {
    if (answer === 'fresh') this.emit('connect')
    else if (typeof answer !== 'string' && answer.length > 0) this.push(Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength))
  }
  readonly #ended = () =>
    this.destroy(Object.assign(new Error('Connection terminated: the embedded database has ended'), { code: 'ECONNRESET' }))

  constructor(worker: Worker) {
    super()
    this.#worker = worker
    worker.on('message', this.#receive)
    worker.on('exit', this.#ended)
  }

  /** Called by the driver where it would open a socket. */
  connect(): this {
    this.#worker.postMessage('fresh')
    return this
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#send(chunk)
    done()
  }

  // The driver corks parse, bind, execute and sync together: one message to the worker instead of four.
  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk)))
    done()
  }

  #send(bytes: Buffer): void {
    this.#worker.postMessage({ bytes: new Uint8Array(bytes) })
  }

  override _read(): void {}

  // The driver has said goodbye. A socket's other side would close it now; nobody does so here, and a pool that is closed
  // while a statement runs would wait for that for ever.
  override _final(done: () => void): void {
    done()
    this.destroy()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#worker.off('message', this.#receive)
    this.#worker.off('exit', this.#ended)
    done(error)
  }

  // Socket calls of the driver that mean nothing between threads.
  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    this.#worker.ref()
    return this
  }

  unref(): this {
    this.#worker.unref()
    return this
  }
}
