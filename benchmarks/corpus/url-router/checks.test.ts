import { describe, expect, test } from 'vitest';
import { parseQuery, Router } from './router.ts';

const echo =
	(name: string) =>
	({ params, query }: { params: unknown; query: unknown }) => ({
		status: 200,
		body: { name, params, query }
	});

const users = new Router()
	.on('GET', '/', echo('list'))
	.on('GET', '/:id', echo('one'))
	.on('DELETE', '/:id', echo('delete'));
const router = new Router()
	.on('GET', '/', echo('home'))
	.on('GET', '/files/*path', echo('file'))
	.on('GET', '/users/me', echo('me'))
	.on('GET', '/teams/:team/members/:member', echo('member'))
	.mount('/users', users);

describe('routing', () => {
	test.each([
		['/', 'home', {}],
		['/users', 'list', {}],
		['/users/', 'list', {}],
		['/users/42', 'one', { id: '42' }],
		['/users/me', 'me', {}],
		['/files/a/b%20c.txt', 'file', { path: 'a/b c.txt' }],
		['/teams/red/members/7', 'member', { team: 'red', member: '7' }]
	])('GET %s is %s', (path, name, params) => {
		expect(router.handle('GET', path)).toMatchObject({ status: 200, body: { name, params } });
	});

	test('tells a method that is not allowed from a place that is not there', () => {
		expect(router.handle('POST', '/users/42')).toEqual({ status: 405, allow: ['DELETE', 'GET'] });
		expect(router.handle('GET', '/nowhere')).toStrictEqual({ status: 404 });
	});

	test('prefers what is spelled out, in any order of registration', () => {
		const other = new Router()
			.on('GET', '/:a', echo('param'))
			.on('GET', '/*', echo('rest'))
			.on('GET', '/x', echo('literal'));
		expect(['/x', '/y', '/y/z'].map((path) => other.handle('GET', path).body)).toEqual([
			expect.objectContaining({ name: 'literal' }),
			expect.objectContaining({ name: 'param' }),
			expect.objectContaining({ name: 'rest' })
		]);
	});

	test('hands on the query', () => {
		expect(router.handle('GET', '/users?sort=name&tag=a&tag=b')).toHaveProperty('body.query', {
			sort: 'name',
			tag: ['a', 'b']
		});
	});
});

describe('parseQuery', () => {
	test.each([
		['', {}],
		['a=1', { a: '1' }],
		['a', { a: '' }],
		['q=one+two%26', { q: 'one two&' }],
		['a=1&a=2&a=3', { a: ['1', '2', '3'] }]
	])('reads “%s”', (search, expected) => {
		expect(parseQuery(search)).toEqual(expected);
	});
});
