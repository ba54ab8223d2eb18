import assert, { AssertionError, strict } from 'node:assert';
import s2 from 'node:assert/strict';
const t = (f) => {
	try {
		const r = f();
		console.log('ok', r);
	} catch (e) {
		console.log(
			e.name,
			'|',
			e.code,
			'|',
			e.message,
			'|',
			e.operator,
			e.generatedMessage,
			e instanceof AssertionError
		);
	}
};
t(() => assert.equal(1, '1'));
t(() => assert.equal(1, 2));
t(() => assert.notEqual(1, 1));
t(() => assert.strictEqual(1, '1'));
t(() => assert.strictEqual('hello world', 'hello there'));
t(() => assert.strictEqual(1, 2, 'custom'));
t(() => assert.deepEqual({ a: 1 }, { a: '1' }));
t(() => assert.deepEqual([1, 2], [1, 3]));
t(() => assert.deepStrictEqual({ a: 1, b: [1, 2] }, { a: 1, b: [1, 3] }));
t(() => assert.deepStrictEqual([1, 2, 3], [1, 2, 3]));
t(() => assert.deepStrictEqual(new Map([[1, { a: 1 }]]), new Map([[1, { a: 1 }]])));
t(() => assert.deepStrictEqual(new Set([{ a: 1 }]), new Set([{ a: 2 }])));
t(() => assert.deepStrictEqual([1, , 3], [1, undefined, 3]));
t(() => assert.deepStrictEqual(new Date(0), new Date(0)));
t(() => assert.deepStrictEqual(/a/g, /a/i));
t(() => assert.deepStrictEqual(NaN, NaN));
t(() => assert.deepStrictEqual(-0, 0));
t(() => assert.deepEqual(-0, 0));
t(() => assert.notDeepStrictEqual({ a: 1 }, { a: 1 }));
t(() => assert.notStrictEqual(1, 1));
t(() => assert.notDeepEqual([1], ['1']));
t(() => assert.notStrictEqual('a long text here', 'a long text here'));
t(() =>
	assert.throws(() => {
		throw new TypeError('bad');
	}, TypeError)
);
t(() =>
	assert.throws(() => {
		throw new TypeError('bad');
	}, RangeError)
);
t(() =>
	assert.throws(() => {
		throw new TypeError('bad');
	}, /good/)
);
t(() =>
	assert.throws(
		() => {
			throw new TypeError('bad');
		},
		{ name: 'TypeError', message: 'bad' }
	)
);
t(() =>
	assert.throws(
		() => {
			throw new TypeError('bad');
		},
		{ name: 'TypeError', message: 'good' }
	)
);
t(() => assert.throws(() => {}));
t(() => assert.throws(() => {}, TypeError));
t(() => assert.throws(() => {}, TypeError, 'msg'));
t(() =>
	assert.throws(
		() => {
			throw new Error('x');
		},
		(e) => e.message === 'x'
	)
);
t(() =>
	assert.throws(
		() => {
			throw new Error('x');
		},
		() => false
	)
);
t(() =>
	assert.throws(
		() => {
			throw new Error('x');
		},
		{ message: /y/ }
	)
);
t(() =>
	assert.doesNotThrow(() => {
		throw new Error('w');
	})
);
t(() =>
	assert.doesNotThrow(() => {
		throw new Error('w');
	}, 'oh')
);
t(() => assert.doesNotThrow(() => 1));
t(() => assert.match('abc', /x/));
t(() => assert.match('abc', /b/));
t(() => assert.doesNotMatch('abc', /b/));
t(() => assert.match(123, /x/));
t(() => assert.ifError(null));
t(() => assert.ifError(new Error('i')));
t(() => assert.ifError('str'));
t(() => assert.fail());
t(() => assert.fail('m'));
t(() => assert.fail(new TypeError('own')));
t(() => strict.equal(1, '1'));
t(() => s2.deepEqual({ a: 1 }, { a: '1' }));
t(() => s2(true));
t(() => assert(1));
t(() => assert.ok(true, 'x'));
t(() => assert(false, 'told'));
t(() => assert.ok(null, new RangeError('mine')));
t(() => assert.partialDeepStrictEqual({ a: 1, b: 2 }, { a: 1 }));
t(() => assert.partialDeepStrictEqual({ a: 1 }, { a: 2 }));
t(() => assert.strictEqual({ a: 1 }, { a: 1 }));
t(() => assert.strictEqual([1], [2]));
t(() => assert.strictEqual(undefined, null));
t(() => assert.strictEqual(1n, 1));
t(() => assert.equal(NaN, NaN));
t(() => assert.strictEqual());
await assert.rejects(Promise.reject(new TypeError('r')), TypeError);
await assert.rejects(async () => {
	throw new Error('q');
}, /q/);
await assert.rejects(Promise.resolve(1)).catch((e) => console.log(e.message, e.operator));
await assert.doesNotReject(Promise.resolve(1));
await assert.doesNotReject(Promise.reject(new Error('dr'))).catch((e) => console.log(e.message));
await assert.rejects(() => 1).catch((e) => console.log(e.code));
const big = (n) => Object.fromEntries(Array.from({ length: 30 }, (_, i) => ['key' + i, i === 20 ? n : i]));
t(() => assert.deepStrictEqual(big(1), big(2)));
t(() => assert.deepStrictEqual([1, 2, 3, 4, 5], [1, 2, 4, 5, 6]));
class P {
	constructor(x) {
		this.x = x;
	}
}
t(() => assert.deepStrictEqual(new P(1), new P(1)));
t(() => assert.deepStrictEqual(new P(1), { x: 1 }));
t(() => assert.deepEqual(new P(1), { x: 1 }));
const c1 = { a: 1 };
c1.me = c1;
const c2 = { a: 1 };
c2.me = c2;
t(() => assert.deepStrictEqual(c1, c2));
t(() => assert.deepStrictEqual(Buffer.from('a'), Buffer.from('b')));
t(() => assert.deepStrictEqual({ a: undefined }, {}));
t(() => assert.deepStrictEqual('a\nb', 'a\nc'));
t(() => assert.deepStrictEqual(new Error('a'), new Error('b')));
t(() => assert.deepStrictEqual([[1, [2]], { a: new Map([[1, 2]]) }], [[1, [3]], { a: new Map([[1, 3]]) }]));
const ae = new AssertionError({ actual: 1, expected: 2, operator: 'strictEqual' });
console.log(ae.message, ae.name, String(ae));
t(() => assert.strictEqual('x'.repeat(100), 'y'));
t(() => assert.strictEqual(12345678, 87654321));
