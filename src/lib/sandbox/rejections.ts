import type { QuickJsModule } from './vm.ts';

/**
 * Knows which promises were rejected with nobody to handle them.
 *
 * QuickJS can tell its host (`JS_SetHostPromiseRejectionTracker`), but quickjs-emscripten's WASM has
 * no export for that call. What the call does is to write a function into the runtime, beside the
 * interrupt handler; so that is done here. `tests/sandbox/run.test.ts` fails when it stops working.
 */
export class Rejections {
	readonly #quickjs: QuickJsModule;
	readonly #memory: WebAssembly.Memory;
	readonly #trackerIndex: number;
	/** By the bits of the promise; both values are kept alive, so that the bits stay its own. */
	readonly #reasons = new Map<bigint, { promise: number; reason: number }>();
	readonly #told = new Set<bigint>();

	constructor(quickjs: QuickJsModule, memory: WebAssembly.Memory, table: WebAssembly.Table) {
		this.#quickjs = quickjs;
		this.#memory = memory;
		this.#trackerIndex = table.grow(1);
		table.set(
			this.#trackerIndex,
			trackerFunction((context, promise, reason, isHandled) =>
				this.#track(context, promise, reason, isHandled)
			)
		);
	}

	/** Sets the interrupt handler, and the tracker where the runtime keeps it: two words further. Returns where the handler is. */
	install(runtime: number): number {
		const before = this.#words(runtime).slice();
		this.#quickjs._QTS_RuntimeEnableInterruptHandler(runtime);
		const words = this.#words(runtime);
		const handler = words.findIndex((word, index) => word !== before[index]);
		const tracker = handler + 2;
		if (handler < 0 || words[tracker] !== 0 || words[tracker + 1] !== 0) {
			throw new Error('The runtime of QuickJS has changed: look at where it keeps its rejection tracker.');
		}
		words[tracker] = this.#trackerIndex;
		return runtime + handler * 4;
	}

	/** A value of the engine, which stays ours; null when all were handled. */
	firstReason(): number | null {
		const [first] = this.#reasons.values();
		return first?.reason ?? null;
	}

	/** Whether there is one that was not asked for yet. */
	hasNew(): boolean {
		let isNew = false;
		for (const promise of this.#reasons.keys()) {
			isNew ||= !this.#told.has(promise);
			this.#told.add(promise);
		}
		return isNew;
	}

	/** Somebody answers for all there are. */
	settle(context: number): void {
		for (const known of this.#reasons.values()) this.#release(context, known);
		this.forget();
	}

	/** The values went with the memory they were in. */
	forget(): void {
		this.#reasons.clear();
		this.#told.clear();
	}

	#track(context: number, promise: bigint, reason: bigint, isHandled: number): void {
		const known = this.#reasons.get(promise);
		if (isHandled !== 0) {
			if (!known) return;
			this.#reasons.delete(promise);
			this.#told.delete(promise);
			this.#release(context, known);
		} else if (!known && this.#reasons.size < TRACKED_MAX) {
			this.#reasons.set(promise, {
				promise: this.#kept(context, promise),
				reason: this.#kept(context, reason)
			});
		}
	}

	#release(context: number, { promise, reason }: { promise: number; reason: number }): void {
		this.#quickjs._QTS_FreeValuePointer(context, promise);
		this.#quickjs._QTS_FreeValuePointer(context, reason);
	}

	#kept(context: number, value: bigint): number {
		const place = this.#quickjs._malloc(8);
		new DataView(this.#memory.buffer).setBigUint64(place, BigInt.asUintN(64, value), true);
		const kept = this.#quickjs._QTS_DupValuePointer(context, place);
		this.#quickjs._free(place);
		return kept;
	}

	#words(runtime: number): Int32Array {
		return new Int32Array(this.#memory.buffer, runtime, RUNTIME_WORDS);
	}
}

const TRACKED_MAX = 1_000;
const RUNTIME_WORDS = 256;

type Tracker = (context: number, promise: bigint, reason: bigint, isHandled: number) => void;

/**
 * A table takes functions of WASM only. This module does nothing but import a function and export it
 * with the type of a tracker: `(i32, i64, i64, i32, i32) -> ()`.
 */
const FORWARDER = new Uint8Array([
	...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
	...[0x01, 0x09, 0x01, 0x60, 0x05, 0x7f, 0x7e, 0x7e, 0x7f, 0x7f, 0x00],
	...[0x02, 0x07, 0x01, 0x01, 0x68, 0x01, 0x66, 0x00, 0x00],
	...[0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00]
]);

function trackerFunction(track: Tracker): unknown {
	const forwarder = new WebAssembly.Instance(new WebAssembly.Module(FORWARDER), { h: { f: track } });
	return forwarder.exports['f'];
}
