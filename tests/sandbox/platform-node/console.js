console.log(1, -0, 1n, 'a', null, undefined, true, Symbol('s'), NaN);
console.log({ a: 1, b: 'x', c: [1, 2, { d: { e: { f: 1 } } }], 'k-y': 2, [Symbol('q')]: 3 });
console.log([[[[1]]]], [], {}, [undefined, null], [1, , 3], [, , ,], new Array(5));
console.log(
	new Map([
		['a', { b: 1 }],
		[{ k: 1 }, [1, 2]]
	]),
	new Set([1, 'a', [2]]),
	new Map(),
	new Set()
);
class A {
	constructor() {
		this.x = 1;
	}
	get y() {
		return 2;
	}
	#p = 3;
}
class B extends A {}
console.log(
	new A(),
	new B(),
	A,
	B,
	class {},
	() => {},
	function f() {},
	async () => {},
	function* g() {},
	async function* h() {}
);
console.log(
	Object.create(null),
	Object.assign(Object.create(null), { a: 1 }),
	Object.create({ a: 1 }),
	Object.create(A.prototype)
);
const circ = { name: 'c' };
circ.self = circ;
circ.list = [circ, { circ }];
console.log(circ);
console.log({
	get a() {
		return 1;
	},
	set b(v) {},
	get c() {
		return 1;
	},
	set c(v) {}
});
console.log(new Date(0), /a+/gi, new Date(NaN), [new Date(0)], { r: /x/ });
console.log(
	Array.from({ length: 30 }, (_, i) => i),
	Array.from({ length: 120 }, (_, i) => i * 100)
);
console.log(
	Array.from({ length: 27 }, (_, i) => 'item' + i),
	['a', 'b', 'c', 'd', 'e', 'f', 'g']
);
console.log({ long: 'x'.repeat(100), other: 'y'.repeat(50), third: 1 });
console.log({ a: { b: { c: { d: 1 } } }, arr: [[1, 2, [3, 4, [5]]]] });
console.log([
	{ id: 1, name: 'Alice', email: 'alice@example.com' },
	{ id: 2, name: 'Bob', email: 'bob@example.com' },
	{ id: 3, name: 'Carol', email: 'c@example.com' }
]);
console.log(Buffer.from('hello'), new Uint8Array([1, 2, 3]), new Float64Array(2), new ArrayBuffer(4), [
	Buffer.from('a')
]);
console.log(["it's", 'say "hi"', `both ' and "`, 'new\nline', 'tab\t', '\u0001', 'back\\slash', 'é😀']);
console.log({ f() {}, g: () => {}, h: class Z {}, s: Symbol.iterator, n: null, u: undefined, big: 10n });
console.log(
	'%s is %d years and %i, %f, %j %o %O %%',
	'Bob',
	42.5,
	42.9,
	'1.5',
	{ a: 1 },
	[1],
	{ b: { c: {} } },
	'extra',
	{ x: 1 }
);
console.log('%s', { a: { b: 1 } }, '%s', 5);
console.log('100%', 1);
console.log('%c styled', 'color: red');
console.log('%s %s', 'one');
console.log('%s', class Q {}, [1, [2]], null, undefined, Symbol('x'), -0, 12n);
console.log('%s', () => 1);
console.log('%d', '12', '%i');
console.log('a%', 'b');
console.log('%x', 1);
console.log('%s', {
	toString() {
		return 'own';
	}
});
console.log(
	'%s',
	new (class K {
		toString() {
			return 'kk';
		}
	})()
);
console.log('%s', new Date(0));
console.log('%%s', 1);
console.log('%%');
console.log(
	new (class Foo extends Map {})([[1, 2]]),
	new (class Bar extends Set {})([1]),
	new (class Baz extends Array {})(3),
	Baz2()
);
function Baz2() {
	class Stack extends Array {}
	const s = new Stack();
	s.push(1, 2);
	s.extra = 'x';
	return s;
}
console.log(new Number(3), new String('abc'), new Boolean(false), Object(1n), Object(Symbol('z')));
console.log(
	Object.assign(() => {}, { a: 1 }),
	Object.assign(function named() {}, { b: { c: 1 } })
);
console.log(
	{ [Symbol.toStringTag]: 'Tagged', a: 1 },
	new (class X {
		get [Symbol.toStringTag]() {
			return 'T';
		}
	})()
);
console.log(
	[1.5, 2.25, -3, 1e21, 1e-7],
	[true, false],
	['a'.repeat(80)],
	[['nested', ['deep', ['deeper', ['deepest']]]]]
);
console.log(process.argv.length > 0, [function () {}, class {}], {
	a: [],
	b: {},
	c: new Map([[1, { a: { b: { c: 1 } } }]])
});
console.log({
	name: 'Something',
	values: Array.from({ length: 10 }, (_, i) => ({ i })),
	nested: { deep: { deeper: { deepest: true } } }
});
console.log(
	new WeakMap(),
	new WeakSet(),
	(function () {
		return arguments;
	})(1, 2),
	Math,
	JSON,
	globalThis === global,
	Reflect.ownKeys({ a: 1 })
);
console.log(
	{ 'a-b': 1, 1: 2, aB: 3, $x: 4, _y: 5, ü: 6 },
	[
		`multi
line`
	],
	{
		t: `multi
line string which is long enough to be broken over more than one line of eighty characters`
	}
);
console.log(
	[
		['a', 1],
		['b', 2]
	],
	Object.entries({ x: 1, y: [2] }),
	[[]],
	[{}],
	{ a: {}, b: [[]] }
);
console.log('str', ['str'], 'str2');
console.log();
console.log('');
console.log([undefined]);
console.log([null, [null]]);
console.log({ a: 1n, b: -0, c: [-0], d: Infinity });
console.log(Object.freeze([1, 2, 3]));
console.log([3, 2, 1].entries().toArray());
console.log({
	users: [
		{
			id: 1,
			tags: ['a', 'b'],
			address: { street: 'Main Street 1', city: 'Springfield', geo: { lat: 1.5, lng: 2.5 } }
		}
	],
	total: 1,
	next: null
});
console.log(
	[
		[1, 2, 3],
		[4, 5, 6],
		[7, 8, 9]
	],
	[
		[1, 2, 3, 4, 5, 6, 7, 8],
		[1, 2, 3, 4, 5, 6, 7, 800]
	]
);
console.log(new Proxy({ a: 1 }, {}), new Proxy([1, 2], {}));
class Money {
	constructor(a) {
		this.a = a;
	}
	[Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
		return `Money<${inspect(this.a, options)}>`;
	}
}
console.log(new Money(5), [new Money({ x: 1 })], { m: new Money('s') });
const e = new TypeError('bad');
e.stack = undefined;
delete e.stack;
Error.stackTraceLimit = 0;
console.log([new Error('inner')], { e: new RangeError('r', { cause: 'why' }) });
class MyErr extends Error {}
console.log([
	new MyErr('mine'),
	Object.assign(new Error('props'), { code: 'X', info: { a: 1 } }),
	new AggregateError([new Error('1')], 'many')
]);
console.log([new Error('')], [new Error('multi\nline')]);
console.log(
	new Array(3).fill({ a: 1 }),
	Array(101).fill(0).length,
	new Set(Array.from({ length: 110 }, (_, i) => i))
);
console.log({ a: 'x'.repeat(20), b: 'y'.repeat(20), c: 'z'.repeat(20), d: 1 });
console.log({ a: 'x'.repeat(20), b: 'y'.repeat(20), c: 'z'.repeat(25), d: 1 });
console.log(Array.from({ length: 12 }, (_, i) => ({ a: i })));
console.log(Array.from({ length: 8 }, (_, i) => 'x'.repeat(i * 3)));
console.log(
	[1.1, 22.22, 333.333, 4444.4444, 5, 6, 7, 8, 9, 10],
	['日本', '中国', 'a', 'b', 'c', 'd', 'e', 'f']
);
console.log(
	Object.create({}, { hidden: { value: 1, enumerable: false }, shown: { value: 2, enumerable: true } })
);
console.log(
	new (class extends A {})(),
	new (function Old() {
		this.v = 1;
	})(),
	Object.setPrototypeOf({ a: 1 }, null),
	[Object.create(null)],
	{ o: Object.create(null) }
);
console.log(new Date(0).toISOString === undefined, [new Map([[1, new Set([2])]])], {
	s: new Set([{ a: { b: { c: 1 } } }])
});
