export type Params = Record<string, string>;
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Request {
	method: Method;
	path: string;
	params: Params;
	query: Record<string, string | string[]>;
}

export type Handler = (request: Request) => { status: number; body?: unknown };

interface Route {
	method: Method;
	segments: readonly string[];
	handler: Handler;
}

export class Router {
	readonly #routes: Route[] = [];

	on(method: Method, pattern: string, handler: Handler): this {
		this.#routes.push({ method, segments: segmentsOf(pattern), handler });
		return this;
	}

	mount(prefix: string, other: Router): this {
		for (const { method, segments, handler } of other.#routes)
			this.on(method, [prefix, ...segments].join('/'), handler);
		return this;
	}

	handle(method: Method, target: string): { status: number; body?: unknown; allow?: Method[] } {
		const [path = '', search = ''] = target.split('?');
		const segments = segmentsOf(path);
		const found = this.#routes
			.map((route) => ({ route, params: match(route.segments, segments) }))
			.filter(({ params }) => params !== null)
			.sort((a, b) => specificity(a.route) - specificity(b.route));
		const chosen = found.find(({ route }) => route.method === method);
		if (chosen)
			return chosen.route.handler({ method, path, params: chosen.params ?? {}, query: parseQuery(search) });
		if (found.length > 0)
			return { status: 405, allow: [...new Set(found.map(({ route }) => route.method))].sort() };
		return { status: 404 };
	}
}

function segmentsOf(path: string): string[] {
	return path.split('/').filter(Boolean);
}

function match(pattern: readonly string[], path: readonly string[]): Params | null {
	const params: Params = {};
	for (const [index, segment] of pattern.entries()) {
		if (segment.startsWith('*')) {
			params[segment.slice(1) || 'rest'] = path.slice(index).map(decodeURIComponent).join('/');
			return params;
		}
		const actual = path[index];
		if (actual === undefined) return null;
		if (segment.startsWith(':')) params[segment.slice(1)] = decodeURIComponent(actual);
		else if (segment !== actual) return null;
	}
	return pattern.length === path.length ? params : null;
}

/** Literal segments before parameters, parameters before the rest, from the left. */
function specificity({ segments }: Route): number {
	return segments.reduce(
		(sum, segment, index) =>
			sum + (segment.startsWith('*') ? 0 : segment.startsWith(':') ? 1 : 2) / 3 ** index,
		0
	);
}

export function parseQuery(search: string): Record<string, string | string[]> {
	const query: Record<string, string | string[]> = {};
	for (const pair of search.split('&').filter(Boolean)) {
		const [name = '', value = ''] = pair
			.split('=')
			.map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
		const before = query[name];
		query[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
	}
	return query;
}
