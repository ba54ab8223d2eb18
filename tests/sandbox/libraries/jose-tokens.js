import * as jose from 'jose';
import { SignJWT, jwtVerify, errors } from 'jose';

const secret = new TextEncoder().encode('a secret of at least thirty-two bytes');
const token = await new SignJWT({ role: 'admin' })
	.setProtectedHeader({ alg: 'HS256' })
	.setIssuedAt(1_700_000_000)
	.setIssuer('hotpath')
	.setAudience('api')
	.setExpirationTime(1_700_003_600)
	.sign(secret);
console.log(token);
const { payload, protectedHeader } = await jwtVerify(token, secret, {
	issuer: 'hotpath',
	audience: 'api',
	currentDate: new Date(1_700_000_100_000)
});
console.log(payload, protectedHeader);
const refused = async (work) => {
	try {
		await work();
		console.log('accepted');
	} catch (error) {
		console.log(error.constructor.name, error.code, error.message, error instanceof errors.JOSEError);
	}
};
await refused(() => jwtVerify(token, secret, { currentDate: new Date(1_700_009_999_000) }));
await refused(() =>
	jwtVerify(token, secret, { audience: 'other', currentDate: new Date(1_700_000_100_000) })
);
await refused(() => jwtVerify(`${token.slice(0, -3)}AAA`, secret));
await refused(() => jwtVerify('nonsense', secret));
await refused(() =>
	jwtVerify(`${jose.base64url.encode('{"alg":"none"}')}.${jose.base64url.encode('{}')}.`, secret)
);
await refused(() => jwtVerify(token, secret, { algorithms: ['ES256'] }));
console.log(jose.decodeJwt(token).role, jose.decodeProtectedHeader(token));

for (const alg of ['ES256', 'ES384', 'EdDSA', 'Ed25519']) {
	const { publicKey, privateKey } = await jose.generateKeyPair(alg, { extractable: true });
	const signed = await new SignJWT({ sub: 'ada' }).setProtectedHeader({ alg, kid: 'k1' }).sign(privateKey);
	const jwk = await jose.exportJWK(publicKey);
	const keys = jose.createLocalJWKSet({ keys: [{ ...jwk, kid: 'k1', alg, use: 'sig' }] });
	console.log(
		alg,
		(await jwtVerify(signed, keys)).payload,
		Object.keys(jwk).sort(),
		(await jose.calculateJwkThumbprint(jwk)).length
	);
	await refused(() => jwtVerify(signed, jose.createLocalJWKSet({ keys: [{ ...jwk, kid: 'k2', alg }] })));
	const imported = await jose.importJWK(await jose.exportJWK(privateKey), alg);
	console.log(
		imported.type,
		jose.decodeProtectedHeader(
			await new jose.CompactSign(new TextEncoder().encode('text')).setProtectedHeader({ alg }).sign(imported)
		).alg
	);
}
const sealed = await new jose.EncryptJWT({ hidden: true })
	.setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
	.encrypt(secret.slice(0, 32));
console.log(sealed.split('.').length, (await jose.jwtDecrypt(sealed, secret.slice(0, 32))).payload);
console.log(await jose.importSPKI('no key', 'ES256').catch((error) => `${error.name}: ${error.message}`));
