declare module 'node:util' {
	export interface InspectOptions {
		depth?: number | null;
		showHidden?: boolean;
		colors?: boolean;
		customInspect?: boolean;
		maxArrayLength?: number | null;
		maxStringLength?: number | null;
		breakLength?: number;
		compact?: boolean | number;
		sorted?: boolean | ((a: string, b: string) => number);
		getters?: boolean | 'get' | 'set';
		numericSeparator?: boolean;
	}
	/** A value as the console prints it. */
	export function inspect(value: unknown, options?: InspectOptions): string;
	export function inspect(
		value: unknown,
		showHidden?: boolean,
		depth?: number | null,
		colors?: boolean
	): string;
	export namespace inspect {
		const custom: unique symbol;
		const defaultOptions: InspectOptions;
		const colors: Record<string, readonly [number, number]>;
		const styles: Record<string, unknown>;
	}
	/** Fills `%s %d %i %f %j %o %O` in the first text. */
	export function format(...values: unknown[]): string;
	export function formatWithOptions(options: InspectOptions, ...values: unknown[]): string;

	type Answer<Result> = (error: any, result: Result) => void;
	/** A function whose last parameter is a callback, as one that returns a promise. */
	export function promisify<Args extends unknown[], Result>(
		original: (...args: [...Args, Answer<Result>]) => void
	): (...args: Args) => Promise<Result>;
	export function promisify(
		original: typeof setTimeout
	): <Value = void>(delayMs?: number, value?: Value) => Promise<Value>;
	export function promisify(original: (...args: any[]) => void): (...args: any[]) => Promise<any>;
	export namespace promisify {
		const custom: unique symbol;
	}
	export function callbackify<Args extends unknown[], Result>(
		original: (...args: Args) => Promise<Result>
	): (...args: [...Args, Answer<Result>]) => void;
	export function inherits(
		constructor: (...args: any[]) => unknown,
		parent: abstract new (...args: any[]) => unknown
	): void;
	export function deprecate<Original extends (...args: any[]) => unknown>(
		original: Original,
		message: string,
		code?: string
	): Original;
	export function isDeepStrictEqual(a: unknown, b: unknown): boolean;
	export function debuglog(section: string): ((...values: unknown[]) => void) & { enabled: boolean };
	export function stripVTControlCharacters(text: string): string;
	export function styleText(
		format: string | readonly string[],
		text: string,
		options?: { validateStream?: boolean }
	): string;
	export function toUSVString(text: string): string;
	export function aborted(signal: AbortSignal, resource?: object): Promise<void>;
	export interface ParseArgsOption {
		type: 'boolean' | 'string';
		multiple?: boolean;
		short?: string;
		default?: string | boolean | string[] | boolean[];
	}
	export function parseArgs(config?: {
		args?: readonly string[];
		options?: Record<string, ParseArgsOption>;
		strict?: boolean;
		allowPositionals?: boolean;
		allowNegative?: boolean;
	}): { values: Record<string, string | boolean | (string | boolean)[] | undefined>; positionals: string[] };
	const Encoder: typeof TextEncoder;
	const Decoder: typeof TextDecoder;
	export { Encoder as TextEncoder, Decoder as TextDecoder };
	export const types: typeof import('node:util/types');
}
declare module 'util' {
	export * from 'node:util';
}

declare module 'node:util/types' {
	export function isAnyArrayBuffer(value: unknown): value is ArrayBuffer;
	export function isArgumentsObject(value: unknown): value is IArguments;
	export function isArrayBuffer(value: unknown): value is ArrayBuffer;
	export function isArrayBufferView(value: unknown): value is ArrayBufferView;
	export function isAsyncFunction(value: unknown): boolean;
	export function isBoxedPrimitive(value: unknown): boolean;
	export function isDataView(value: unknown): value is DataView;
	export function isDate(value: unknown): value is Date;
	export function isGeneratorFunction(value: unknown): value is GeneratorFunction;
	export function isGeneratorObject(value: unknown): value is Generator;
	export function isMap(value: unknown): value is Map<unknown, unknown>;
	export function isMapIterator(value: unknown): boolean;
	export function isModuleNamespaceObject(value: unknown): boolean;
	export function isNativeError(value: unknown): value is Error;
	export function isNumberObject(value: unknown): boolean;
	export function isPromise(value: unknown): value is Promise<unknown>;
	export function isRegExp(value: unknown): value is RegExp;
	export function isSet(value: unknown): value is Set<unknown>;
	export function isSetIterator(value: unknown): boolean;
	export function isStringObject(value: unknown): boolean;
	export function isTypedArray(value: unknown): boolean;
	export function isUint8Array(value: unknown): value is Uint8Array;
	export function isWeakMap(value: unknown): value is WeakMap<object, unknown>;
	export function isWeakSet(value: unknown): value is WeakSet<object>;
}
declare module 'util/types' {
	export * from 'node:util/types';
}
