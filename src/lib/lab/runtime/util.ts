import { isDeepEqual } from './deep-equal.ts';
import { formatWithOptions } from './format.ts';
import { COLOURS, DEFAULTS, inspected } from './inspect.ts';
import { CUSTOM } from './inspect-names.ts';
import { withoutTerminalCodes } from './inspect-text.ts';
import { expectFunction, invalidArgument, withCode } from './node-errors.ts';
import { parseArgs } from './parse-args.ts';
import { nextTick } from './ticks.ts';
import { PROMISIFY_CUSTOM } from './timer-globals.ts';
import { types } from './util-types.ts';

/** `node:util`. */
type Callback = (...args: unknown[]) => unknown;

function promisify(original: unknown): unknown {
	expectFunction(original, 'original');
	const own: unknown = Reflect.get(original, PROMISIFY_CUSTOM);
	if (own !== undefined) {
		expectFunction(own, 'util.promisify.custom');
		return Object.defineProperty(own, PROMISIFY_CUSTOM, { value: own, configurable: true });
	}
	const promised = function (this: unknown, ...args: unknown[]) {
		return new Promise((resolve, reject) => {
			const answer = (error: unknown, value: unknown) => (error ? reject(error) : resolve(value));
			Reflect.apply(original, this, [...args, answer]);
		});
	};
	Object.setPrototypeOf(promised, Object.getPrototypeOf(original));
	return Object.defineProperties(promised, Object.getOwnPropertyDescriptors(original));
}

function callbackify(original: unknown): Callback {
	expectFunction(original, 'original');
	return function (this: unknown, ...args: unknown[]) {
		const callback = args.pop();
		expectFunction(callback, 'last argument');
		Promise.resolve(Reflect.apply(original, this, args)).then(
			(value) => nextTick(() => callback(null, value)),
			(error: unknown) => nextTick(() => callback(error || rejectedWithout(error)))
		);
	};
}

function rejectedWithout(reason: unknown): Error {
	const error = new Error('Promise was rejected with a falsy value');
	return withCode(Object.assign(error, { reason }), 'ERR_FALSY_VALUE_REJECTION');
}

function inherits(constructor: unknown, parent: unknown): void {
	expectFunction(constructor, 'ctor');
	expectFunction(parent, 'superCtor');
	Object.defineProperty(constructor, 'super_', { value: parent, writable: true, configurable: true });
	Object.setPrototypeOf(constructor.prototype, parent.prototype);
}

const warned = new Set<string>();

/** Warns once, on the error output. */
function deprecate(original: unknown, message: string, code = ''): Callback {
	expectFunction(original, 'fn');
	return function (this: unknown, ...args: unknown[]) {
		const text = `${code === '' ? '' : `[${code}] `}DeprecationWarning: ${message}`;
		if (!warned.has(text)) console.error(`(node:1) ${text}`);
		warned.add(text);
		return new.target ? Reflect.construct(original, args, new.target) : Reflect.apply(original, this, args);
	};
}

/** Silent, as in Node where `NODE_DEBUG` names nothing. */
function debuglog() {
	return Object.assign(() => undefined, { enabled: false });
}

const STYLES: Record<string, readonly [number, number]> = {
	reset: [0, 0],
	bold: [1, 22],
	dim: [2, 22],
	italic: [3, 23],
	underline: [4, 24],
	blink: [5, 25],
	inverse: [7, 27],
	hidden: [8, 28],
	strikethrough: [9, 29],
	doubleunderline: [21, 24],
	framed: [51, 54],
	overlined: [53, 55],
	gray: [90, 39],
	grey: [90, 39],
	bgGray: [100, 49]
};
const COLOUR_NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
COLOUR_NAMES.forEach((name, index) => {
	const capital = name.charAt(0).toUpperCase() + name.slice(1);
	STYLES[name] = [30 + index, 39];
	STYLES[`bg${capital}`] = [40 + index, 49];
	STYLES[`${name}Bright`] = [90 + index, 39];
	STYLES[`bg${capital}Bright`] = [100 + index, 49];
});

/** Without codes unless told `validateStream: false`: as in Node where the output is no terminal. */
function styleText(format: unknown, text: unknown, options: { validateStream?: boolean } = {}): string {
	if (typeof text !== 'string') throw invalidArgument('text', 'of type string', text);
	const names: unknown[] = Array.isArray(format) ? format : [format];
	let styled = text;
	for (const name of names.toReversed()) {
		const codes = typeof name === 'string' ? STYLES[name] : undefined;
		if (!codes)
			throw withCode(
				new TypeError(
					`The argument 'format' must be one of: ${Object.keys(STYLES).join(', ')}. Received ${inspected(name)}`
				),
				'ERR_INVALID_ARG_VALUE'
			);
		if (options.validateStream !== false) continue;
		styled = `\u001b[${codes[0]}m${styled}\u001b[${codes[1]}m`;
	}
	return styled;
}

function inspect(value: unknown, options?: unknown, depth?: unknown, colors?: unknown): string {
	const legacy = typeof options === 'boolean' ? { showHidden: options } : Object(options ?? {});
	return inspected(value, {
		...legacy,
		...(depth === undefined ? {} : { depth }),
		...(colors === undefined ? {} : { colors })
	});
}
Object.assign(inspect, {
	custom: CUSTOM,
	defaultOptions: { ...DEFAULTS },
	colors: { ...STYLES },
	styles: { ...COLOURS }
});

function aborted(signal: AbortSignal): Promise<void> {
	if (signal.aborted) return Promise.resolve();
	return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

export const util = {
	TextDecoder: globalThis.TextDecoder,
	TextEncoder: globalThis.TextEncoder,
	aborted,
	callbackify,
	debug: debuglog,
	debuglog,
	deprecate,
	format: (...values: unknown[]) => formatWithOptions({}, ...values),
	formatWithOptions: (options: object, ...values: unknown[]) => formatWithOptions(options, ...values),
	getSystemErrorName: (code: number) => `Unknown system error ${code}`,
	inherits,
	inspect,
	isArray: Array.isArray,
	isDeepStrictEqual: (a: unknown, b: unknown) => isDeepEqual(a, b, 'strict'),
	parseArgs,
	promisify: Object.assign(promisify, { custom: PROMISIFY_CUSTOM }),
	stripVTControlCharacters: withoutTerminalCodes,
	styleText,
	toUSVString: (text: unknown) => String(text).toWellFormed(),
	types
};
