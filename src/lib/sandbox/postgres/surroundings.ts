import type { Extension } from '@electric-sql/pglite';
import { hexToBytes } from '@noble/hashes/utils.js';

/** The counters that build/postgres-wasm.ts adds to PostgreSQL. */
interface Counters {
	fuel: WebAssembly.Global<'i32'>;
	/** How often a statement was told to end. */
	cancels: WebAssembly.Global<'i32'>;
	/** How often one began to wait for a lock. */
	lockWaits: WebAssembly.Global<'i32'>;
	/** What `pg_sleep` and the like have asked for, together. */
	sleptMs: WebAssembly.Global<'i32'>;
}

/** What PGlite hands to an extension before it makes its module (Emscripten's options). */
interface ModuleOptions {
	wasmMemory: WebAssembly.Memory;
	preRun: ((module: { FS: SetupFileSystem; WASM_PREFIX: string }) => void)[];
	instantiateWasm: (
		imports: Record<string, Record<string, unknown>>,
		done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void
	) => object;
}

interface SetupFileSystem {
	mkdirTree: (path: string) => void;
	writeFile: (path: string, data: Uint8Array) => void;
	createDevice: (folder: string, name: string, read: () => number) => void;
	unlink: (path: string) => void;
}

/**
 * What PostgreSQL knows of the world: a clock that stands still while a statement runs, unless it
 * sleeps, and randomness that begins anew with a seed. Same statements, same answers.
 */
export class Surroundings {
	#counters: Counters | null = null;
	#memory: WebAssembly.Memory | null = null;
	#nowMs = Date.UTC(2026, 0, 1);
	#seenSleptMs = 0;
	#pendingMs = 0;
	#random = 1;

	get counters(): Counters {
		if (!this.#counters) throw new Error('PostgreSQL has not been instantiated.');
		return this.#counters;
	}

	/** A moment as `Date.now()` gives it. */
	get nowMs(): number {
		this.#readClock();
		return this.#nowMs;
	}

	set nowMs(nowMs: number) {
		this.#nowMs = nowMs;
		this.#seenSleptMs = this.counters.sleptMs.value;
		this.#pendingMs = 0;
	}

	seed(seed: number): void {
		this.#random = (seed ^ 0x9e3779b9) >>> 0 || 1;
	}

	/** PGlite has no option for any of this, but lets an extension amend Emscripten's. */
	extension(wasm: WebAssembly.Module, files: Readonly<Record<string, string>>): Extension {
		return {
			name: 'surroundings',
			setup: async (_pg, options: ModuleOptions) => {
				this.#memory = options.wasmMemory;
				options.preRun.push(({ FS, WASM_PREFIX }) => this.#furnish(FS, WASM_PREFIX, files));
				options.instantiateWasm = (imports, done) => {
					void WebAssembly.instantiate(wasm, this.#imports(imports)).then((instance) => {
						this.#counters = countersOf(instance.exports);
						done(instance, wasm);
					});
					return {};
				};
				return { emscriptenOpts: options };
			}
		};
	}

	#imports(imports: Record<string, Record<string, unknown>>): WebAssembly.Imports {
		const { env = {}, wasi_snapshot_preview1: wasi = {} } = imports;
		const replaced = {
			...imports,
			env: {
				...env,
				// Alarms would ring by the real clock: what times out is decided by whoever drives the virtual one.
				_setitimer_js: () => 0,
				emscripten_date_now: () => this.#readClock(),
				emscripten_get_now: () => this.#readClock()
			},
			wasi_snapshot_preview1: {
				...wasi,
				clock_time_get: (_clock: number, _precision: bigint, address: number) => {
					const nanoseconds = BigInt(Math.round(this.#readClock() * 1_000)) * 1_000n;
					this.#view().setBigInt64(address, nanoseconds, true);
					return 0;
				},
				random_get: (address: number, length: number) => {
					const view = this.#view();
					for (let index = 0; index < length; index++) view.setUint8(address + index, this.#randomByte());
					return 0;
				}
			}
		};
		// Emscripten's imports are functions, globals, memories; its types do not say so.
		return replaced as unknown as WebAssembly.Imports;
	}

	#view(): DataView {
		if (!this.#memory) throw new Error('PostgreSQL has no memory yet.');
		return new DataView(this.#memory.buffer);
	}

	/** Who waits for a time reads when the wait begins, then when it is over: in between the clock jumps. */
	#readClock(): number {
		this.#nowMs += this.#pendingMs;
		this.#pendingMs = 0;
		const sleptMs = this.#counters?.sleptMs.value ?? 0;
		this.#pendingMs = sleptMs - this.#seenSleptMs;
		this.#seenSleptMs = sleptMs;
		return this.#nowMs;
	}

	/** xorshift32 (Marsaglia, 2003); nothing secret is made of it. */
	#randomByte(): number {
		this.#random ^= this.#random << 13;
		this.#random ^= this.#random >>> 17;
		this.#random ^= this.#random << 5;
		this.#random >>>= 0;
		return this.#random >>> 24;
	}

	#furnish(fs: SetupFileSystem, prefix: string, files: Readonly<Record<string, string>>): void {
		for (const [path, hex] of Object.entries(files)) {
			const full = `${prefix}/${path}`;
			fs.mkdirTree(full.slice(0, full.lastIndexOf('/')));
			fs.writeFile(full, hexToBytes(hex));
		}
		for (const name of ['random', 'urandom']) {
			fs.unlink(`/dev/${name}`);
			fs.createDevice('/dev', name, () => this.#randomByte());
		}
	}
}

function countersOf(exports: WebAssembly.Exports): Counters {
	const { fuel, cancels, lockWaits, sleptMs } = exports;
	if (!isCounter(fuel) || !isCounter(cancels) || !isCounter(lockWaits) || !isCounter(sleptMs))
		throw new Error("PostgreSQL's WASM has not been rewritten: run npm run build.");
	return { fuel, cancels, lockWaits, sleptMs };
}

function isCounter(value: unknown): value is WebAssembly.Global<'i32'> {
	return value instanceof WebAssembly.Global && typeof value.value === 'number';
}
