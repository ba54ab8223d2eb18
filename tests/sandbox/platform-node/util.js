import util, {
	promisify,
	inspect,
	format,
	types,
	parseArgs,
	styleText,
	callbackify,
	inherits,
	isDeepStrictEqual,
	TextEncoder as TE
} from 'node:util';
import { EventEmitter } from 'node:events';
const f = promisify((a, cb) => setTimeout(() => cb(null, a + 1), 1));
console.log(await f(1), await promisify(setTimeout)(1, 'v'));
await promisify((cb) => cb(new Error('no')))().catch((e) => console.log(e.message));
console.log(
	format('%s=%d', 'a', 1, 'b'),
	format(1, 2, '3'),
	format('%O', { a: { b: { c: { d: {} } } } }),
	format('%o', [1, { a: 2 }])
);
console.log(
	inspect({ a: { b: { c: { d: 1 } } } }, { depth: 0 }),
	inspect({ a: { b: { c: { d: 1 } } } }, false, null),
	inspect('x'),
	inspect([1, 'a', null, undefined, 1n, Symbol('s'), /r/, new Date(0)], { colors: true }),
	inspect({ a: 1, b: { c: 2 } }, { compact: false }),
	inspect({ b: 1, a: 2 }, { sorted: true }),
	inspect(
		{
			get a() {
				return { x: 1 };
			}
		},
		{ getters: true }
	),
	inspect([1, 2, 3, 4], { maxArrayLength: 2 }),
	inspect('abcdef', { maxStringLength: 2 }),
	inspect(123456.789, { numericSeparator: true }),
	inspect({ a: 1, b: [1, 2, 3] }, { breakLength: 10 }),
	inspect([{ a: 1 }], { compact: true }),
	inspect({ a: 'x'.repeat(90), b: 2 }, { breakLength: Infinity })
);
class Foo {
	[inspect.custom](depth, opts) {
		return 'FOO' + depth + typeof opts.stylize;
	}
}
console.log(inspect([new Foo()]), `${inspect(new Foo())}`);
callbackify(async (x) => x * 2)(4, (e, v) => console.log(e, v));
callbackify(async () => {
	throw null;
})((e) => console.log(e.code));
await promisify(setImmediate)();
function Old() {
	EventEmitter.call(this);
}
inherits(Old, EventEmitter);
Old.prototype.hi = function () {
	this.emit('hi', 1);
};
const o = new Old();
o.on('hi', (x) => console.log('hi', x));
o.hi();
console.log(Old.super_ === EventEmitter, o instanceof EventEmitter);
console.log(
	types.isPromise(Promise.resolve()),
	types.isMap(new Map()),
	types.isMap({}),
	types.isDate(new Date()),
	types.isRegExp(/a/),
	types.isTypedArray(new Uint8Array()),
	types.isUint8Array(Buffer.alloc(1)),
	types.isAsyncFunction(async () => {}),
	types.isGeneratorFunction(function* () {}),
	types.isNativeError(new TypeError()),
	types.isBoxedPrimitive(Object(1)),
	types.isSet(Object.create(Set.prototype)),
	types.isArrayBuffer(new ArrayBuffer(1))
);
console.log(
	isDeepStrictEqual({ a: [1, new Map([[1, 2]])] }, { a: [1, new Map([[1, 2]])] }),
	isDeepStrictEqual([1], ['1'])
);
console.log(
	parseArgs({
		args: ['-f', '--bar', 'b', 'pos', '--no-color', '-vvx', '--', '-z'],
		options: {
			foo: { type: 'boolean', short: 'f' },
			bar: { type: 'string' },
			color: { type: 'boolean' },
			v: { type: 'boolean', short: 'v', multiple: true },
			x: { type: 'boolean', short: 'x' },
			d: { type: 'string', default: 'dd' }
		},
		allowPositionals: true,
		allowNegative: true
	})
);
for (const c of [
	{ args: ['--nope'] },
	{ args: ['pos'] },
	{ args: ['--s'], options: { s: { type: 'string' } } },
	{ args: ['--b=1'], options: { b: { type: 'boolean' } } }
])
	try {
		parseArgs(c);
	} catch (e) {
		console.log(e.code);
	}
console.log(
	JSON.stringify(util.stripVTControlCharacters('\u001b[31mred\u001b[0m')),
	util.toUSVString('a\ud800'),
	new TE().encode('é').length
);
try {
	promisify(1);
} catch (e) {
	console.log(e.code, e.message);
}
console.log(
	util.debuglog('x').enabled,
	util.inspect(new Map([[{ a: 1 }, 'b']]), { showHidden: true }),
	util.inspect([1, 2], { showHidden: true })
);
console.log(
	util.format('%s %s', 'a'),
	util.format('%%%s', 'x'),
	util.format('a', {}, [], null),
	util.format('%i', 'x'),
	util.format('%j', { a: 1n === 1n }),
	util.format()
);
console.log(
	styleText('red', 'plain'),
	JSON.stringify(styleText(['bold', 'red'], 'x', { validateStream: false }))
);
