import { notHere } from './node-errors.ts';

/** `util.types`: what a value is by its inner nature, whatever its prototype says. */
const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

function hasNature(probe: (value: object) => unknown) {
	return (value: unknown): boolean => {
		if (typeof value !== 'object' || value === null) return false;
		try {
			probe(value);
			return true;
		} catch {
			return false;
		}
	};
}

const getter = (prototype: object, key: PropertyKey) => Object.getOwnPropertyDescriptor(prototype, key)?.get;
const read = (prototype: object, key: PropertyKey) => {
	const get = getter(prototype, key);
	return (value: object) => (get ? Reflect.apply(get, value, []) : undefined);
};
const typedTag = read(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag);
const isTyped = (name: string) => (value: unknown) => ArrayBuffer.isView(value) && typedTag(value) === name;

const prototypeTag = (name: string) => (value: unknown) =>
	typeof value === 'function' && Reflect.get(value, Symbol.toStringTag) === name;

const isMap = hasNature(read(Map.prototype, 'size'));
const isSet = hasNature(read(Set.prototype, 'size'));
const isArrayBuffer = hasNature(read(ArrayBuffer.prototype, 'byteLength'));
const isNumberObject = hasNature((value) => Number.prototype.valueOf.call(value));
const isStringObject = hasNature((value) => String.prototype.valueOf.call(value));
const isBooleanObject = hasNature((value) => Boolean.prototype.valueOf.call(value));
const isBigIntObject = hasNature((value) => BigInt.prototype.valueOf.call(value));
const isSymbolObject = hasNature((value) => Symbol.prototype.valueOf.call(value));
const boxes = [isNumberObject, isStringObject, isBooleanObject, isBigIntObject, isSymbolObject];

export const types = {
	isAnyArrayBuffer: isArrayBuffer,
	isArgumentsObject: (value: unknown) => tagOf(value) === 'Arguments',
	isArrayBuffer,
	isArrayBufferView: (value: unknown) => ArrayBuffer.isView(value),
	isAsyncFunction: (value: unknown) =>
		prototypeTag('AsyncFunction')(value) || prototypeTag('AsyncGeneratorFunction')(value),
	isBigInt64Array: isTyped('BigInt64Array'),
	isBigIntObject,
	isBigUint64Array: isTyped('BigUint64Array'),
	isBooleanObject,
	isBoxedPrimitive: (value: unknown) => boxes.some((isBox) => isBox(value)),
	isDataView: hasNature(read(DataView.prototype, 'byteLength')),
	isDate: hasNature((value) => Date.prototype.getTime.call(value)),
	isExternal: () => false,
	isFloat32Array: isTyped('Float32Array'),
	isFloat64Array: isTyped('Float64Array'),
	isGeneratorFunction: (value: unknown) =>
		prototypeTag('GeneratorFunction')(value) || prototypeTag('AsyncGeneratorFunction')(value),
	isGeneratorObject: (value: unknown) => ['Generator', 'AsyncGenerator'].includes(tagOf(value)),
	isInt8Array: isTyped('Int8Array'),
	isInt16Array: isTyped('Int16Array'),
	isInt32Array: isTyped('Int32Array'),
	isMap,
	isMapIterator: (value: unknown) => tagOf(value) === 'Map Iterator',
	isModuleNamespaceObject: (value: unknown) => tagOf(value) === 'Module',
	isNativeError: (value: unknown) => value instanceof Error,
	isNumberObject,
	isPromise: (value: unknown) => value instanceof Promise,
	isProxy() {
		throw notHere('util.types.isProxy', 'A proxy cannot be told from its target.');
	},
	isRegExp: (value: unknown) => value instanceof RegExp,
	isSet,
	isSetIterator: (value: unknown) => tagOf(value) === 'Set Iterator',
	isSharedArrayBuffer: () => false,
	isStringObject,
	isSymbolObject,
	isTypedArray: (value: unknown) => ArrayBuffer.isView(value) && typedTag(value) !== undefined,
	isUint8Array: isTyped('Uint8Array'),
	isUint8ClampedArray: isTyped('Uint8ClampedArray'),
	isUint16Array: isTyped('Uint16Array'),
	isUint32Array: isTyped('Uint32Array'),
	isWeakMap: hasNature((value) => WeakMap.prototype.has.call(Object(value), {})),
	isWeakSet: hasNature((value) => WeakSet.prototype.has.call(Object(value), {}))
};
