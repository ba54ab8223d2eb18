type Scope = Record<string, unknown>;
type Part =
	| string
	| { kind: 'value'; path: string; isRaw: boolean }
	| { kind: 'each' | 'if' | 'unless'; path: string; parts: Part[] };

const TAG = /\{\{(\{?)\s*([#/^]?)\s*([\w.@]*)\s*(\}?)\}\}/g;

/** Mustache-like: `{{name}}`, `{{{raw}}}`, `{{#list}}…{{/list}}`, `{{^list}}…{{/list}}`. */
export function compile(source: string): (scope: Scope) => string {
	const root: Part[] = [];
	const open: { path: string; parts: Part[] }[] = [{ path: '', parts: root }];
	let last = 0;
	for (const match of source.matchAll(TAG)) {
		const [whole, brace, sign, path = ''] = match;
		const parts = open.at(-1)?.parts ?? root;
		parts.push(source.slice(last, match.index));
		last = match.index + whole.length;
		if (sign === '/') {
			const closed = open.pop();
			if (closed?.path !== path || open.length === 0) throw new SyntaxError(`{{/${path}}} closes nothing`);
		} else if (sign === '#' || sign === '^') {
			const inner: Part[] = [];
			parts.push({ kind: sign === '#' ? 'each' : 'unless', path, parts: inner });
			open.push({ path, parts: inner });
		} else parts.push({ kind: 'value', path, isRaw: brace === '{' });
	}
	root.push(source.slice(last));
	if (open.length > 1) throw new SyntaxError(`{{#${open.at(-1)?.path}}} is never closed`);
	return (scope) => render(root, [scope]);
}

function render(parts: readonly Part[], scopes: readonly unknown[]): string {
	return parts
		.map((part) => {
			if (typeof part === 'string') return part;
			const value = lookUp(part.path, scopes);
			switch (part.kind) {
				case 'value': {
					const text = value === undefined || value === null ? '' : String(value);
					return part.isRaw ? text : escapeHtml(text);
				}
				case 'unless':
					return isEmpty(value) ? render(part.parts, scopes) : '';
				default:
					if (isEmpty(value)) return '';
					if (Array.isArray(value)) return value.map((item) => render(part.parts, [item])).join('');
					return render(part.parts, typeof value === 'object' ? [value, ...scopes] : scopes);
			}
		})
		.join('');
}

function lookUp(path: string, scopes: readonly unknown[]): unknown {
	if (path === '.') return scopes[0];
	const [first = '', ...rest] = path.split('.');
	const scope = scopes.find((each) => typeof each === 'object' && each !== null && first in each);
	return [first, ...rest].reduce<unknown>(
		(from, key) => (from === undefined || from === null ? undefined : Reflect.get(Object(from), key)),
		scope
	);
}

function isEmpty(value: unknown): boolean {
	return !value || (Array.isArray(value) && value.length === 0);
}

export function escapeHtml(text: string): string {
	const names: Record<string, string> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
		"'": '&#39;'
	};
	return text.replace(/[&<>"']/g, (character) => names[character] ?? character);
}
