import { describe, expect, it, vi } from 'vitest';
import { auth, compose, errors, handle, HttpError, timing, type Middleware } from './pipeline.ts';

const named =
	(name: string, log: string[]): Middleware =>
	async (_context, next) => {
		log.push(`${name} in`);
		await next();
		log.push(`${name} out`);
	};
const answer =
	(body: unknown): Middleware =>
	(context) => {
		context.status = 200;
		context.body = body;
	};

describe('compose', () => {
	it('goes in and out in order', async () => {
		const log: string[] = [];
		await handle(compose(named('a', log), named('b', log), answer('x')), '/');
		expect(log).toEqual(['a in', 'b in', 'b out', 'a out']);
	});

	it('is itself a middleware', async () => {
		const log: string[] = [];
		const inner = compose(named('b', log), named('c', log));
		await handle(compose(named('a', log), inner, named('d', log)), '/');
		expect(log.slice(0, 4)).toEqual(['a in', 'b in', 'c in', 'd in']);
	});

	it('stops where next is not called', async () => {
		const never = vi.fn();
		await handle(compose(answer(1), never), '/');
		expect(never).not.toHaveBeenCalled();
	});

	it('refuses a second next', async () => {
		const twice: Middleware = async (_context, next) => {
			await next();
			await next();
		};
		await expect(handle(compose(twice), '/')).rejects.toThrow('twice');
	});

	it('of nothing leaves 404', async () => {
		await expect(handle(compose(), '/a')).resolves.toMatchObject({ status: 404, body: null, path: '/a' });
	});
});

describe('errors', () => {
	it.each([
		[new HttpError(418, 'teapot'), 418, 'teapot'],
		[new Error('secret'), 500, 'Something went wrong']
	])('%s becomes a status', async (error, status, message) => {
		const context = await handle(
			compose(errors(), () => Promise.reject(error)),
			'/'
		);
		expect(context).toMatchObject({ status, body: { error: message } });
	});
});

it('timing tells how long the rest took', async () => {
	const now = vi.fn().mockReturnValueOnce(100).mockReturnValueOnce(142);
	const { headers } = await handle(compose(timing(now), answer('ok')), '/');
	expect(Object.fromEntries(headers)).toEqual({ 'x-time': '42ms' });
	expect(now).toHaveBeenCalledTimes(2);
});

describe('auth', () => {
	const pipeline = compose(errors(), auth({ t1: 'ada' }), (context) =>
		answer(`hi ${context.state['user']}`)(context, async () => undefined)
	);

	it('lets in who is known', async () => {
		expect((await handle(pipeline, '/', { authorization: 'Bearer t1' })).body).toBe('hi ada');
	});

	it.each([undefined, 'Bearer t2', 'Basic t1', 'Bearer toString'])('refuses %s', async (authorization) => {
		const { status } = await handle(pipeline, '/', authorization === undefined ? {} : { authorization });
		expect(status).toBe(401);
	});
});
