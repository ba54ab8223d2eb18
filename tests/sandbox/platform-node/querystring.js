import qs, { parse, stringify, escape, unescape } from 'node:querystring';
console.log(
	parse('a=1&b=2&a=3&empty=&flag&=x&sp=a+b%20c&bad=%zz&u=%C3%BC'),
	parse('a:1;b:2', ';', ':'),
	parse(''),
	{ ...parse('a=1&b=2&c=3', null, null, { maxKeys: 2 }) }
);
console.log(
	stringify({ a: 1, b: ['x', 'y'], c: true, d: 'ü &=', e: null, f: undefined, g: 10n, h: NaN, i: {} }),
	stringify({ a: 1, b: 2 }, ';', ':'),
	stringify('x')
);
console.log(escape('a b&c/ü'), unescape('a%20b%zz'), qs.encode === stringify, qs.decode === parse);
