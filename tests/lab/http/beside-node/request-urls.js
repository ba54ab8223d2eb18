for (const text of [
	'http://api:3000/orders/7',
	'http://API:3000/Orders/7',
	'HTTP://api/a',
	'http://api/a/../b',
	'http://api/a/./b',
	'http://api/a/%2e%2E/b',
	'http://api/.hidden',
	'http://api:80/',
	'http://api:0080/',
	'http://api:443/',
	'http://api:65535/',
	'http://api:65536/',
	'http://api:3000',
	'http://api/?a=b&c=%20d',
	"http://api/?it's",
	'http://api/a?b?c',
	'http://api/a#part',
	'http://api/a b',
	'http://api/ü',
	'http://1.2/',
	'http://a.1/',
	'http://xn--a/',
	'http://a--b/',
	'http://a_b/',
	'http://api//double',
	'http://[::1]:3000/',
	'https://api/%zz',
	'http:/api/a',
	'http://user@api/',
	' http://api/ ',
	'http://api/a\\b'
])
	try {
		console.log(text, new Request(text).url);
	} catch (error) {
		console.log(text, error.name);
	}
const sent = new Request('http://api/', { method: 'POST', body: 'once' });
console.log(sent.bodyUsed, await sent.text(), sent.bodyUsed);
