import { currentContext, enter, runIn } from './async-context.ts';
import { expectFunction, notHere } from './node-errors.ts';

/** `node:async_hooks`, as far as contexts go: see async-context.ts for what they follow. */
type Callback = (...args: unknown[]) => unknown;

class AsyncLocalStorage {
	readonly name: string;
	readonly #defaultValue: unknown;
	constructor({ defaultValue, name = '' }: { defaultValue?: unknown; name?: string } = {}) {
		this.#defaultValue = defaultValue;
		this.name = name;
	}
	run(store: unknown, callback: Callback, ...args: unknown[]): unknown {
		return runIn(new Map(currentContext()).set(this, store), () => callback(...args));
	}
	exit(callback: Callback, ...args: unknown[]): unknown {
		const context = new Map(currentContext());
		context.delete(this);
		return runIn(context, () => callback(...args));
	}
	getStore(): unknown {
		const context = currentContext();
		return context.has(this) ? context.get(this) : this.#defaultValue;
	}
	enterWith(store: unknown): void {
		enter(new Map(currentContext()).set(this, store));
	}
	disable(): void {
		const context = new Map(currentContext());
		context.delete(this);
		enter(context);
	}
	static bind(callback: unknown): Callback {
		expectFunction(callback, 'fn');
		const context = currentContext();
		return function (this: unknown, ...args) {
			return runIn(context, () => Reflect.apply(callback, this, args));
		};
	}
	static snapshot(): Callback {
		return AsyncLocalStorage.bind((callback: unknown, ...args: unknown[]) => {
			expectFunction(callback, 'fn');
			return callback(...args);
		});
	}
}

let nextId = 2;

class AsyncResource {
	readonly type: string;
	readonly #context = currentContext();
	readonly #id = nextId++;
	constructor(type: string) {
		this.type = String(type);
	}
	runInAsyncScope(callback: unknown, thisArgument?: unknown, ...args: unknown[]): unknown {
		expectFunction(callback, 'fn');
		return runIn(this.#context, () => Reflect.apply(callback, thisArgument, args));
	}
	bind(callback: unknown): Callback {
		const run = (self: unknown, args: unknown[]) => this.runInAsyncScope(callback, self, ...args);
		return function (this: unknown, ...args) {
			return run(this, args);
		};
	}
	static bind(callback: unknown, type = 'bound'): Callback {
		return new AsyncResource(type).bind(callback);
	}
	emitDestroy(): this {
		return this;
	}
	asyncId(): number {
		return this.#id;
	}
	triggerAsyncId(): number {
		return 1;
	}
}

export const asyncHooks = {
	AsyncLocalStorage,
	AsyncResource,
	executionAsyncId: () => 1,
	triggerAsyncId: () => 0,
	createHook() {
		throw notHere('async_hooks.createHook');
	},
	executionAsyncResource() {
		throw notHere('async_hooks.executionAsyncResource');
	}
};
