import type { Account } from '../../../src/lib/domain/account.ts';
import type { Result } from '../../../src/lib/domain/result.ts';
import { signUp, type SignedInNow, type Visitor } from '../../../src/lib/server/auth/accounts.ts';
import type { Services } from '../../../src/lib/server/services.ts';

export const PASSWORD = 'a walk by the river';

export const adasForm = { email: 'ada@example.org', displayName: 'Ada', password: PASSWORD };

/** Somebody at an address of the documentation's own network. */
export function visitorAt(lastByte = 1): Visitor {
	return { address: `203.0.113.${lastByte}`, userAgent: 'Mozilla/5.0 (X11; Linux) Firefox/140.0' };
}

let networksCount = 0;

/** Signed up by the usual way, from an address nobody else uses. */
export async function signedUp(services: Services, email = adasForm.email): Promise<SignedInNow> {
	return valueOf(
		await signUp(
			services,
			{ ...adasForm, email },
			{ ...visitorAt(), address: `198.51.100.${networksCount++ % 250}` }
		)
	);
}

export function valueOf<Value>(result: Result<Value, unknown>): Value {
	if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.fault)}`);
	return result.value;
}

/** Who the cookie signs in now. */
export async function whoIs(services: Services, { cookie }: SignedInNow): Promise<Account | null> {
	return (await services.sessions.find(cookie.value))?.account ?? null;
}
