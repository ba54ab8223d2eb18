import { append, defineGlobal, defineOn } from './host.ts';

/**
 * Explicit resource management as ECMAScript 2026 has it (tc39/proposal-explicit-resource-management),
 * for `using` as TypeScript writes it, and `Symbol.metadata` for decorators.
 */
for (const name of ['dispose', 'asyncDispose', 'metadata']) {
	if (!(name in Symbol)) Object.defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`) });
}

/** An error that came while another was on its way out. */
class SuppressedError extends Error {
	declare readonly error: unknown;
	declare readonly suppressed: unknown;

	constructor(error?: unknown, suppressed?: unknown, message?: string) {
		super(message);
		defineOn(this, 'error', error);
		defineOn(this, 'suppressed', suppressed);
	}
}
defineOn(SuppressedError.prototype, 'name', 'SuppressedError');

type Disposal = () => unknown;

function methodOf(value: unknown, keys: readonly symbol[]): Disposal | null {
	if (value === null || value === undefined) return null;
	if (typeof value !== 'object' && typeof value !== 'function')
		throw new TypeError('Only an object can be disposed of.');
	for (const key of keys) {
		const method: unknown = Reflect.get(value, key);
		if (method === undefined || method === null) continue;
		if (typeof method !== 'function') throw new TypeError(`Its [${String(key.description)}] is no function.`);
		return () => Reflect.apply(method, value, []);
	}
	throw new TypeError(`It has no [${keys[0]?.description ?? ''}] method.`);
}

function expectFunction(value: unknown): asserts value is (...args: unknown[]) => unknown {
	if (typeof value !== 'function') throw new TypeError('What disposes must be a function.');
}

/** What both stacks keep: what to do at the end, last in first out. */
class Disposals {
	#list: Disposal[] | null = [];

	get isDisposed(): boolean {
		return this.#list === null;
	}

	add(disposal: Disposal | null): void {
		const list = this.open();
		if (disposal) append(list, disposal);
	}

	open(): Disposal[] {
		if (!this.#list) throw new ReferenceError('This stack has already been disposed of.');
		return this.#list;
	}

	/** Takes all that is there; from then on it is disposed of. */
	close(): Disposal[] {
		const list = this.#list ?? [];
		this.#list = null;
		return list;
	}

	takeFrom(other: Disposals): void {
		other.open();
		this.#list = other.close();
	}
}

/** Each disposal is tried; what fails later covers what failed before. */
class Failures {
	#failure: { error: unknown } | null = null;

	add(error: unknown): void {
		this.#failure = {
			error: this.#failure
				? new SuppressedError(error, this.#failure.error, 'An error was suppressed during disposal')
				: error
		};
	}

	throw(): void {
		if (this.#failure) throw this.#failure.error;
	}
}

class DisposableStack {
	readonly #disposals = new Disposals();

	get disposed(): boolean {
		return this.#disposals.isDisposed;
	}

	use<Value>(value: Value): Value {
		this.#disposals.open();
		this.#disposals.add(methodOf(value, [Symbol.dispose]));
		return value;
	}

	adopt<Value>(value: Value, onDispose: (value: Value) => unknown): Value {
		this.#disposals.open();
		expectFunction(onDispose);
		this.#disposals.add(() => onDispose(value));
		return value;
	}

	defer(onDispose: () => unknown): void {
		this.#disposals.open();
		expectFunction(onDispose);
		this.#disposals.add(() => onDispose());
	}

	move(): DisposableStack {
		const moved = new DisposableStack();
		moved.#disposals.takeFrom(this.#disposals);
		return moved;
	}

	dispose(): void {
		const list = this.#disposals.close();
		const failures = new Failures();
		for (let index = list.length - 1; index >= 0; index--) {
			try {
				list[index]?.();
			} catch (error) {
				failures.add(error);
			}
		}
		failures.throw();
	}
}

class AsyncDisposableStack {
	readonly #disposals = new Disposals();

	get disposed(): boolean {
		return this.#disposals.isDisposed;
	}

	use<Value>(value: Value): Value {
		this.#disposals.open();
		const isNothing = value === null || value === undefined;
		// Nothing to dispose of still costs a turn of the queue.
		this.#disposals.add(isNothing ? () => undefined : methodOf(value, [Symbol.asyncDispose, Symbol.dispose]));
		return value;
	}

	adopt<Value>(value: Value, onDispose: (value: Value) => unknown): Value {
		this.#disposals.open();
		expectFunction(onDispose);
		this.#disposals.add(() => onDispose(value));
		return value;
	}

	defer(onDispose: () => unknown): void {
		this.#disposals.open();
		expectFunction(onDispose);
		this.#disposals.add(() => onDispose());
	}

	move(): AsyncDisposableStack {
		const moved = new AsyncDisposableStack();
		moved.#disposals.takeFrom(this.#disposals);
		return moved;
	}

	async disposeAsync(): Promise<void> {
		const list = this.#disposals.close();
		const failures = new Failures();
		for (let index = list.length - 1; index >= 0; index--) {
			try {
				await list[index]?.();
			} catch (error) {
				failures.add(error);
			}
		}
		failures.throw();
	}
}

/** Iterators end when they are disposed of. */
function defineOnIterators(): void {
	const iterator = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
	const asyncIterator = Object.getPrototypeOf(
		Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})()))
	);
	define(iterator, Symbol.dispose, function (this: Iterator<unknown>) {
		this.return?.();
	});
	define(asyncIterator, Symbol.asyncDispose, async function (this: AsyncIterator<unknown>) {
		await this.return?.();
	});
}

function define(target: object, key: symbol, value: unknown): void {
	if (!Object.hasOwn(target, key))
		Object.defineProperty(target, key, { value, writable: true, configurable: true });
}

export function installDispose(): void {
	for (const [stack, key, method] of [
		[DisposableStack, Symbol.dispose, DisposableStack.prototype.dispose],
		[AsyncDisposableStack, Symbol.asyncDispose, AsyncDisposableStack.prototype.disposeAsync]
	] as const) {
		define(stack.prototype, key, method);
		define(stack.prototype, Symbol.toStringTag, stack.name);
		defineGlobal(stack.name, stack);
	}
	defineGlobal('SuppressedError', SuppressedError);
	defineOnIterators();
}
