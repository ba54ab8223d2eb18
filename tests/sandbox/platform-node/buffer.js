import { Buffer, isUtf8, isAscii, constants, transcode } from 'node:buffer';
for (const encoding of [
	'utf8',
	'hex',
	'base64',
	'base64url',
	'latin1',
	'ascii',
	'utf16le',
	'ucs2',
	'binary'
]) {
	const text =
		encoding === 'hex' ? 'c3bcff00' : encoding.startsWith('base64') ? 'w7w_-_8A+/8=' : 'aü€😀\u0000z';
	const bytes = Buffer.from(text, encoding);
	console.log(encoding, bytes, bytes.toString(encoding), bytes.length, Buffer.byteLength(text, encoding));
	console.log(Buffer.from([0xff, 0xfe, 0x41, 0xc3, 0xbc, 0x80, 0xf0, 0x9f]).toString(encoding));
}
const b = Buffer.alloc(16);
b.writeUInt8(200, 0);
b.writeInt16LE(-2, 1);
b.writeUInt32BE(0xdeadbeef, 3);
b.writeFloatLE(1.5, 7);
b.writeInt8(-1, 11);
b.writeUIntBE(0x123456, 12, 3);
console.log(
	b,
	b.readUInt8(0),
	b.readInt16LE(1),
	b.readUInt32BE(3).toString(16),
	b.readFloatLE(7),
	b.readInt8(11),
	b.readUIntBE(12, 3).toString(16)
);
const d = Buffer.alloc(24);
d.writeDoubleBE(Math.PI, 0);
d.writeBigInt64LE(-5n, 8);
d.writeBigUInt64BE(2n ** 63n, 16);
console.log(d.readDoubleBE(0), d.readBigInt64LE(8), d.readBigUInt64BE(16));
console.log(
	Buffer.compare(Buffer.from('a'), Buffer.from('b')),
	Buffer.from('b').compare(Buffer.from('a')),
	Buffer.from('a').equals(new Uint8Array([97])),
	[Buffer.from('c'), Buffer.from('a')].sort(Buffer.compare)
);
console.log(
	Buffer.from('hello world').indexOf('world'),
	Buffer.from('aXbX').lastIndexOf('X'),
	Buffer.from('abc').includes('bc'),
	Buffer.from('abc').indexOf(99),
	Buffer.from('abc').indexOf(Buffer.from('b'))
);
console.log(
	Buffer.alloc(5, 'ab'),
	Buffer.alloc(3).fill('é'),
	Buffer.alloc(4, 0xff),
	Buffer.allocUnsafe(2).length,
	Buffer.from('0102', 'hex').swap16(),
	Buffer.from('01020304', 'hex').swap32()
);
const s = Buffer.from('abcdef');
const part = s.subarray(1, 3);
part[0] = 0x7a;
console.log(
	s.toString(),
	part.toString(),
	s.slice(-2).toString(),
	part instanceof Buffer,
	part.buffer === s.buffer
);
console.log(
	Buffer.concat([Buffer.from('ab'), Buffer.from('cd')], 3).toString(),
	Buffer.concat([]).length,
	Buffer.isBuffer(s),
	Buffer.isBuffer(new Uint8Array(1)),
	Buffer.isEncoding('UTF8'),
	Buffer.isEncoding('nope')
);
console.log(
	JSON.stringify(Buffer.from('hi')),
	Buffer.from(JSON.parse(JSON.stringify(Buffer.from('hi')))).toString(),
	Buffer.from(Buffer.from('copy')).toString(),
	Buffer.from(new Uint16Array([1, 256])),
	Buffer.from({ length: 2, 0: 5, 1: 6 })
);
console.log(
	s.copy(Buffer.alloc(3), 0, 1),
	s.toString('utf8', 1, 3),
	s.write('XY', 2),
	s.toString(),
	[...s.entries()].length,
	[...s.keys()],
	s.map((x) => x + 1).toString(),
	s.at(-1),
	s.readUInt16BE()
);
console.log(
	Buffer.of(1, 2, 3),
	Buffer.copyBytesFrom(new Uint16Array([1, 2, 3]), 1, 1),
	isUtf8(Buffer.from('é')),
	isUtf8(Buffer.from([0xff])),
	isAscii(Buffer.from('a')),
	transcode(Buffer.from('é'), 'utf8', 'latin1'),
	typeof constants.MAX_LENGTH
);
for (const f of [
	() => Buffer.from(5),
	() => s.readUInt8(99),
	() => Buffer.alloc(-1),
	() => Buffer.alloc(2).writeUInt8(256),
	() => s.toString('klingon'),
	() => Buffer.from('x', 'klingon'),
	() => Buffer.concat('x')
])
	try {
		f();
		console.log('no error');
	} catch (e) {
		console.log(e.name, e.code);
	}
class Packet {
	constructor(bytes) {
		this.bytes = bytes;
	}
}
console.log(
	new Packet(Buffer.from('p')),
	new Uint8Array(Buffer.from('ab')),
	new TextDecoder().decode(Buffer.from('dé')),
	atob(btoa('x')),
	Buffer.from('YWJj', 'base64').toString()
);
console.log(
	Buffer.from('a b').toString('base64'),
	Buffer.from('YQ', 'base64').toString(),
	Buffer.from('Y Q = =', 'base64').toString(),
	Buffer.from('zz', 'hex').length,
	Buffer.from('abc', 'hex')
);
