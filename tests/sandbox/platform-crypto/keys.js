import {
	createCipheriv,
	createDecipheriv,
	createHash,
	createHmac,
	createPrivateKey,
	createPublicKey,
	createSecretKey,
	createSign,
	createVerify,
	diffieHellman,
	generateKeyPairSync,
	sign,
	verify
} from 'node:crypto';
const b64 = (hex) => Buffer.from(hex, 'hex').toString('base64url');
// Keys of the RFCs: P-256 of RFC 6979, A.2.5; P-384 of A.2.6; Ed25519 of RFC 8032, 7.1.
const jwks = {
	p256: { kty: 'EC', crv: 'P-256', d: b64('C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721'), x: b64('60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6'), y: b64('7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299') },
	ed25519: { kty: 'OKP', crv: 'Ed25519', d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
};
for (const [name, jwk] of Object.entries(jwks)) {
	const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
	const publicKey = createPublicKey(privateKey);
	console.log(name, privateKey.type, publicKey.type, privateKey.asymmetricKeyType, privateKey.asymmetricKeyDetails);
	console.log(privateKey.export({ type: 'pkcs8', format: 'pem' }));
	console.log(publicKey.export({ type: 'spki', format: 'pem' }));
	console.log(JSON.stringify(Object.entries(publicKey.export({ format: 'jwk' })).sort()));
	console.log(publicKey.export({ type: 'spki', format: 'der' }).toString('hex'));
	const again = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
	const algorithm = name === 'ed25519' ? null : 'sha256';
	const signature = sign(algorithm, Buffer.from('message'), privateKey);
	console.log(verify(algorithm, Buffer.from('message'), again, signature), verify(algorithm, Buffer.from('massage'), publicKey, signature), again.equals(publicKey));
}
// What OpenSSL signed is valid here, and the other way round by the same code on both sides.
const ecKey = createPublicKey({ key: jwks.p256, format: 'jwk' });
const der = Buffer.from('3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8', 'hex');
console.log(verify('sha256', Buffer.from('sample'), ecKey, der), verify('sha256', Buffer.from('test'), ecKey, der));
const sides = Buffer.from('efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8', 'hex');
console.log(verify('sha256', Buffer.from('sample'), { key: ecKey, dsaEncoding: 'ieee-p1363' }, sides));
const signer = createSign('SHA256').update('a').update('b').sign(createPrivateKey({ key: jwks.p256, format: 'jwk' }), 'base64');
console.log(createVerify('RSA-SHA256').update('ab').verify(ecKey, signer, 'base64'));
for (const [type, options] of [['ec', { namedCurve: 'prime256v1' }], ['ec', { namedCurve: 'secp384r1' }], ['ec', { namedCurve: 'secp256k1' }], ['x25519', undefined]]) {
	const [a, b] = [generateKeyPairSync(type, options), generateKeyPairSync(type, options)];
	const one = diffieHellman({ privateKey: a.privateKey, publicKey: b.publicKey });
	console.log(type, options, one.equals(diffieHellman({ privateKey: b.privateKey, publicKey: a.publicKey })), one.length, a.publicKey.equals(b.publicKey));
	const pem = createPrivateKey(a.privateKey.export({ type: 'pkcs8', format: 'pem' }));
	console.log(pem.equals(a.privateKey), createPublicKey(pem).equals(a.publicKey));
}
const text = 'a text that is longer than one block of sixteen bytes, ü';
for (const [name, keyLength, ivLength] of [['aes-128-cbc', 16, 16], ['aes-256-cbc', 32, 16], ['aes-192-ctr', 24, 16], ['aes-256-gcm', 32, 12], ['aes-128-gcm', 16, 12]]) {
	const [key, iv] = [Buffer.alloc(keyLength, 7), Buffer.alloc(ivLength, 9)];
	const cipher = createCipheriv(name, key, iv);
	if (name.endsWith('gcm')) cipher.setAAD(Buffer.from('header'));
	const parts = [cipher.update(text.slice(0, 5), 'utf8', 'hex'), cipher.update(text.slice(5), 'utf8', 'hex'), cipher.final('hex')];
	console.log(name, parts);
	const decipher = createDecipheriv(name, createSecretKey(key), iv);
	if (name.endsWith('gcm')) {
		console.log(cipher.getAuthTag().toString('hex'));
		decipher.setAAD(Buffer.from('header')).setAuthTag(cipher.getAuthTag());
	}
	console.log(decipher.update(parts.join(''), 'hex', 'utf8') + decipher.final('utf8'));
}
const broken = createDecipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12)).setAuthTag(Buffer.alloc(16));
broken.update('00', 'hex');
for (const work of [() => broken.final(), () => createCipheriv('aes-256-cbc', Buffer.alloc(5), Buffer.alloc(16)), () => createCipheriv('aes-256-cbc', Buffer.alloc(32), Buffer.alloc(5)), () => createDecipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16)).final()])
	try { work(); console.log('nothing'); } catch (error) { console.log(error.name, error.message, error.code); }
const hash = createHash('sha256').update('a');
console.log(hash.copy().update('b').digest('hex'), hash.update('c').digest('base64url'), createHmac('sha256', createSecretKey(Buffer.from('k'))).update('d').digest('hex'));
