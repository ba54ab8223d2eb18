import { createServer } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

const attempts = {
	'/set': (response) => {
		response.setHeader('X-A', 1).setHeader('x-a', ['b', 'c']);
		console.log(response.getHeader('X-A'), response.hasHeader('x-A'), response.getHeaderNames(), {
			...response.getHeaders()
		});
		response.setHeader('Gone', 'x');
		response.removeHeader('gone');
		response.setHeaders(new Headers({ 'x-from': 'headers' }));
		response.end('set');
	},
	'/errors': (response) => {
		for (const attempt of [
			() => response.setHeader('a b', 'x'),
			() => response.setHeader('a', undefined),
			() => response.setHeader('a', 'x\ny'),
			() => response.writeHead(99),
			() => response.writeHead(200, 'ok').flushHeaders(),
			() => response.setHeader('a', 'x'),
			() => response.removeHeader('a'),
			() => response.writeHead(200),
			() => response.write(5),
			() => response.write(null)
		])
			try {
				attempt();
				console.log('fine', response.headersSent);
			} catch (error) {
				console.log(error.name, error.code, error.message.slice(0, 80));
			}
		response.end();
	},
	'/types': (response) => {
		response.write('text, ');
		response.write(Buffer.from('buffer, '));
		response.write('6279746573', 'hex');
		response.end(() => console.log('ended', response.writableFinished, response.finished));
	},
	'/pipe': (response) => void Readable.from(['piped ', 'text']).pipe(response),
	'/pipeline': (response) =>
		void pipeline(Readable.from(['through ', 'pipeline']), response).then(() => console.log('pipeline done')),
	'/late': (response) => {
		response.end('first');
		response.on('error', (error) => console.log('late', error.code, error.message));
		response.write('second');
	},
	'/close': (response) => {
		response.setHeader('Connection', 'close');
		response.end('last');
	},
	'/no-date': (response) => {
		response.sendDate = false;
		response.statusMessage = 'Fine';
		response.end();
	},
	'/destroyed': (response) => response.destroy()
};
const server = createServer((request, response) => {
	request.on('close', () => console.log('request closed', request.url));
	response.on('close', () => console.log('response closed', response.writableFinished));
	request.resume();
	attempts[request.url](response);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
for (const path of Object.keys(attempts)) {
	try {
		const response = await fetch(`http://127.0.0.1:${server.address().port}${path}`);
		const headers = [...response.headers].filter(([name]) => name !== 'date');
		console.log(path, response.status, response.statusText, JSON.stringify(headers), await response.text());
		console.log('date' in Object.fromEntries(response.headers));
	} catch (error) {
		console.log(path, error.message, error.cause.message);
	}
	await new Promise((resolve) => setTimeout(resolve, 20));
}
server.close();
server.closeAllConnections();
