import { describe, expect, it } from 'vitest';
import { formatPointer, get, parsePointer, PointerError, set } from './json-pointer.ts';

const document = { foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'm~n': 8, '~1': 9, deep: { list: [{ id: 1 }] } };

describe('get', () => {
	it.each([
		['/foo/0', 'bar'],
		['/', 0],
		['/a~1b', 1],
		['/m~0n', 8],
		['/~01', 9],
		['/deep/list/0/id', 1]
	])('finds %s', (pointer, value) => {
		expect(get(document, pointer)).toBe(value);
	});

	it('finds the whole', () => {
		expect(get(document, '')).toBe(document);
	});

	it.each(['/nope', '/foo/2', '/foo/00', '/foo/-', '/foo/0/x', '/toString'])(
		'finds nothing at %s',
		(pointer) => {
			expect(get(document, pointer)).toBeUndefined();
		}
	);

	it('refuses what is no pointer', () => {
		expect(() => get(document, 'foo')).toThrow(PointerError);
		expect(() => get(document, '/a~2')).toThrow(/tilde/);
	});
});

describe('set', () => {
	it('changes a copy', () => {
		const changed = set(document, '/deep/list/0/id', 2);
		expect(changed).toMatchObject({ deep: { list: [{ id: 2 }] } });
		expect(document.deep.list[0]?.id).toBe(1);
	});

	it('shares what does not change', () => {
		expect(get(set(document, '/new', true), '/foo')).toBe(document.foo);
	});

	it('appends', () => {
		expect(get(set(document, '/foo/-', 'qux'), '/foo')).toEqual(['bar', 'baz', 'qux']);
	});

	it('does not reach into nothing', () => {
		expect(() => set(document, '/nope/a', 1)).toThrow('nothing to step into');
		expect(() => set(document, '/foo/7', 1)).toThrow(PointerError);
	});
});

it('tokens come back as they were', () => {
	const tokens = ['a/b', '~', '~1', '', 'x y'];
	expect(parsePointer(formatPointer(tokens))).toEqual(tokens);
});
