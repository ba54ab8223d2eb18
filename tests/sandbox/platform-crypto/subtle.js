const { subtle } = crypto;
const text = new TextEncoder();
const hex = (buffer) => Buffer.from(buffer).toString('hex');
const b64 = (value) => Buffer.from(value, 'hex').toString('base64url');
const fails = async (work) => {
	try {
		await work();
		return 'nothing';
	} catch (error) {
		return error.name;
	}
};

const aes = await subtle.importKey('raw', new Uint8Array(32).fill(1), 'AES-GCM', true, ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey']);
const iv = new Uint8Array(12).fill(2);
const sealed = await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: text.encode('aad') }, aes, text.encode('secret'));
console.log(hex(sealed), new TextDecoder().decode(await subtle.decrypt({ name: 'AES-GCM', iv, additionalData: text.encode('aad') }, aes, sealed)));
console.log(await fails(() => subtle.decrypt({ name: 'AES-GCM', iv }, aes, sealed)), aes.algorithm, aes.usages, aes.type, aes.extractable);
console.log(JSON.stringify(Object.entries(await subtle.exportKey('jwk', aes)).sort()));
for (const [name, parameters] of [['AES-CBC', { iv: new Uint8Array(16).fill(3) }], ['AES-CTR', { counter: new Uint8Array(16).fill(4), length: 64 }]]) {
	const key = await subtle.importKey('raw', new Uint8Array(16).fill(5), name, false, ['encrypt', 'decrypt']);
	const data = await subtle.encrypt({ name, ...parameters }, key, text.encode('twenty bytes of text'));
	console.log(name, hex(data), hex(await subtle.decrypt({ name, ...parameters }, key, data)), await fails(() => subtle.exportKey('raw', key)));
}

const ecJwk = { kty: 'EC', crv: 'P-256', d: b64('C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721'), x: b64('60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6'), y: b64('7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299') };
const publicJwk = { ...ecJwk };
delete publicJwk.d;
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' };
const ecPrivate = await subtle.importKey('jwk', ecJwk, ecdsa, true, ['sign']);
const ecPublic = await subtle.importKey('jwk', publicJwk, ecdsa, true, ['verify']);
const signature = await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, ecPrivate, text.encode('sample'));
console.log(signature.byteLength, await subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, ecPublic, signature, text.encode('sample')), await subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, ecPublic, signature, text.encode('other')));
console.log(hex(await subtle.exportKey('spki', ecPublic)), hex(await subtle.exportKey('raw', ecPublic)), hex(await subtle.exportKey('pkcs8', ecPrivate)));
const again = await subtle.importKey('spki', await subtle.exportKey('spki', ecPublic), ecdsa, true, ['verify']);
console.log(await subtle.verify({ name: 'ECDSA', hash: { name: 'SHA-256' } }, again, Buffer.from('efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8', 'hex'), text.encode('sample')));
console.log(await fails(() => subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, ecPublic, text.encode('x'))), await fails(() => subtle.importKey('jwk', publicJwk, ecdsa, true, ['sign'])));

for (const algorithm of [{ name: 'ECDH', namedCurve: 'P-256' }, { name: 'ECDH', namedCurve: 'P-384' }, { name: 'X25519' }]) {
	const [a, b] = [await subtle.generateKey(algorithm, true, ['deriveKey', 'deriveBits']), await subtle.generateKey(algorithm, true, ['deriveBits', 'deriveKey'])];
	const one = await subtle.deriveBits({ name: algorithm.name, public: b.publicKey }, a.privateKey, 256);
	const two = await subtle.deriveBits({ name: algorithm.name, public: a.publicKey }, b.privateKey, 256);
	console.log(algorithm, hex(one) === hex(two), a.publicKey.usages, a.privateKey.usages, a.publicKey.extractable, a.privateKey.algorithm);
	const shared = await subtle.deriveKey({ name: algorithm.name, public: b.publicKey }, a.privateKey, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
	console.log(shared.algorithm, shared.usages, shared.extractable);
}
const ed = await subtle.generateKey('Ed25519', false, ['sign', 'verify']);
const edSignature = await subtle.sign('Ed25519', ed.privateKey, text.encode('m'));
console.log(edSignature.byteLength, await subtle.verify('Ed25519', ed.publicKey, edSignature, text.encode('m')), ed.privateKey.extractable, ed.publicKey.extractable);
const edKey = await subtle.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }, 'Ed25519', true, ['sign']);
console.log(hex(await subtle.sign({ name: 'Ed25519' }, edKey, new Uint8Array())), hex(await subtle.exportKey('pkcs8', edKey)));

const password = await subtle.importKey('raw', text.encode('password'), 'PBKDF2', false, ['deriveKey', 'deriveBits']);
const fromPassword = await subtle.deriveKey({ name: 'PBKDF2', salt: text.encode('salt'), iterations: 1_000, hash: 'SHA-256' }, password, { name: 'AES-CBC', length: 128 }, true, ['encrypt', 'decrypt']);
console.log(hex(await subtle.exportKey('raw', fromPassword)));
const ikm = await subtle.importKey('raw', new Uint8Array(22).fill(0x0b), 'HKDF', false, ['deriveKey']);
const hmacKey = await subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: new Uint8Array(0) }, ikm, { name: 'HMAC', hash: 'SHA-256' }, true, ['sign']);
console.log(hex(await subtle.exportKey('raw', hmacKey)), hmacKey.algorithm);
const wrapped = await subtle.wrapKey('jwk', hmacKey, aes, { name: 'AES-GCM', iv });
const unwrapped = await subtle.unwrapKey('jwk', wrapped, aes, { name: 'AES-GCM', iv }, { name: 'HMAC', hash: 'SHA-256' }, true, ['sign']);
console.log(hex(await subtle.sign('HMAC', unwrapped, text.encode('x'))) === hex(await subtle.sign('HMAC', hmacKey, text.encode('x'))));
console.log(await fails(() => subtle.generateKey({ name: 'AES-GCM', length: 100 }, true, ['encrypt'])), await fails(() => subtle.generateKey({ name: 'AES-GCM', length: 128 }, true, ['sign'])), await fails(() => subtle.digest('MD5', new Uint8Array())), await fails(() => subtle.importKey('raw', new Uint8Array(5), 'AES-GCM', true, ['encrypt'])));
console.log(Object.prototype.toString.call(subtle), Object.prototype.toString.call(aes), Object.prototype.toString.call(crypto));
