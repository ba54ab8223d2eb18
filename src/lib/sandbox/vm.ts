import { findHeapEndPlace, heapEndOf, imageOf, restoreMemory, type MemoryImage } from './memory-image.ts';
import { Rejections } from './rejections.ts';
import { findStripFlag, STRIP_SOURCE } from './source-text.ts';

/**
 * QuickJS in WASM, driven synchronously: strings in, strings out.
 *
 * All state of a machine is its linear memory, so a machine is saved and restored by copying that
 * memory (`image`, `restore`). Values of foreign code never cross as objects.
 */
export interface Engine {
	evaluate(code: string, fileName: string, kind: 'script' | 'module'): Outcome;
	/** Calls the function that `bind` found, with one string. */
	dispatch(message: string): Outcome;
	bind(globalName: string): void;
	/** What is evaluated from now on keeps its source text for `toString`, or does not. */
	keepSource(isKept: boolean): void;
	/** Runs promise jobs; stops at `max`, when none is left, or at an error that nothing may catch. */
	runJobs(max: number): { ranCount: number; failure: EngineError | null };
	setLimits(memoryBytes: number, stackBytes: number): void;
	/** What a promise was rejected with, when nobody handled that: the first of them, in this run. */
	unhandledRejection(): EngineError | null;
	/** Whether there is one since this was last asked. Looks at none: that could run the program's own code. */
	hasNewRejection(): boolean;
	/** Somebody answers for all there are. */
	settleRejections(): void;
	fuel: number;
	/** How far data, stack and heap have reached. */
	memoryBytes(): number;
	image(): MemoryImage;
	/** Also after a trap. False when its memory has grown: make a new engine from the image. */
	restore(image: MemoryImage): boolean;
}

export type Outcome = { ok: true; value: string } | { ok: false; error: EngineError };

export interface EngineError {
	message: string;
	/** As the engine prints it; empty when there is none. */
	stack: string;
}

/** What a machine asks of its host. */
export interface Hooks {
	call(request: string): string;
	/** Polled while foreign code runs; true stops it, and it cannot catch that. */
	shouldStop(): boolean;
	/** Throws a sentence when there is no such module. */
	loadModule(name: string): string;
	resolveModule(importer: string, name: string): string;
}

/** The functions of quickjs-emscripten's module that are used here; its own types leave them out. */
export interface QuickJsModule {
	callbacks: Record<string, unknown>;
	cwrap(name: string, result: string, parameters: string[]): (...args: unknown[]) => number;
	_malloc(bytes: number): number;
	_free(pointer: number): void;
	_QTS_NewRuntime(): number;
	_QTS_NewContext(runtime: number, intrinsics: number): number;
	_QTS_GetUndefined(): number;
	_QTS_GetGlobalObject(context: number): number;
	_QTS_NewString(context: number, text: number): number;
	_QTS_NewError(context: number): number;
	_QTS_Throw(context: number, error: number): number;
	_QTS_GetProp(context: number, object: number, name: number): number;
	_QTS_SetProp(context: number, object: number, name: number, value: number): void;
	_QTS_GetString(context: number, value: number): number;
	_QTS_FreeCString(context: number, text: number): void;
	_QTS_FreeValuePointer(context: number, value: number): void;
	_QTS_DupValuePointer(context: number, value: number): number;
	_QTS_ResolveException(context: number, value: number): number;
	_QTS_Eval(
		context: number,
		code: number,
		length: number,
		fileName: number,
		detect: number,
		flags: number
	): number;
	_QTS_Call(
		context: number,
		callee: number,
		self: number,
		argumentsCount: number,
		argumentPointers: number
	): number;
	_QTS_ArgvGetJSValueConstPointer(argumentPointers: number, index: number): number;
	_QTS_ExecutePendingJob(runtime: number, max: number, context: number): number;
	_QTS_Typeof(context: number, value: number): number;
	_QTS_GetFloat64(context: number, value: number): number;
	_QTS_RuntimeSetMemoryLimit(runtime: number, bytes: number): void;
	_QTS_RuntimeSetMaxStackSize(runtime: number, bytes: number): void;
	_QTS_RuntimeEnableInterruptHandler(runtime: number): void;
	_QTS_RuntimeEnableModuleLoader(runtime: number, usesNormalize: number): void;
}

/** What the build exports from the WASM beside what the loader knows. */
export interface WasmParts {
	fuel: WebAssembly.Global<'i32'>;
	stackPointer: WebAssembly.Global<'i32'>;
	table: WebAssembly.Table;
}

