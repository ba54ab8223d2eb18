import { createHash, createHmac, hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync } from 'node:crypto';
const hex = (bytes) => Buffer.from(bytes).toString('hex');
// RFC 7914, §11 and §12; RFC 5869, A.1.
console.log(hex(pbkdf2Sync('passwd', 'salt', 1, 64, 'sha256')));
console.log(hex(pbkdf2Sync('password', 'salt', 1000, 40, 'sha512')), hex(pbkdf2Sync('', '', 3, 5, 'sha1')));
console.log(hex(scryptSync('', '', 64, { N: 16, r: 1, p: 1 })));
console.log(hex(scryptSync('password', 'NaCl', 64, { cost: 1024, blockSize: 8, parallelization: 2 })));
console.log(hex(hkdfSync('sha256', Buffer.alloc(22, 0x0b), Buffer.from('000102030405060708090a0b0c', 'hex'), Buffer.from('f0f1f2f3f4f5f6f7f8f9', 'hex'), 42)));
console.log(hkdfSync('sha512', 'key', 'salt', 'info', 8) instanceof ArrayBuffer);
pbkdf2('a', 'b', 2, 8, 'sha256', (error, key) => {
	console.log(error, hex(key));
	scrypt('a', 'b', 8, { N: 2 }, (failure, other) => console.log(failure, hex(other)));
});
for (const name of ['sha224', 'sha512-256', 'sha3-256', 'sha3-512', 'ripemd160', 'blake2b512', 'blake2s256', 'SHA-256', 'sha512-224'])
	console.log(name, createHash(name).update('abc').digest('base64url'), createHmac(name, 'key').update('abc').digest('hex'));
