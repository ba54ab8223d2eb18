import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { byteLength } from '../../domain/files.ts';
import { ACCOUNT } from '../../domain/limits.ts';
import type { PasswordFault, ServerBusyFault } from '../../domain/account-fault.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { COMMON_PASSWORDS } from './common-passwords.ts';

/** OWASP's second choice: enough memory to hinder graphics cards, little enough for a small server. */
const PARAMETERS = { memoryKib: 19 * 1024, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Hashing is the dearest thing a stranger can ask for, so few run at once and few wait. */
const HASHING_AT_ONCE_MAX = 3;
const HASHING_WAITING_MAX = 60;
const BUSY_RETRY_MS = 2_000;

export interface Passwords {
	/** A PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
	hash: (password: string) => Promise<Result<string, ServerBusyFault>>;
	/** Without a stored hash it does the same work and answers no. */
	verify: (password: string, stored: string | null) => Promise<Result<Verification, ServerBusyFault>>;
}

export interface Verification {
	isRight: boolean;
	/** Whether the stored hash was made with weaker parameters than today's. */
	isOutdated: boolean;
}

export function createPasswords(): Passwords {
	const hashing = queueOf(HASHING_AT_ONCE_MAX, HASHING_WAITING_MAX);
	// Any hash does: nobody knows a password for these random bytes.
	const nobodys: ParsedHash = { ...PARAMETERS, salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES) };

	return {
		hash: (password) =>
			hashing(async () => {
				const salt = randomBytes(SALT_BYTES);
				return phcFrom({
					...PARAMETERS,
					salt,
					hash: await derive(password, { ...PARAMETERS, salt }, HASH_BYTES)
				});
			}),
		verify: (password, stored) =>
			hashing(async () => {
				const known = stored === null ? null : parsePhc(stored);
				const against = known ?? nobodys;
				const derived = await derive(password, against, against.hash.length);
				const isRight = timingSafeEqual(derived, against.hash) && known !== null;
				return { isRight, isOutdated: known !== null && isWeaker(known) };
			})
	};
}

/** Long enough, not endless, not among the first that are guessed. No rules about which letters. */
export function checkPassword(password: string): Result<string, PasswordFault> {
	if ([...password].length < ACCOUNT.passwordMinLength) {
		return refuse({ code: 'password_too_short', minLength: ACCOUNT.passwordMinLength });
	}
	if (byteLength(password) > ACCOUNT.passwordMaxBytes) {
		return refuse({ code: 'password_too_long', maxBytes: ACCOUNT.passwordMaxBytes });
	}
	// A lone surrogate would be hashed as the replacement character, and so would any other one.
	if (!password.isWellFormed()) return refuse({ code: 'password_unreadable' });
	if (COMMON_PASSWORDS.has(password.toLowerCase())) return refuse({ code: 'password_common' });
	return ok(password);
}

interface Parameters {
	memoryKib: number;
	passes: number;
	parallelism: number;
	salt: Buffer;
}

interface ParsedHash extends Parameters {
	hash: Buffer;
}

const argon2Async = promisify(argon2);

function derive(
	password: string,
	{ memoryKib, passes, parallelism, salt }: Parameters,
	tagLength: number
): Promise<Buffer> {
	return argon2Async('argon2id', {
		message: Buffer.from(password, 'utf8'),
		nonce: salt,
		parallelism,
		tagLength,
		memory: memoryKib,
		passes
	});
}

function phcFrom({ memoryKib, passes, parallelism, salt, hash }: ParsedHash): string {
	return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(hash)}`;
}

const PHC =
	/^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,86})$/;

/** Null for what is not a hash of ours; nobody signs in with that. */
function parsePhc(text: string): ParsedHash | null {
	const [, memoryKib, passes, parallelism, salt, hash] = PHC.exec(text) ?? [];
	if (salt === undefined || hash === undefined) return null;
	return {
		memoryKib: Number(memoryKib),
		passes: Number(passes),
		parallelism: Number(parallelism),
		salt: Buffer.from(salt, 'base64'),
		hash: Buffer.from(hash, 'base64')
	};
}

function isWeaker({ memoryKib, passes, hash }: ParsedHash): boolean {
	return memoryKib < PARAMETERS.memoryKib || passes < PARAMETERS.passes || hash.length < HASH_BYTES;
}

function unpadded(bytes: Buffer): string {
	return bytes.toString('base64').replace(/=+$/, '');
}

/** Runs at most so many at once; lets so many wait; refuses the rest at once. */
function queueOf(atOnceMax: number, waitingMax: number) {
	let runningCount = 0;
	const waiting: (() => void)[] = [];

	return async function run<Value>(work: () => Promise<Value>): Promise<Result<Value, ServerBusyFault>> {
		if (runningCount >= atOnceMax) {
			if (waiting.length >= waitingMax) return refuse({ code: 'server_busy', retryAfterMs: BUSY_RETRY_MS });
			await new Promise<void>((resolve) => waiting.push(resolve));
		} else {
			runningCount++;
		}
		try {
			return ok(await work());
		} finally {
			// The place is handed to the next one, or given back.
			const next = waiting.shift();
			if (next) next();
			else runningCount--;
		}
	};
}