const EVALUATE_MODULE = 1;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class QuickJsEngine implements Engine {
	readonly #quickjs: QuickJsModule;
	readonly #memory: WebAssembly.Memory;
	readonly #fuel: WebAssembly.Global<'i32'>;
	readonly #stackPointer: WebAssembly.Global<'i32'>;
	readonly #stackTop: number;
	readonly #hooks: Hooks;
	readonly #rejections: Rejections;
	readonly #undefined: number;
	#bytes: Uint8Array<ArrayBuffer>;
	#heapEndPlace = 0;
	/** Of the image that is in memory. */
	#dataEnd = 0;
	#handlerPlace = 0;
	#stripFlagPlace: number | null = null;
	#runtime = 0;
	#context = 0;
	#dispatcher = 0;

	constructor(
		quickjs: QuickJsModule,
		memory: WebAssembly.Memory,
		{ fuel, stackPointer, table }: WasmParts,
		hooks: Hooks,
		image: MemoryImage | null
	) {
		this.#quickjs = quickjs;
		this.#memory = memory;
		this.#fuel = fuel;
		this.#stackPointer = stackPointer;
		this.#stackTop = stackPointer.value;
		this.#hooks = hooks;
		this.#rejections = new Rejections(quickjs, memory, table);
		this.#bytes = new Uint8Array(memory.buffer);
		quickjs.callbacks = this.#callbacks();
		if (image) {
			this.restore(image);
			this.#undefined = quickjs._QTS_GetUndefined();
			return;
		}
		this.#heapEndPlace = findHeapEndPlace(this.#bytes, this.#stackTop, (bytes) => {
			const taken = quickjs._malloc(bytes);
			quickjs._free(taken);
			return taken;
		});
		this.#runtime = quickjs._QTS_NewRuntime();
		this.#context = quickjs._QTS_NewContext(this.#runtime, 0);
		this.#undefined = quickjs._QTS_GetUndefined();
		this.#handlerPlace = this.#rejections.install(this.#runtime);
		quickjs._QTS_RuntimeEnableModuleLoader(this.#runtime, 1);
		this.#defineHostFunction('__host');
	}

	get fuel(): number {
		return this.#fuel.value;
	}

	set fuel(amount: number) {
		this.#fuel.value = amount;
	}

	evaluate(code: string, fileName: string, kind: 'script' | 'module'): Outcome {
		const source = this.#write(code);
		const name = this.#write(fileName);
		const result = this.#quickjs._QTS_Eval(
			this.#context,
			source.pointer,
			source.length,
			name.pointer,
			0,
			kind === 'module' ? EVALUATE_MODULE : 0
		);
		this.#quickjs._free(source.pointer);
		this.#quickjs._free(name.pointer);
		return this.#outcome(result);
	}

	keepSource(isKept: boolean): void {
		const flags = this.#view();
		this.#stripFlagPlace ??= findStripFlag(flags, this.#handlerPlace, () => {
			const text = this.evaluate('(function probe() { return 1; }).toString()', 'hotpath:probe', 'script');
			return text.ok && text.value.includes('native code');
		});
		flags[this.#stripFlagPlace] = isKept ? 0 : STRIP_SOURCE;
	}

	bind(globalName: string): void {
		const global = this.#quickjs._QTS_GetGlobalObject(this.#context);
		this.#dispatcher = this.#property(global, globalName);
		this.#release(global);
	}

	dispatch(message: string): Outcome {
		const argument = this.#string(message);
		const pointers = this.#quickjs._malloc(4);
		new DataView(this.#memory.buffer).setUint32(pointers, argument, true);
		const result = this.#quickjs._QTS_Call(this.#context, this.#dispatcher, this.#undefined, 1, pointers);
		this.#quickjs._free(pointers);
		this.#release(argument);
		return this.#outcome(result);
	}

	runJobs(max: number): { ranCount: number; failure: EngineError | null } {
		const contextPointer = this.#quickjs._malloc(4);
		const result = this.#quickjs._QTS_ExecutePendingJob(this.#runtime, max, contextPointer);
		this.#quickjs._free(contextPointer);
		const type = this.#quickjs._QTS_Typeof(this.#context, result);
		const isCount = this.#textAt(type) === 'number';
		this.#quickjs._free(type);
		const ranCount = isCount ? this.#quickjs._QTS_GetFloat64(this.#context, result) : 0;
		const failure = isCount ? null : this.#errorFrom(result);
		this.#release(result);
		return { ranCount, failure };
	}

	setLimits(memoryBytes: number, stackBytes: number): void {
		this.#quickjs._QTS_RuntimeSetMemoryLimit(this.#runtime, memoryBytes);
		this.#quickjs._QTS_RuntimeSetMaxStackSize(this.#runtime, stackBytes);
	}

	memoryBytes(): number {
		return heapEndOf(this.#view(), this.#heapEndPlace);
	}

	image(): MemoryImage {
		return imageOf(this.#view(), {
			stackTop: this.#stackTop,
			heapEndPlace: this.#heapEndPlace,
			runtime: this.#runtime,
			context: this.#context,
			dispatcher: this.#dispatcher
		});
	}

	unhandledRejection(): EngineError | null {
		const reason = this.#rejections.firstReason();
		return reason === null ? null : this.#errorFrom(reason);
	}

	hasNewRejection(): boolean {
		return this.#rejections.hasNew();
	}

	settleRejections(): void {
		this.#rejections.settle(this.#context);
	}

	restore(image: MemoryImage): boolean {
		if (this.#memory.buffer.byteLength !== image.memoryBytes) return false;
		restoreMemory(this.#view(), image, this.#dataEnd);
		this.#dataEnd = image.data.length;
		this.#stackPointer.value = image.stackTop;
		this.#rejections.forget();
		this.#heapEndPlace = image.heapEndPlace;
		this.#runtime = image.runtime;
		this.#context = image.context;
		this.#dispatcher = image.dispatcher;
		return true;
	}

	#callbacks() {
		return {
			callFunction: (
				_asyncify: unknown,
				_context: number,
				_self: number,
				count: number,
				pointers: number
			): number => {
				try {
					const argument = count > 0 ? this.#quickjs._QTS_ArgvGetJSValueConstPointer(pointers, 0) : 0;
					return this.#string(this.#hooks.call(argument ? (this.#text(argument) ?? '') : ''));
				} catch (error) {
					return this.#thrown(error instanceof Error ? error.message : String(error));
				}
			},
			shouldInterrupt: (): 0 | 1 => (this.#hooks.shouldStop() ? 1 : 0),
			loadModuleSource: (_asyncify: unknown, _runtime: number, _context: number, name: string): number => {
				try {
					return this.#write(this.#hooks.loadModule(name)).pointer;
				} catch (error) {
					this.#release(this.#thrown(error instanceof Error ? error.message : String(error)));
					return 0;
				}
			},
			normalizeModule: (
				_asyncify: unknown,
				_runtime: number,
				_context: number,
				importer: string,
				name: string
			) => this.#write(this.#hooks.resolveModule(importer, name)).pointer,
			freeHostRef: () => undefined
		};
	}

	#defineHostFunction(name: string): void {
		const newFunction = this.#quickjs.cwrap('QTS_NewFunction', 'number', [
			'number',
			'string',
			'number',
			'boolean',
			'number'
		]);
		const host = newFunction(this.#context, name, 1, false, 1);
		const global = this.#quickjs._QTS_GetGlobalObject(this.#context);
		const key = this.#string(name);
		this.#quickjs._QTS_SetProp(this.#context, global, key, host);
		for (const value of [host, global, key]) this.#release(value);
	}

	#outcome(result: number): Outcome {
		const exception = this.#quickjs._QTS_ResolveException(this.#context, result);
		if (exception !== 0) {
			const error = this.#errorFrom(exception);
			this.#release(exception);
			this.#release(result);
			return { ok: false, error };
		}
		const value = this.#text(result) ?? '';
		this.#release(result);
		return { ok: true, value };
	}

	#errorFrom(value: number): EngineError {
		const stack = this.#property(value, 'stack');
		const text = {
			message: this.#text(value) ?? 'an error that cannot be printed',
			stack: this.#text(stack) ?? ''
		};
		this.#release(stack);
		return text.stack === 'undefined' ? { ...text, stack: '' } : text;
	}

	#property(object: number, name: string): number {
		const key = this.#string(name);
		const value = this.#quickjs._QTS_GetProp(this.#context, object, key);
		this.#release(key);
		return value;
	}

	#thrown(message: string): number {
		const error = this.#quickjs._QTS_NewError(this.#context);
		const [key, value] = [this.#string('message'), this.#string(message)];
		this.#quickjs._QTS_SetProp(this.#context, error, key, value);
		const thrown = this.#quickjs._QTS_Throw(this.#context, error);
		for (const used of [error, key, value]) this.#release(used);
		return thrown;
	}

	#release(value: number): void {
		this.#quickjs._QTS_FreeValuePointer(this.#context, value);
	}

	#string(text: string): number {
		const { pointer } = this.#write(text);
		const value = this.#quickjs._QTS_NewString(this.#context, pointer);
		this.#quickjs._free(pointer);
		return value;
	}

	/** Null when the value has no text (a symbol, an object whose toString throws). */
	#text(value: number): string | null {
		const pointer = this.#quickjs._QTS_GetString(this.#context, value);
		if (pointer === 0) return null;
		const text = this.#textAt(pointer);
		this.#quickjs._QTS_FreeCString(this.#context, pointer);
		return text;
	}

	#textAt(pointer: number): string {
		const bytes = this.#view();
		return decoder.decode(bytes.subarray(pointer, bytes.indexOf(0, pointer)));
	}

	#write(text: string): { pointer: number; length: number } {
		const capacity = text.length * 3 + 1;
		const pointer = this.#quickjs._malloc(capacity);
		if (pointer === 0) throw new RangeError('The machine has no memory left for a text of its host.');
		const bytes = this.#view();
		const { written } = encoder.encodeInto(text, bytes.subarray(pointer, pointer + capacity - 1));
		bytes[pointer + written] = 0;
		return { pointer, length: written };
	}

	/** Growing memory detaches the old view. */
	#view(): Uint8Array<ArrayBuffer> {
		if (this.#bytes.buffer !== this.#memory.buffer) this.#bytes = new Uint8Array(this.#memory.buffer);
		return this.#bytes;
	}
}
