import { append } from './host.ts';

/**
 * `test.extend`: values that checks ask for by taking their names apart in their first argument.
 * Which names those are is read from the text of the function, as Vitest and Playwright do.
 */
interface Fixture {
	name: string;
	value: unknown;
	isAuto: boolean;
	scope: string;
	/** What this one replaced, which it may ask for by its own name. */
	parent: Fixture | undefined;
}

export type Fixtures = ReadonlyMap<string, Fixture>;
export type Cleanup = () => unknown;

const OPTION_KEYS = ['auto', 'injected', 'scope'];
const BUILT_IN = new Set(['task', 'signal', 'onTestFailed', 'onTestFinished', 'skip', 'annotate', 'expect']);

export function extended(base: Fixtures, first: unknown, second: unknown, third: unknown): Fixtures {
	const given = typeof first === 'string' ? { [first]: built(second, third) } : Object(first);
	const fixtures = new Map(base);
	for (const name of Object.keys(given)) {
		const entry: unknown = given[name];
		const hasOptions = Array.isArray(entry) && entry.length >= 2 && isOptions(entry[1]);
		const options = hasOptions ? entry[1] : {};
		const parent = fixtures.get(name);
		fixtures.set(name, {
			name,
			value: hasOptions ? entry[0] : entry,
			isAuto: Boolean(options.auto ?? parent?.isAuto),
			scope: String(options.scope ?? parent?.scope ?? 'test'),
			parent
		});
	}
	for (const fixture of fixtures.values()) requireKnown(fixture, fixtures);
	return fixtures;
}

/** The form `extend('name', options?, value)`, whose function returns the value instead of passing it to `use`. */
function built(second: unknown, third: unknown): unknown {
	const options = third === undefined ? {} : second;
	const value = third === undefined ? second : third;
	if (typeof value !== 'function') return [value, { auto: false, ...Object(options) }];
	const fixture = async (context: object, use: (value: unknown) => Promise<void>) => {
		let cleanup: Cleanup | undefined;
		const onCleanup = (work: Cleanup) => {
			if (cleanup) throw new Error('onCleanup can only be called once per fixture.');
			cleanup = work;
		};
		await use(await value(context, { onCleanup }));
		await cleanup?.();
	};
	originals.set(fixture, value);
	return [fixture, { auto: false, ...Object(options) }];
}

function isOptions(value: unknown): value is { auto?: unknown; scope?: unknown } {
	return typeof value === 'object' && value !== null && OPTION_KEYS.some((key) => key in value);
}

function requireKnown(fixture: Fixture, fixtures: Fixtures): void {
	if (typeof fixture.value !== 'function') return;
	for (const name of namesAskedBy(fixture.value, 0)) {
		if (name === fixture.name ? fixture.parent : BUILT_IN.has(name) || fixtures.has(name)) continue;
		throw new Error(
			name === fixture.name
				? `The "${name}" fixture depends on itself, but does not have a base implementation.`
				: `The "${fixture.name}" fixture depends on unknown fixture "${name}".`
		);
	}
}

/** What one check has of its fixtures, with what to do at its end. Those of a file outlive the check. */
export class FixtureScope {
	readonly #values = new Map<Fixture, unknown>();
	readonly #cleanups: Cleanup[] = [];
	readonly #file: FixtureScope | null;

	constructor(file: FixtureScope | null) {
		this.#file = file;
	}

	/** Puts on the context what the function asks for, and what is automatic. */
	async provide(context: object, fixtures: Fixtures, callback: object, argument: number): Promise<void> {
		const asked = namesAskedBy(callback, argument);
		for (const fixture of fixtures.values()) {
			if (fixture.isAuto || asked.includes(fixture.name)) await this.#resolve(fixture, fixtures, context, []);
		}
	}

	async cleanUp(): Promise<void> {
		const errors: unknown[] = [];
		for (let cleanup = this.#cleanups.pop(); cleanup; cleanup = this.#cleanups.pop()) {
			try {
				await cleanup();
			} catch (error) {
				append(errors, error);
			}
		}
		this.#values.clear();
		if (errors.length > 0) throw errors[0];
	}

	async #resolve(fixture: Fixture, fixtures: Fixtures, context: object, path: Fixture[]): Promise<void> {
		if (path.includes(fixture)) throw new Error(`Circular fixture dependency detected: ${fixture.name}`);
		const scope = fixture.scope === 'test' || !this.#file ? this : this.#file;
		if (!scope.#values.has(fixture)) {
			const { value } = fixture;
			if (typeof value === 'function') {
				for (const name of namesAskedBy(value, 0)) {
					const needed = name === fixture.name ? fixture.parent : fixtures.get(name);
					if (needed) await this.#resolve(needed, fixtures, context, [...path, fixture]);
				}
			}
			const made: unknown =
				typeof value === 'function' ? await scope.#make(fixture.name, value, context) : value;
			scope.#values.set(fixture, made);
		}
		Object.defineProperty(context, fixture.name, {
			value: scope.#values.get(fixture),
			writable: true,
			enumerable: true,
			configurable: true
		});
	}

	/** Runs a fixture up to its `use`, and keeps the rest for the end. */
	#make(name: string, make: object, context: object): Promise<unknown> {
		return new Promise((resolve, reject) => {
			let isUsed = false;
			const use = (value: unknown) => {
				isUsed = true;
				return new Promise<void>((goOn) => {
					append(this.#cleanups, async () => {
						goOn();
						await done;
					});
					resolve(value);
				});
			};
			const done = (async () => {
				await Reflect.apply(Object(make), undefined, [context, use]);
				if (!isUsed)
					throw new Error(
						`Fixture "${name}" returned without calling "use". Make sure to call "use" in every code path of the fixture function.`
					);
			})();
			done.catch((error: unknown) => reject(error));
		});
	}
}

const originals = new WeakMap<object, object>();
const argumentIndexes = new WeakMap<object, number>();
const known = new WeakMap<object, string[]>();

/** A wrapper that passes its arguments on is asked for the names of what it wraps. */
export function standsFor(wrapper: object, original: object, argument: number): void {
	originals.set(wrapper, original);
	argumentIndexes.set(wrapper, argument);
}

/** Which of its arguments is the context: the second one after `.for`. */
export function argumentOf(callback: object): number {
	return argumentIndexes.get(callback) ?? 0;
}

function namesAskedBy(callback: object, argument: number): string[] {
	const found = known.get(callback);
	if (found) return found;
	const text = Function.prototype.toString
		.call(originals.get(callback) ?? callback)
		.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
	const given = splitByComma(/[^(]*\(([^)]*)/.exec(text)?.[1] ?? '')[argument] ?? '';
	const names: string[] = [];
	if (given.startsWith('{')) {
		for (const part of splitByComma(given.slice(1, -1).replace(/\s/g, '')))
			append(names, part.replace(/[:=].*/, ''));
	}
	known.set(callback, names);
	return names;
}

function splitByComma(text: string): string[] {
	const parts: string[] = [];
	let depth = 0;
	let start = 0;
	for (let at = 0; at <= text.length; at++) {
		const character = text[at];
		if (character === '{' || character === '[') depth++;
		else if (character === '}' || character === ']') depth--;
		else if (character === undefined || (character === ',' && depth === 0)) {
			const part = text.slice(start, at).trim();
			if (part) append(parts, part);
			start = at + 1;
		}
	}
	return parts;
}
