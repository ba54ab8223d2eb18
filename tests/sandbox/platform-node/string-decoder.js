import { StringDecoder } from 'node:string_decoder';
for (const encoding of ['utf8', 'utf16le', 'base64', 'hex', 'latin1']) {
	const decoder = new StringDecoder(encoding);
	const bytes = Buffer.from('é€😀x');
	let text = '';
	for (const byte of bytes) text += `${decoder.write(Buffer.from([byte]))}|`;
	console.log(encoding, text, JSON.stringify(decoder.end()));
}
const d = new StringDecoder();
console.log(d.encoding, d.write(Buffer.from([0xe2, 0x82])), d.end(), d.end(Buffer.from('z')));
