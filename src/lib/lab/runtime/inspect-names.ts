/** What a value is called: its constructor, its tag, and its own way to be shown. */
export interface Names {
	/** Null for an object without a prototype. */
	constructorName: string | null;
	tag: string;
	/** What stands under `Symbol.for('nodejs.util.inspect.custom')`. */
	custom: ((...args: unknown[]) => unknown) | null;
}

export const CUSTOM = Symbol.for('nodejs.util.inspect.custom');
const LAYERS_MAX = 50;

/** Found by descriptors, so that looking at a value runs none of its code but a getter of the tag. */
export function namesOf(value: object): Names {
	let constructorName: string | null = null;
	let tag: string | null = null;
	let custom: Names['custom'] | undefined;
	let layer: object | null = value;
	for (let count = 0; layer !== null && count < LAYERS_MAX; count++) {
		if (constructorName === null) constructorName = ownConstructorName(layer, value);
		if (tag === null) tag = ownTag(layer, value);
		if (custom === undefined) {
			const found: unknown = Object.getOwnPropertyDescriptor(layer, CUSTOM)?.value;
			if (found !== undefined)
				custom = typeof found === 'function' ? (...args) => Reflect.apply(found, value, args) : null;
		}
		layer = Object.getPrototypeOf(layer);
	}
	if (constructorName === null && Object.getPrototypeOf(value) !== null) constructorName = 'Object';
	return { constructorName, tag: tag ?? '', custom: custom ?? null };
}

function ownConstructorName(layer: object, value: object): string | null {
	const descriptor = Object.getOwnPropertyDescriptor(layer, 'constructor');
	if (!descriptor) return null;
	// Built-in constructors are accessors once the machine is locked; reading those runs no foreign code.
	const found: unknown =
		'value' in descriptor ? descriptor.value : layer === value ? null : descriptor.get?.call(layer);
	if (typeof found !== 'function' || found.prototype === value) return null;
	const name: unknown = Object.getOwnPropertyDescriptor(found, 'name')?.value ?? found.name;
	return typeof name === 'string' && name !== '' ? name : null;
}

function ownTag(layer: object, value: object): string | null {
	const descriptor = Object.getOwnPropertyDescriptor(layer, Symbol.toStringTag);
	if (!descriptor || (layer === value && descriptor.enumerable)) return descriptor ? '' : null;
	const tag: unknown = 'value' in descriptor ? descriptor.value : tagFrom(descriptor, value);
	return typeof tag === 'string' ? tag : '';
}

function tagFrom({ get }: PropertyDescriptor, value: object): unknown {
	try {
		return get?.call(value);
	} catch {
		return '';
	}
}

/** `Stack(2) [Tag] `: what stands before the braces. */
export function prefixOf({ constructorName, tag }: Names, fallback: string, size = ''): string {
	if (constructorName === null) {
		return tag !== '' && tag !== fallback
			? `[${fallback}${size}: null prototype] [${tag}] `
			: `[${fallback}${size}: null prototype] `;
	}
	const at = tag === '' ? 0 : constructorName.indexOf(tag);
	const after = constructorName.charAt(at + tag.length);
	const isSaid = at >= 0 && (after === '' || after !== after.toLowerCase());
	return `${constructorName}${size} ${tag === '' || isSaid ? '' : `[${tag}] `}`;
}

export function functionText(value: object, names: Names): string {
	const name: unknown = Object.getOwnPropertyDescriptor(value, 'name')?.value;
	const label = typeof name === 'string' && name !== '' ? name : '';
	const { constructorName, tag } = names;
	if (/^class[\s{]/.test(Function.prototype.toString.call(value))) return classText(value, label, names);
	const kind =
		['AsyncFunction', 'GeneratorFunction', 'AsyncGeneratorFunction'].find((known) => known === tag) ??
		'Function';
	const own = constructorName === null ? ' (null prototype)' : '';
	const extra =
		constructorName !== null && constructorName !== kind && constructorName !== 'Function'
			? ` ${constructorName}`
			: '';
	const tagged = tag !== '' && constructorName !== tag && tag !== kind ? ` [${tag}]` : '';
	return `[${kind}${own}${label === '' ? ' (anonymous)' : `: ${label}`}]${extra}${tagged}`;
}

function classText(value: object, label: string, { constructorName, tag }: Names): string {
	const parent: unknown = Object.getPrototypeOf(value);
	const parentName = typeof parent === 'function' && parent !== Function.prototype ? parent.name : '';
	const own = constructorName !== null && constructorName !== 'Function' ? ` [${constructorName}]` : '';
	const tagged = tag !== '' && tag !== constructorName ? ` [${tag}]` : '';
	const heir =
		constructorName === null ? ' extends [null prototype]' : parentName ? ` extends ${parentName}` : '';
	return `[class ${label || '(anonymous)'}${own}${tagged}${heir}]`;
}
