import { createServer } from 'node:http';

const server = createServer(async (request, response) => {
	const { pathname, searchParams } = new URL(request.url, `http://${request.headers.host}`);
	if (pathname === '/204') return void response.writeHead(204).end();
	if (pathname === '/304') return void response.writeHead(304, { etag: '"1"' }).end();
	if (pathname === '/parts') {
		response.write('one ');
		setTimeout(() => response.end('two'), 20);
		return;
	}
	if (pathname === '/cookies') {
		response.setHeader('Set-Cookie', ['a=1', 'b=2']);
		response.appendHeader('X-List', 'one');
		response.appendHeader('X-List', 'two');
		return void response.end();
	}
	if (pathname === '/redirect')
		return void response.writeHead(Number(searchParams.get('status')), { location: '/echo' }).end();
	let body = '';
	request.setEncoding('utf8');
	for await (const chunk of request) body += chunk;
	response.statusCode = 201;
	response.setHeader('Content-Type', 'application/json');
	response.end(
		JSON.stringify({
			method: request.method,
			body,
			headers: Object.entries(request.headers).toSorted(([a], [b]) => (a < b ? -1 : 1)),
			version: request.httpVersion,
			complete: request.complete
		})
	);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address();
const base = `http://127.0.0.1:${port}`;
const show = (...values) =>
	console.log(
		...values.map((value) =>
			JSON.stringify(value)
				.replaceAll(String(port), 'PORT')
				.replace(/\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT/, 'DATE')
		)
	);

async function ask(path, init) {
	const response = await fetch(base + path, init);
	const { status, statusText, ok, redirected, url, type } = response;
	show(path, { status, statusText, ok, redirected, url, type }, [...response.headers], await response.text());
}
await ask('/echo');
await ask('/echo?q=1#part', { headers: { 'x-one': '1', accept: 'text/plain', 'user-agent': 'mine' } });
await ask('/echo', { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } });
await ask('/echo', { method: 'POST', body: 'text' });
await ask('/echo', { method: 'PUT', body: new URLSearchParams({ a: 'b c' }) });
await ask('/echo', { method: 'POST' });
await ask('/echo', { method: 'DELETE' });
await ask('/echo', { method: 'HEAD' });
await ask('/echo', { method: 'PATCH', body: new Uint8Array([0x68, 0x65, 0x79]) });
await ask('/echo', {
	method: 'POST',
	duplex: 'half',
	body: new ReadableStream({
		start(controller) {
			controller.enqueue(new TextEncoder().encode('str'));
			controller.enqueue(new TextEncoder().encode('eam'));
			controller.close();
		}
	})
});
await ask('/204');
await ask('/304');
await ask('/parts');
await ask('/cookies');
for (const status of [301, 302, 303, 307, 308])
	await ask(`/redirect?status=${status}`, { method: 'POST', body: 'kept?' });
const streamed = await fetch(base + '/parts');
const parts = [];
for await (const part of streamed.body) parts.push(new TextDecoder().decode(part));
show(parts);
server.close();
server.closeAllConnections();
