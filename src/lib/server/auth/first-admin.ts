import { createHash, randomBytes } from 'node:crypto';
import type { ClaimFirstAdminFault } from '../../domain/account-fault.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import * as accountTokens from '../db/account-tokens.ts';
import * as accounts from '../db/accounts.ts';
import type { Services } from '../services.ts';
import { startSession, type SignedInNow, type Visitor } from './accounts.ts';
import { audit } from './audit.ts';
import { newAccountFrom, type SignUpForm } from './new-account.ts';

const VALID_MS = 24 * 60 * 60_000;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * The address at which the first admin makes their account, for whoever reads the server's output.
 * Null once there is an admin. Each start makes a new one, and only the latest works.
 */
export async function createFirstAdminLink({ db, clock, config }: Services): Promise<string | null> {
	const now = clock.now();
	const token = randomBytes(32).toString('base64url');
	const isNeeded = await db.transaction().execute(async (tx) => {
		if (await accounts.someoneIsAdmin(tx)) return false;
		await accountTokens.replace(tx, {
			hash: hashOf(token),
			purpose: 'first_admin',
			createdAt: now,
			expiresAt: new Date(now.getTime() + VALID_MS)
		});
		return true;
	});
	return isNeeded ? `${config.origin}/setup/${token}` : null;
}

/** Whether the page should show its form. Only claiming decides. */
export async function isFirstAdminLinkUsable({ db, clock }: Services, token: string): Promise<boolean> {
	return TOKEN.test(token) && (await accountTokens.isUsable(db, hashOf(token), 'first_admin', clock.now()));
}

/** Makes the first admin and signs them in. Of several who try at once, one succeeds. */
export async function claimFirstAdmin(
	services: Services,
	token: string,
	form: SignUpForm,
	visitor: Visitor
): Promise<Result<SignedInNow, ClaimFirstAdminFault>> {
	const { db, clock } = services;
	if (!(await isFirstAdminLinkUsable(services, token))) return refuse({ code: 'setup_link_invalid' });
	const made = await newAccountFrom(services, form, 'admin', visitor.address);
	if (!made.ok) return made;
	const { account, passwordHash } = made.value;

	const claimed = await db.transaction().execute(async (tx): Promise<Result<null, ClaimFirstAdminFault>> => {
		// First the address, so that one that is taken does not use up the link.
		if (!(await accounts.insert(tx, account, passwordHash))) return refuse({ code: 'sign_up_refused' });
		if (!(await accountTokens.use(tx, hashOf(token), 'first_admin', clock.now()))) {
			await accounts.remove(tx, account.id);
			return refuse({ code: 'setup_link_invalid' });
		}
		await audit(services, tx, account.id, 'first_admin_claimed');
		return ok(null);
	});
	return claimed.ok ? ok(await startSession(services, account, visitor)) : claimed;
}

/** The token has 256 random bits, so a fast hash is enough. */
function hashOf(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}
