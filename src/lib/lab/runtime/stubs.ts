/** What `vi.stubGlobal`, `vi.stubEnv` and `jest.replaceProperty` put in the place of something, and how it comes back. */
const replacedGlobals = new Map<string, PropertyDescriptor | undefined>();
const replacedEnv = new Map<string, string | undefined>();
const BOOLEANS = ['PROD', 'DEV', 'SSR'];
let replaced: { target: object; key: PropertyKey; descriptor: PropertyDescriptor }[] = [];

export function stubGlobal(name: string, value: unknown): void {
	const before = Object.getOwnPropertyDescriptor(globalThis, name);
	if (before && !before.configurable) {
		throw new TypeError(
			`'${name}' cannot be replaced: it is built in, and what is built in is locked here. Clocks, timers, fetch, console and names of your own can be stubbed.`
		);
	}
	if (!replacedGlobals.has(name)) replacedGlobals.set(name, before);
	Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true });
}

export function unstubAllGlobals(): void {
	for (const [name, descriptor] of replacedGlobals) {
		if (descriptor) Object.defineProperty(globalThis, name, descriptor);
		else Reflect.deleteProperty(globalThis, name);
	}
	replacedGlobals.clear();
}

function env(): Record<string, string | undefined> {
	return Object(Reflect.get(Object(Reflect.get(globalThis, 'process')), 'env'));
}

export function stubEnv(name: string, value: string | boolean | undefined): void {
	const all = env();
	if (!replacedEnv.has(name)) replacedEnv.set(name, all[name]);
	if (value === undefined) Reflect.deleteProperty(all, name);
	else all[name] = BOOLEANS.includes(name) ? (value ? '1' : '') : String(value);
}

export function unstubAllEnvs(): void {
	const all = env();
	for (const [name, value] of replacedEnv) {
		if (value === undefined) Reflect.deleteProperty(all, name);
		else all[name] = value;
	}
	replacedEnv.clear();
}

/** Jest's: a value in the place of a property that is no function. */
export function replaceProperty(target: object, key: PropertyKey, value: unknown) {
	const descriptor = Object.getOwnPropertyDescriptor(target, key);
	if (!descriptor) throw new Error(`Property \`${String(key)}\` does not exist in the provided object`);
	if (!descriptor.configurable) throw new Error(`Property \`${String(key)}\` is not declared configurable`);
	if (typeof descriptor.value === 'function')
		throw new TypeError(
			`Cannot replace the \`${String(key)}\` property because it is a function. Use jest.spyOn().`
		);
	const entry = { target, key, descriptor };
	replaced = [...replaced, entry];
	const control = {
		replaceValue(next: unknown) {
			Object.defineProperty(target, key, {
				value: next,
				writable: true,
				configurable: true,
				enumerable: descriptor.enumerable ?? true
			});
			return control;
		},
		restore() {
			Object.defineProperty(target, key, descriptor);
			replaced = replaced.filter((other) => other !== entry);
		}
	};
	return control.replaceValue(value);
}

export function restoreProperties(): void {
	for (const { target, key, descriptor } of replaced.toReversed())
		Object.defineProperty(target, key, descriptor);
	replaced = [];
}
