export interface Context {
	path: string;
	status: number;
	body: unknown;
	headers: Map<string, string>;
	state: Record<string, unknown>;
}

export type Next = () => Promise<void>;
export type Middleware = (context: Context, next: Next) => void | Promise<void>;

export class HttpError extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

/** One middleware around the next, like the layers of an onion. */
export function compose(...layers: Middleware[]): (context: Context, next?: Next) => Promise<void> {
	return async (context, next = async () => undefined) => {
		let reached = -1;
		const run = async (index: number): Promise<void> => {
			if (index <= reached) throw new Error('next() was called twice');
			reached = index;
			const layer = layers[index];
			if (layer) await layer(context, () => run(index + 1));
			else await next();
		};
		await run(0);
	};
}

export function errors(): Middleware {
	return async (context, next) => {
		try {
			await next();
		} catch (error) {
			const isOurs = error instanceof HttpError;
			context.status = isOurs ? error.status : 500;
			context.body = { error: isOurs ? error.message : 'Something went wrong' };
		}
	};
}

export function timing(now: () => number): Middleware {
	return async (context, next) => {
		const startedAt = now();
		await next();
		context.headers.set('x-time', `${now() - startedAt}ms`);
	};
}

export function auth(tokens: Readonly<Record<string, string>>): Middleware {
	return async (context, next) => {
		const [scheme, token = ''] = (context.headers.get('authorization') ?? '').split(' ');
		const user = scheme === 'Bearer' && Object.hasOwn(tokens, token) ? tokens[token] : undefined;
		if (user === undefined) throw new HttpError(401, 'Who are you?');
		context.state['user'] = user;
		await next();
	};
}

export async function handle(
	pipeline: (context: Context) => Promise<void>,
	path: string,
	headers: Record<string, string> = {}
): Promise<Context> {
	const context: Context = {
		path,
		status: 404,
		body: null,
		headers: new Map(Object.entries(headers)),
		state: {}
	};
	await pipeline(context);
	return context;
}
