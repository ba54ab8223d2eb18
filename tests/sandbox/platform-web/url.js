import { domainToASCII, fileURLToPath, format, pathToFileURL, resolve, urlToHttpOptions } from 'node:url';

const INPUTS = [
	'http://example.com', 'https://user:pw@Exämple.com:8080/p/q?a=1&b=2#frag', 'HTTP://EXAMPLE.com:80/', 'https://a.b:443/x', 'ftp://f:21/x', 'file:///etc/passwd',
	'file://host/share', 'mailto:a@b.c', 'data:text/plain,hi', 'javascript:alert(1)', 'http://[::1]:3000/', 'http://[2001:db8::1]/', 'http://1.2.3', 'http://0x7f.1/',
	'http://256.256.256.256', 'http://a b/', 'http://a/ b?c d#e f', 'http://a/%zz', 'http://a/ü/€?ü#ü', '//no-scheme', 'nope', '', 'http://', 'http:///x', 'http:a', 'http://a:99999', 'http://a:0x1',
	'http://a/./b/../c/%2e%2e/d', 'http://a//b//c', 'http://a?', 'http://a#', 'http://a/?q=%20+', 'http://u@h', 'http://:p@h', 'http://u:@h/', 'http://xn--nxasmq6b/', 'http://faß.de', 'blob:https://a/b',
	'http://a\\b\\c', '  http://trim.me  ', 'ht\ntp://line.break/', 'ws://s/chat', 'wss://s:443', 'a:b', 'http://example.com/path;param?x=y;z', 'http://é.com', 'http://日本語.jp/日本'
];
const BASES = [undefined, 'https://base.example/a/b/c?x#y', 'file:///home/me/'];
const RELATIVE = ['d', './d', '../d', '/d', '//e/d', '?q', '#h', '', '..', '../../../..', 'd/e/../f', ':x', 'x:y', '%41', 'é'];
const shown = (input, base) => {
	const url = URL.parse(input, base);
	return url === null ? 'null' : [url.href, url.origin, url.protocol, url.username, url.password, url.host, url.hostname, url.port, url.pathname, url.search, url.hash].join(' ');
};
for (const base of BASES) for (const input of [...INPUTS, ...RELATIVE]) console.log(input.trim(), '→', shown(input, base));

const url = new URL('http://a/b');
url.protocol = 'https'; url.host = 'c:1'; url.port = '8443'; url.pathname = 'x y'; url.search = '?1 2'; url.hash = 'é'; url.username = 'me@'; url.password = ':';
console.log(url.href, JSON.stringify(url), URL.canParse('x'), URL.canParse('x', 'http://y'));
try { new URL('/x') } catch (error) { console.log(error.name, error.message, error.code, error.input) }

const params = new URLSearchParams('?a=1&b=2&a=3&c=%20+&=e&d');
params.append('e', 'ü&='); params.delete('b'); params.set('a', '9'); params.sort();
console.log(params.toString(), params.get('c'), params.getAll('a'), params.has('a', '9'), params.has('a', '1'), params.size, [...params.keys()]);
console.log(new URLSearchParams([['x', '1'], ['x', '2']]).toString(), new URLSearchParams({ y: 'z' }).toString(), [...new URL('http://a?x=1&y=2').searchParams.entries()]);

console.log(fileURLToPath('file:///a%20b/c'), pathToFileURL('/a b/c#d?e%').href, format(new URL('http://u:p@a/b?c#d'), { auth: false, fragment: false }));
console.log(resolve('/one/two/three', 'four'), resolve('http://example.com/one', '/two'), domainToASCII('español.com'), urlToHttpOptions(new URL('https://a:b@c:1/d?e')).auth);
