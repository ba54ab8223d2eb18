import { Hono } from 'hono';
import { basicAuth } from 'hono/basic-auth';
import { bearerAuth } from 'hono/bearer-auth';
import { bodyLimit } from 'hono/body-limit';
import { hc } from 'hono/client';
import { deleteCookie, getCookie, setCookie, setSignedCookie, getSignedCookie } from 'hono/cookie';
import { cors } from 'hono/cors';
import { csrf } from 'hono/csrf';
import { etag } from 'hono/etag';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import { jwt, sign } from 'hono/jwt';
import { logger } from 'hono/logger';
import { prettyJSON } from 'hono/pretty-json';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { streamSSE, streamText } from 'hono/streaming';
import { testClient } from 'hono/testing';
import { timeout } from 'hono/timeout';
import { validator } from 'hono/validator';

let app = new Hono();
const show = async (path, init) => {
	const answer = await app.request(path, init);
	const headers = [...answer.headers]
		.filter(([name]) => name !== 'date')
		.map(([name, value]) => `${name}: ${value}`)
		.sort();
	console.log(answer.status, headers, await answer.text());
	return answer;
};
app.get('/', (c) => c.text('hello'));
app.get('/users/:id{[0-9]+}', (c) =>
	c.json({ id: Number(c.req.param('id')), q: c.req.query('q'), all: c.req.queries('t') })
);
app.post('/users', async (c) => c.json(await c.req.json(), 201, { location: '/users/2' }));
app.get('/html', (c) => c.html('<p>hi</p>'));
app.get('/go', (c) => c.redirect('/', 303));
app.get('/broken', () => {
	throw new Error('inside');
});
app.get('/teapot', () => {
	throw new HTTPException(418, { message: 'short and stout' });
});
app.notFound((c) => c.json({ error: `no ${c.req.path}` }, 404));
app.onError((error, c) =>
	error instanceof HTTPException ? error.getResponse() : c.json({ error: error.message }, 500)
);
await show('/');
await show('/users/7?q=a%20b&t=1&t=2');
await show('/users', {
	method: 'POST',
	body: JSON.stringify({ name: 'Ada' }),
	headers: { 'content-type': 'application/json' }
});
for (const path of ['/html', '/go', '/broken', '/teapot', '/users/x']) await show(path);

app = new Hono();
app.use('/cached/*', etag());
app.get('/cached/a', (c) => c.json({ a: 1 }));
const first = await show('/cached/a');
await show('/cached/a', { headers: { 'if-none-match': first.headers.get('etag') } });
app = new Hono();
app.use(
	'/open/*',
	cors({ origin: ['https://a.example'], allowMethods: ['GET', 'PUT'], maxAge: 60, credentials: true })
);
app.get('/open/a', (c) => c.text('open'));
await show('/open/a', { headers: { origin: 'https://a.example' } });
await show('/open/a', {
	method: 'OPTIONS',
	headers: { origin: 'https://a.example', 'access-control-request-headers': 'x-a' }
});
app = new Hono();
app.use('/token/*', bearerAuth({ token: 'let-me-in' }));
app.get('/token/a', (c) => c.text('in'));
await show('/token/a');
await show('/token/a', { headers: { authorization: 'Bearer wrong' } });
await show('/token/a', { headers: { authorization: 'Bearer let-me-in' } });
app = new Hono();
app.use('/basic/*', basicAuth({ username: 'ada', password: 'byron' }));
app.get('/basic/a', (c) => c.text('in'));
await show('/basic/a');
await show('/basic/a', { headers: { authorization: `Basic ${btoa('ada:byron')}` } });
app = new Hono();
app.use('/jwt/*', jwt({ secret: 'shared', alg: 'HS256' }));
app.get('/jwt/a', (c) => c.json(c.get('jwtPayload')));
await show('/jwt/a', {
	headers: { authorization: `Bearer ${await sign({ sub: 'ada' }, 'shared', 'HS256')}` }
});
await show('/jwt/a', {
	headers: { authorization: `Bearer ${await sign({ sub: 'ada' }, 'other', 'HS256')}` }
});
app = new Hono();
app.get('/cookies', async (c) => {
	setCookie(c, 'plain', 'a b', { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 60 });
	await setSignedCookie(c, 'signed', 'value', 'secret');
	deleteCookie(c, 'gone');
	return c.json([getCookie(c, 'seen'), await getSignedCookie(c, 'secret', 'bad')]);
});
await show('/cookies', { headers: { cookie: 'seen=1; bad=x.y' } });
app = new Hono();
app.post(
	'/valid',
	validator('json', (value, c) =>
		typeof value.name === 'string' ? { name: value.name } : c.text('name, please', 400)
	),
	(c) => c.json(c.req.valid('json'))
);
for (const body of [{ name: 'x', more: 1 }, {}])
	await show('/valid', {
		method: 'POST',
		body: JSON.stringify(body),
		headers: { 'content-type': 'application/json' }
	});
app = new Hono();
app.post('/form', async (c) => c.json(await c.req.parseBody()));
await show('/form', { method: 'POST', body: new URLSearchParams({ a: '1', b: '2' }) });
app = new Hono();
app.get('/stream', (c) =>
	streamText(c, async (stream) => {
		for (const part of ['a', 'b']) {
			await stream.write(part);
			await stream.sleep(5);
		}
	})
);
app.get('/events', (c) =>
	streamSSE(c, async (stream) => {
		await stream.writeSSE({ event: 'tick', data: '1', id: '1' });
		await stream.sleep(5);
		await stream.writeSSE({ data: 'two\nlines' });
	})
);
await show('/stream');
await show('/events');
app = new Hono();
app.use('/slow/*', timeout(10));
app.get('/slow/a', async (c) => {
	await new Promise((resolve) => setTimeout(resolve, 60));
	return c.text('late');
});
await show('/slow/a');
app = new Hono();
app.use('/big/*', bodyLimit({ maxSize: 4 }));
app.post('/big/a', async (c) => c.text(await c.req.text()));
await show('/big/a', { method: 'POST', body: '12345', headers: { 'content-length': '5' } });
app = new Hono();
app.use(
	'/logged/*',
	logger((line) => console.log(line.replace(/\d+ms/, 'ms').replace(/\u001b\[\d+m/g, '')))
);
app.get('/logged/a', (c) => c.text('logged'));
await show('/logged/a');
const named = createMiddleware(async (c, next) => {
	c.set('name', 'Ada');
	await next();
	c.header('x-after', 'yes');
});
app = new Hono();
app.get('/named', named, requestId({ generator: () => 'r1' }), prettyJSON(), secureHeaders(), csrf(), (c) =>
	c.json({ name: c.get('name'), id: c.get('requestId') })
);
await show('/named?pretty');
const api = new Hono()
	.basePath('/v1')
	.get('/sum/:a/:b', (c) => c.json({ sum: Number(c.req.param('a')) + Number(c.req.param('b')) }));
app = new Hono();
app.route('/api', api);
await show('/api/v1/sum/2/3');
console.log(await (await testClient(api).v1.sum[':a'][':b'].$get({ param: { a: '4', b: '5' } })).json());
console.log(
	await (
		await hc('http://localhost', { fetch: api.request }).v1.sum[':a'][':b'].$get({
			param: { a: '1', b: '1' }
		})
	).json()
);
const last = new Hono().get('/', (c) => c.text('last'));
console.log(last.routes.length, await (await last.fetch(new Request('http://localhost/'))).text());
