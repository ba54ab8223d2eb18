import { describe, expect, test } from 'vitest';
import { CsvError, format, parseRecords, parseRows } from './csv.ts';

describe('parseRows', () => {
	test('splits fields and lines', () => {
		expect(parseRows('a,b\n1,2\n')).toEqual([
			['a', 'b'],
			['1', '2']
		]);
	});

	test('keeps empty fields', () => {
		expect(parseRows(',\n"",x')).toEqual([
			['', ''],
			['', 'x']
		]);
	});

	test('reads quotes', () => {
		expect(parseRows('"a,b","say ""hi""","two\nlines"')).toEqual([['a,b', 'say "hi"', 'two\nlines']]);
	});

	test('takes the line ends of Windows', () => {
		expect(parseRows('a\r\nb\r\n')).toEqual([['a'], ['b']]);
	});

	test('takes another separator', () => {
		expect(parseRows('1,5;2,5', ';')).toEqual([['1,5', '2,5']]);
	});

	test('has no rows in an empty text', () => {
		expect(parseRows('')).toHaveLength(0);
	});

	test('says where a quote was left open', () => {
		expect(() => parseRows('a\nb,"c\nd')).toThrow(CsvError);
		expect(() => parseRows('a\nb,"c\nd')).toThrow('line 3');
	});
});

describe('parseRecords', () => {
	test('names fields by the header', () => {
		expect(parseRecords('id,name\n1,Ada\n2,Bob')).toEqual([
			{ id: '1', name: 'Ada' },
			{ id: '2', name: 'Bob' }
		]);
	});

	test('refuses a row of another length', () => {
		expect(() => parseRecords('id,name\n1')).toThrow(expect.objectContaining({ name: 'CsvError', line: 2 }));
	});
});

describe('format', () => {
	test('quotes only what needs it', () => {
		expect(format([['plain', 'a,b', 'q"q', 3, null, true]])).toBe('plain,"a,b","q""q",3,,true');
	});

	test('is read back', () => {
		const rows = [
			['x', 'multi\nline', ''],
			['"', ',', ' y ']
		];
		expect(parseRows(format(rows))).toStrictEqual(rows);
	});
});
