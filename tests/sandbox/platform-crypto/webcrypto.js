const hex = (bytes) => Buffer.from(bytes).toString('hex');
const text = (value) => new TextEncoder().encode(value);
console.log(hex(await crypto.subtle.digest('SHA-256', text('abc'))), hex(await crypto.subtle.digest({ name: 'sha-1' }, text('abc').buffer)));
const key = await crypto.subtle.importKey('raw', text('secret'), { name: 'HMAC', hash: 'SHA-256' }, true, ['sign', 'verify']);
console.log(key.type, key.extractable, key.algorithm.name, key.algorithm.hash.name, key.algorithm.length, key.usages.join());
const signature = await crypto.subtle.sign('HMAC', key, text('message'));
console.log(hex(signature), await crypto.subtle.verify('HMAC', key, signature, text('message')), await crypto.subtle.verify('HMAC', key, signature, text('other')));
console.log(JSON.stringify(await crypto.subtle.exportKey('jwk', key)), hex(await crypto.subtle.exportKey('raw', key)));
const fromJwk = await crypto.subtle.importKey('jwk', { kty: 'oct', k: 'c2VjcmV0', alg: 'HS512' }, { name: 'HMAC', hash: { name: 'SHA-512' } }, false, ['sign']);
console.log(hex(await crypto.subtle.sign('HMAC', fromJwk, text('a'))));
await crypto.subtle.exportKey('raw', fromJwk).catch((error) => console.log(error.name, error.code));
await crypto.subtle.verify('HMAC', fromJwk, signature, text('a')).catch((error) => console.log(error.name));
const password = await crypto.subtle.importKey('raw', text('password'), 'PBKDF2', false, ['deriveBits']);
console.log(hex(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: text('salt'), iterations: 100 }, password, 256)));
const secret = await crypto.subtle.importKey('raw', text('secret'), 'HKDF', false, ['deriveBits']);
console.log(hex(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-512', salt: text('salt'), info: text('info') }, secret, 128)));
const made = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, true, ['sign']);
console.log((await crypto.subtle.exportKey('raw', made)).byteLength, made.algorithm.length);
await crypto.subtle.digest('MD5', text('a')).catch((error) => console.log(error.name));
console.log(crypto.getRandomValues(new Uint16Array(4)).length, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()));
try { crypto.getRandomValues(new Float64Array(1)); } catch (error) { console.log(error.name); }
try { crypto.getRandomValues(new Uint8Array(65537)); } catch (error) { console.log(error.name); }
