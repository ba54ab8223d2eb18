import { describe, expect, it } from 'vitest';
import { Permission, Permissions } from './permissions.ts';

describe('Permissions', () => {
	it('begins with none', () => {
		const none = new Permissions();
		expect(none.bits).toBe(0);
		expect(`${none}`).toBe('None');
		expect(none.names).toEqual([]);
	});

	it.each([
		['Read', '00001'],
		['Write', '00010'],
		['Delete', '00100'],
		['Share', '01000'],
		['Admin', '10000']
	] as const)('%s is %s', (name, binary) => {
		expect(Permissions.of(name).toBinary()).toBe(binary);
		expect(Permission[name]).toBe(Number.parseInt(binary, 2));
	});

	it('asks for all or any', () => {
		const editor = Permissions.of('Read', 'Write');
		expect(editor.has('Read')).toBe(true);
		expect(editor.has('Read', 'Delete')).toBe(false);
		expect(editor.hasAny('Read', 'Delete')).toBe(true);
		expect(editor.hasAny('Admin')).toBe(false);
	});

	it('adds, takes and toggles without changing itself', () => {
		const reader = Permissions.of('Read');
		expect(reader.with('Write', 'Read').names).toEqual(['Read', 'Write']);
		expect(reader.without('Read', 'Share').bits).toBe(0);
		expect(reader.toggle('Read', 'Admin').names).toEqual(['Admin']);
		expect(reader.names).toEqual(['Read']);
	});

	it('counts', () => {
		expect([0, 1, 3, 21, 31].map((bits) => new Permissions(bits).size)).toEqual([0, 1, 2, 3, 5]);
	});

	it('is read and printed', () => {
		expect(Permissions.parse('share|READ | ').toString()).toBe('Read | Share');
		expect(() => Permissions.parse('fly')).toThrow(new SyntaxError('no permission fly'));
	});

	it.each([-1, 32, 1.5, Number.NaN])('refuses %d', (bits) => {
		expect(() => new Permissions(bits)).toThrow(RangeError);
	});
});
