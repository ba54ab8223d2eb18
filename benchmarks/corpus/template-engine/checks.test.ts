import { describe, expect, it } from 'vitest';
import { compile, escapeHtml } from './template.ts';

const render = (source: string, scope: Record<string, unknown> = {}) => compile(source)(scope);

describe('values', () => {
	it('are put in their place', () => {
		expect(render('Hello {{ name }}, you are {{age}}.', { name: 'Ada', age: 36 })).toBe(
			'Hello Ada, you are 36.'
		);
	});

	it('are found by a path', () => {
		expect(render('{{user.address.city}}', { user: { address: { city: 'Oslo' } } })).toBe('Oslo');
	});

	it('may be missing', () => {
		expect(render('[{{a}}{{b.c}}{{d}}]', { d: null })).toBe('[]');
	});

	it('are escaped unless told otherwise', () => {
		expect(render('{{html}} {{{html}}}', { html: '<b>&</b>' })).toBe('&lt;b&gt;&amp;&lt;/b&gt; <b>&</b>');
	});
});

describe('sections', () => {
	it('repeat for a list', () => {
		expect(render('{{#items}}<{{.}}>{{/items}}', { items: [1, 2, 3] })).toBe('<1><2><3>');
	});

	it('see what is around them', () => {
		const scope = { unit: 'kg', items: [{ weight: 1 }, { weight: 2 }] };
		expect(render('{{#items}}{{weight}} {{unit}};{{/items}}', scope)).toBe('1 kg;2 kg;');
	});

	it('are left out when false or empty', () => {
		expect(render('{{#a}}x{{/a}}{{#b}}y{{/b}}{{^b}}none{{/b}}', { a: false, b: [] })).toBe('none');
	});

	it('nest', () => {
		const source = '{{#rows}}({{#cells}}{{.}}{{/cells}}){{/rows}}';
		expect(render(source, { rows: [{ cells: ['a', 'b'] }, { cells: ['c'] }] })).toBe('(ab)(c)');
	});

	it.each(['{{#a}}', '{{/a}}', '{{#a}}{{/b}}'])('must be closed: %s', (source) => {
		expect(() => compile(source)).toThrow(SyntaxError);
	});
});

it('a template is compiled once and used often', () => {
	const greet = compile('Hi {{name}}!');
	expect(['Ada', 'Bob'].map((name) => greet({ name }))).toEqual(['Hi Ada!', 'Hi Bob!']);
});

it('escapes quotes', () => {
	expect(escapeHtml(`"it's"`)).toMatch(/^&quot;it&#39;s&quot;$/);
});
