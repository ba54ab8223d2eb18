import url from 'node:url';
for (const input of [
	'/a/b?c=1&d=2#e',
	'http://user:pass@Host.com:8080/p/a/t/h?query=string#hash',
	'https://example.com',
	'http://example.com?x',
	'/path',
	'?only=query',
	'#h',
	'',
	'//host/path',
	'file:///etc/x',
	'http://[::1]:3000/x',
	'/a b?c d',
	'path/rel?x=1',
	'http://a.b/%20x?y=%20',
	'ws://s:1/chat'
]) {
	for (const args of [[], [true], [false, true]]) {
		const u = url.parse(input, ...args);
		console.log(
			input,
			JSON.stringify([
				u.protocol,
				u.slashes,
				u.auth,
				u.host,
				u.port,
				u.hostname,
				u.hash,
				u.search,
				u.query,
				u.pathname,
				u.path,
				u.href
			])
		);
	}
}
