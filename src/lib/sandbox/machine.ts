import loadQuickJs from '@jitl/quickjs-wasmfile-release-sync/emscripten-module';
import { CompileCache } from './compile.ts';
import { withoutSurroundings } from './engine-imports.ts';
import type { MemoryImage } from './memory-image.ts';
import { PRELUDE, type BuiltInModule } from './modules.ts';
import type { PostgresParts } from './postgres/parts.ts';
import type { PostgresServer } from './postgres/server.ts';
import { QuickJsEngine, type Engine, type Hooks, type QuickJsModule, type WasmParts } from './vm.ts';

/** What the build made: see build/build-machine.ts. */
export interface MachineParts {
	wasm: WebAssembly.Module;
	/** What runs inside before foreign code: platform, check framework, lockdown. One script. */
	prelude: string;
	/** Fetches the script that adds the libraries to the prelude; asked when the first program imports one. */
	libraries: () => Promise<string>;
	/** Fetches the PostgreSQL that stands beside the engine; asked when the first program reaches one. */
	postgres: () => Promise<PostgresParts>;
	/** SHA-256 over what runs inside; stands in each report. */
	engineHash: string;
}

/**
 * A machine that has its prelude loaded and is put back to that moment before each run.
 *
 * Loading takes tens of milliseconds and happens once; putting back is a copy of memory. One run at
 * a time: the caller awaits each. Programs that import libraries run from a second image, which is made
 * when the first of them comes.
 */
export class Machine {
	readonly engineHash: string;
	readonly loaded: Loaded;
	readonly compiled = new CompileCache();
	readonly #parts: MachineParts;
	#withLibraries: Promise<Loaded> | null = null;
	#sharedLibraries: Loaded | null = null;
	#postgres: Promise<PostgresServer> | null = null;
	#openPostgres: PostgresServer | null = null;
	#engine: Engine | null = null;
	#hooks: Hooks = REFUSING_HOOKS;

	private constructor(parts: MachineParts, loaded: Loaded) {
		this.engineHash = parts.engineHash;
		this.loaded = loaded;
		this.#parts = parts;
	}

	/** @param loaded what another machine of the same parts has loaded, to begin from there. */
	static async open(parts: MachineParts, loaded: Loaded | null = null): Promise<Machine> {
		return new Machine(parts, loaded ?? (await load(parts.wasm, [parts.prelude])));
	}

	/** The prelude with the libraries; null until a program has asked for them. */
	get libraries(): Loaded | null {
		return this.#sharedLibraries;
	}

	/** Takes what another machine of the same parts has loaded. */
	shareLibraries(loaded: Loaded): void {
		this.#sharedLibraries ??= loaded;
	}

	/** Loaded once; who could not fetch them tries again with the next program. */
	async loadLibraries(): Promise<Loaded> {
		if (this.#sharedLibraries) return this.#sharedLibraries;
		const { wasm, prelude, libraries } = this.#parts;
		this.#withLibraries ??= libraries().then((text) => load(wasm, [prelude, text]));
		try {
			this.#sharedLibraries = await this.#withLibraries;
		} finally {
			this.#withLibraries = null;
		}
		return this.#sharedLibraries;
	}

	/** Null until a program has asked for it. */
	get postgres(): PostgresServer | null {
		return this.#openPostgres;
	}

	/** Loaded once; who could not fetch it tries again with the next program. */
	async loadPostgres(): Promise<void> {
		this.#postgres ??= Promise.all([import('./postgres/server.ts'), this.#parts.postgres()]).then(
			([{ PostgresServer }, parts]) => PostgresServer.open(parts)
		);
		try {
			this.#openPostgres = await this.#postgres;
		} finally {
			this.#postgres = null;
		}
	}

	/** An engine as it was right after the prelude. What an earlier run left behind is gone. */
	async fresh(hooks: Hooks, { image }: Loaded = this.loaded): Promise<Engine> {
		this.#hooks = hooks;
		if (this.#engine?.restore(image) !== true) {
			this.#engine = await newEngine(this.#parts.wasm, this.#forwardingHooks(), image);
		}
		return this.#engine;
	}

