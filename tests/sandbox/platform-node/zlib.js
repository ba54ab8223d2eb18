import zlib, {
	deflateSync,
	inflateSync,
	gzipSync,
	gunzipSync,
	deflateRawSync,
	inflateRawSync,
	crc32,
	gzip,
	gunzip,
	unzipSync,
	deflate,
	inflate
} from 'node:zlib';
import { promisify } from 'node:util';
const text = 'to be or not to be, that is the question. '.repeat(50);
for (const [pack, unpack] of [
	[deflateSync, inflateSync],
	[gzipSync, gunzipSync],
	[deflateRawSync, inflateRawSync],
	[gzipSync, unzipSync],
	[deflateSync, unzipSync]
]) {
	const packed = pack(text);
	console.log(
		Buffer.isBuffer(packed),
		packed.length < 200,
		unpack(packed).toString() === text,
		unpack(pack('', { level: 9 })).length,
		unpack(pack(Buffer.alloc(70000, 'ab'))).length
	);
}
console.log(
	crc32('hello'),
	crc32(Buffer.from('hello')),
	crc32('lo', crc32('hel')),
	inflateSync(Buffer.from('eJzLSM3JyQcABiwCFQ==', 'base64')).toString(),
	gunzipSync(Buffer.from('H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA==', 'base64')).toString()
);
console.log((await promisify(gunzip)(await promisify(gzip)('async'))).toString());
deflate('cb', (e, packed) => inflate(packed, (e2, r) => console.log(e, e2, r.toString())));
await new Promise((r) => setTimeout(r, 20));
for (const bad of [
	() => inflateSync(Buffer.from('nonsense')),
	() => gunzipSync(Buffer.from('nonsense')),
	() => inflateSync(deflateSync('truncated text').subarray(0, 5)),
	() => deflateSync(5)
])
	try {
		bad();
	} catch (e) {
		console.log(e.name, e.code, e.message.slice(0, 60));
	}
gunzip(Buffer.from('x'), (e) => console.log(e.code));
await new Promise((r) => setTimeout(r, 20));
console.log(zlib.constants.Z_BEST_COMPRESSION);
