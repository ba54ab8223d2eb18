import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeFiles, submittableFiles } from '../../src/lib/domain/submittable-files.ts';

const STARTER = {
	'chain.ts': [
		"import { hash } from './hash.ts';",
		'// region edit',
		'export const one = 1;',
		'// endregion',
		'export const fixed = true;',
		'// region edit',
		'// endregion',
		'// the end',
		''
	].join('\n'),
	'hash.ts': '// read-only\nexport const hash = () => 0;\n',
	'notes.ts': 'export {};\n'
};
const { 'hash.ts': readOnly, ...editable } = STARTER;

describe('the files a learner may submit', () => {
	test('are those of the starter, unchanged or changed inside the regions', () => {
		const changed = {
			...editable,
			'chain.ts': STARTER['chain.ts'].replace('one = 1', 'one = 2;\nexport const two = 2')
		};

		expect(submittableFiles(STARTER, STARTER)).toEqual({ ok: true, value: editable });
		expect(submittableFiles(STARTER, changed)).toEqual({ ok: true, value: changed });
		expect(completeFiles(STARTER, changed)['hash.ts']).toBe(readOnly);
	});

	test('keep a file without regions as it was sent, with line ends of one kind', () => {
		const sent = {
			...editable,
			'notes.ts': 'a\r\nb\r\n',
			'chain.ts': STARTER['chain.ts'].replaceAll('\n', '\r\n')
		};

		expect(submittableFiles(STARTER, sent)).toMatchObject({
			ok: true,
			value: { 'notes.ts': 'a\nb\n', 'chain.ts': STARTER['chain.ts'] }
		});
	});

	test.each([
		['a changed line above a region', STARTER['chain.ts'].replace('{ hash }', '{ hash as h }')],
		['a changed line between regions', STARTER['chain.ts'].replace('fixed = true', 'fixed = false')],
		['a line added at the end', `${STARTER['chain.ts']}export const more = 1;\n`],
		['a marker left out', STARTER['chain.ts'].replace('// endregion\n', '')],
		['the lines between regions left out', STARTER['chain.ts'].replace('export const fixed = true;\n', '')],
		['nothing', '']
	])('do not hold %s', (_change, text) => {
		expect(submittableFiles(STARTER, { ...editable, 'chain.ts': text })).toEqual({
			ok: false,
			fault: { code: 'file_not_editable', path: 'chain.ts' }
		});
	});

	test('are refused with a path too many, a file too few, or a read-only file changed', () => {
		expect(submittableFiles(STARTER, { ...editable, 'checks/hidden.ts': '' })).toMatchObject({
			fault: { code: 'file_not_editable', path: 'checks/hidden.ts' }
		});
		expect(submittableFiles(STARTER, { 'chain.ts': STARTER['chain.ts'] })).toMatchObject({
			fault: { code: 'file_missing', path: 'notes.ts' }
		});
		expect(submittableFiles(STARTER, { ...editable, 'hash.ts': `${readOnly}//` })).toMatchObject({
			fault: { code: 'file_not_editable', path: 'hash.ts' }
		});
	});

	test('take whatever is typed into the regions', () => {
		const [head = '', , middle = '', , tail = ''] = [
			"import { hash } from './hash.ts';\n// region edit",
			'',
			'// endregion\nexport const fixed = true;\n// region edit',
			'',
			'// endregion\n// the end\n'
		];
		const lines = fc.array(
			fc.oneof(fc.string(), fc.constantFrom('// region edit', '// endregion', '// the end'))
		);

		fc.assert(
			fc.property(lines, lines, (first, second) => {
				const text = [head, ...first, middle, ...second, tail].join('\n').replaceAll('\r', '');
				expect(submittableFiles(STARTER, { ...editable, 'chain.ts': text }).ok).toBe(true);
			})
		);
	});
});