	/** The engine outlives a run; the hooks do not. */
	#forwardingHooks(): Hooks {
		return {
			call: (request) => this.#hooks.call(request),
			shouldStop: () => this.#hooks.shouldStop(),
			loadModule: (name) => this.#hooks.loadModule(name),
			resolveModule: (importer, name) => this.#hooks.resolveModule(importer, name)
		};
	}
}

const REFUSING_HOOKS: Hooks = {
	call: () => '',
	shouldStop: () => false,
	loadModule: (name) => {
		throw new Error(`There is no module ${name} before a run.`);
	},
	resolveModule: (_importer, name) => name
};

const FUEL_MAX = 0x7fffffff;
const PRELUDE_MEMORY_BYTES = 64 * 1024 * 1024;
const PRELUDE_STACK_BYTES = 160 * 1024;
/** 40 MiB, most of it never touched: a run that stays below needs no new engine after it. */
const INITIAL_PAGES = 640;
/** 256 MiB: room for a memory limit of 64 MiB and the copies a reallocation makes. */
const MAXIMUM_PAGES = 4096;

/** A machine after its prelude, as plain data that threads can share. */
export interface Loaded {
	image: MemoryImage;
	/** What programs can import beside their own files. */
	builtIn: readonly BuiltInModule[];
}

/** The scripts leave their modules on the global object, each is imported once from there, then the prelude seals all. */
async function load(wasm: WebAssembly.Module, scripts: readonly string[]): Promise<Loaded> {
	const sources = new Map<string, string>();
	const hooks: Hooks = {
		...REFUSING_HOOKS,
		loadModule: (name) => sources.get(name) ?? REFUSING_HOOKS.loadModule(name)
	};
	const engine = await newEngine(wasm, hooks, null);
	engine.fuel = FUEL_MAX;
	engine.setLimits(PRELUDE_MEMORY_BYTES, PRELUDE_STACK_BYTES);

	engine.keepSource(false);
	for (const script of scripts) expectOk(engine.evaluate(script, PRELUDE, 'script'));
	engine.keepSource(true);
	const listed = expectOk(engine.evaluate('JSON.stringify(__moduleSources)', 'hotpath:list', 'script'));
	const builtIn: (BuiltInModule & { source: string })[] = JSON.parse(listed);
	for (const { names, source } of builtIn) sources.set(names[0] ?? '', source);
	for (const name of sources.keys()) {
		expectOk(engine.evaluate(`import ${JSON.stringify(name)};`, 'hotpath:load', 'module'));
		engine.runJobs(1_000);
	}
	engine.bind('__dispatch');
	expectOk(engine.evaluate('__seal()', 'hotpath:seal', 'script'));
	return {
		image: engine.image(),
		builtIn: builtIn.map(({ names, isForChecks }) => ({ names, isForChecks }))
	};
}

async function newEngine(wasm: WebAssembly.Module, hooks: Hooks, image: MemoryImage | null): Promise<Engine> {
	const memory = new WebAssembly.Memory({
		initial: INITIAL_PAGES,
		maximum: MAXIMUM_PAGES
	});
	let instance: WebAssembly.Instance | undefined;
	const quickjs = await loadQuickJs({
		wasmMemory: memory,
		instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
			instance = new WebAssembly.Instance(wasm, withoutSurroundings(imports, memory));
			done(instance);
			return instance.exports;
		},
		print: () => undefined,
		printErr: () => undefined
		// The loader's types know neither its own options nor the functions it returns.
	} as unknown as Parameters<typeof loadQuickJs>[0]);
	return new QuickJsEngine(
		quickjs as unknown as QuickJsModule,
		memory,
		rewrittenParts(instance?.exports),
		hooks,
		image
	);
}

function rewrittenParts(exports: WebAssembly.Exports | undefined): WasmParts {
	const { fuel, stackPointer, table } = exports ?? {};
	if (!isI32(fuel) || !isI32(stackPointer) || !(table instanceof WebAssembly.Table))
		throw new Error('The WASM has not been rewritten: run npm run build.');
	return { fuel, stackPointer, table };
}

function isI32(value: unknown): value is WebAssembly.Global<'i32'> {
	return value instanceof WebAssembly.Global && typeof value.value === 'number';
}

function expectOk(outcome: ReturnType<Engine['evaluate']>): string {
	if (!outcome.ok)
		throw new Error(`The prelude does not load: ${outcome.error.message}\n${outcome.error.stack}`);
	return outcome.value;
}
