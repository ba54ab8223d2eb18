/**
 * Makes what is built in unchangeable before foreign code runs: the harness shares its realm, and a
 * replaced `Object.is` or `Array.prototype.push` could otherwise turn a wrong answer right.
 *
 * It happens once, before the memory image is taken, so it costs no run anything. Objects stay
 * extensible but for the prototypes everything inherits from. Properties that programs rightly set
 * on their own objects and classes (`name`, `message`, `constructor`, `toString` …) are accessors
 * that let an heir have its own (the technique of Hardened JavaScript's "override mistake" repair).
 */
export function lockdown(
	harness: readonly object[],
	openPrototypes: readonly object[],
	stateful: readonly object[]
): void {
	for (const prototype of openPrototypes) ALL_OVERRIDABLE.add(prototype);
	for (const object of stateful) STATEFUL.add(object);
	const seen = new Set<object>();
	const globals = Object.getOwnPropertyDescriptors(globalThis);
	for (const [name, descriptor] of Object.entries(globals)) {
		if (OPEN_GLOBALS.has(name)) continue;
		if (isObject(descriptor.value)) lockDeep(descriptor.value, seen);
		if (descriptor.configurable && 'value' in descriptor) {
			Object.defineProperty(globalThis, name, {
				value: descriptor.value,
				writable: false,
				configurable: false
			});
		}
	}
	for (const intrinsic of [...hiddenIntrinsics(), ...harness]) lockDeep(intrinsic, seen);
	for (const shared of [
		Object.prototype,
		Array.prototype,
		Function.prototype,
		Promise.prototype,
		Error.prototype
	]) {
		Object.preventExtensions(shared);
	}
}

/** What checks and programs may replace: clocks, timers, output. The harness holds its own copies. */
const OPEN_GLOBALS = new Set([
	'console',
	'crypto',
	'Date',
	'fetch',
	'performance',
	'process',
	'setTimeout',
	'setInterval',
	'setImmediate',
	'clearTimeout',
	'clearInterval',
	'clearImmediate',
	'global',
	'self',
	'__dispatch',
	'__seal',
	'__moduleSources',
	'__modules',
	'__addModules',
	'__shared',
	'__assertionFailed',
	'__lockLater'
]);

/** Reachable from any literal, named by no global. */
function hiddenIntrinsics(): object[] {
	const samples = [
		function* () {},
		async function () {},
		async function* () {},
		[][Symbol.iterator](),
		new Map()[Symbol.iterator](),
		new Set()[Symbol.iterator](),
		''[Symbol.iterator](),
		'a'.matchAll(/a/g),
		(function* () {})(),
		(async function* () {})(),
		Object.getPrototypeOf(Uint8Array)
	];
	return [...samples.map((sample) => Object.getPrototypeOf(sample)), Date.prototype];
}

/** Own properties that heirs commonly set on themselves. */
const OVERRIDABLE = new Set<PropertyKey>([
	'constructor',
	'toString',
	'valueOf',
	'toLocaleString',
	'name',
	'message',
	'toJSON',
	'length',
	'stack',
	'cause'
]);
const ALL_OVERRIDABLE = new Set<object>([Object.prototype, Function.prototype, Error.prototype]);
const STATEFUL = new Set<object>();
const DEPTH_MAX = 8;

function lockDeep(start: object, seen: Set<object>, depth = 0): void {
	if (seen.has(start) || start === globalThis || depth > DEPTH_MAX) return;
	seen.add(start);
	if (STATEFUL.has(start)) ownMethods(start);
	for (const key of Reflect.ownKeys(start)) {
		// What checks spy on, and the harness does not use.
		if ((start === Math && key === 'random') || (start === Date && key === 'now')) continue;
		const descriptor = Object.getOwnPropertyDescriptor(start, key);
		if (!descriptor) continue;
		if (STATEFUL.has(start) && 'value' in descriptor && typeof descriptor.value !== 'function') continue;
		for (const part of [descriptor.value, descriptor.get, descriptor.set]) {
			if (isObject(part)) lockDeep(part, seen, depth + 1);
		}
		lockProperty(start, key, descriptor);
	}
	const prototype: unknown = Object.getPrototypeOf(start);
	if (isObject(prototype)) lockDeep(prototype, seen, depth + 1);
}

/** What an object inherits could be hidden by a property of its own; so it gets one, to be locked. */
function ownMethods(object: object): void {
	const chain: object[] = [];
	for (let at: unknown = Object.getPrototypeOf(object); isObject(at); at = Object.getPrototypeOf(at)) {
		if (at === Object.prototype || at === Function.prototype) break;
		chain.push(at);
	}
	for (const prototype of chain) {
		for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
			if (Object.hasOwn(object, key) || typeof descriptor.value !== 'function') continue;
			Object.defineProperty(object, key, { ...descriptor, enumerable: false });
		}
	}
}

function lockProperty(owner: object, key: PropertyKey, descriptor: PropertyDescriptor): void {
	if (!('value' in descriptor)) {
		if (descriptor.configurable) Object.defineProperty(owner, key, { configurable: false });
		return;
	}
	if (descriptor.configurable && isOverridable(owner, key, descriptor)) {
		makeOverridable(owner, key, descriptor);
	} else if (descriptor.configurable || descriptor.writable) {
		Object.defineProperty(owner, key, { ...descriptor, writable: false, configurable: false });
	}
}

/** A prototype's value that is no method is a default, and made to be set: `_events` of an EventEmitter. */
function isOverridable(owner: object, key: PropertyKey, { value }: PropertyDescriptor): boolean {
	if (ALL_OVERRIDABLE.has(owner)) return true;
	if (typeof owner === 'function') return false;
	return OVERRIDABLE.has(key) || (Object.hasOwn(owner, 'constructor') && typeof value !== 'function');
}

function makeOverridable(
	owner: object,
	key: PropertyKey,
	{ value, enumerable = false }: PropertyDescriptor
): void {
	Object.defineProperty(owner, key, {
		get: () => value,
		set(this: unknown, replacement: unknown) {
			if (this === owner) throw new TypeError(`'${String(key)}' is built in and cannot be replaced.`);
			if (!isObject(this)) return;
			Object.defineProperty(this, key, {
				value: replacement,
				writable: true,
				enumerable: true,
				configurable: true
			});
		},
		enumerable,
		configurable: false
	});
}

export function isObject(value: unknown): value is object {
	return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
