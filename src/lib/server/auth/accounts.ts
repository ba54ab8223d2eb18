import type { Account } from '../../domain/account.ts';
import type {
	ChangePasswordFault,
	ChangeProfileFault,
	ConfirmPasswordFault,
	SignInFault,
	SignUpFault
} from '../../domain/account-fault.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import * as accounts from '../db/accounts.ts';
import * as sessions from '../db/sessions.ts';
import type { Services } from '../services.ts';
import { parseDisplayName } from './account-fields.ts';
import { audit } from './audit.ts';
import { newAccountFrom, type SignUpForm } from './new-account.ts';
import { checkPassword } from './passwords.ts';
import type { SessionCookie } from './sessions.ts';
import { throttlePasswordConfirm, throttleSignIn } from './throttles.ts';

/** Where a request comes from. */
export interface Visitor {
	address: string;
	userAgent: string | null;
}

export interface SignedInNow {
	account: Account;
	sessionId: string;
	cookie: SessionCookie;
}

/**
 * Makes an account and signs it in.
 *
 * Without a letter to the address, signing up cannot answer alike for an address that is taken and one
 * that is free: one of them ends signed in. So the refusal does not say why, comes after the same
 * hashing, and one network gets few tries an hour.
 */
export async function signUp(
	services: Services,
	form: SignUpForm,
	visitor: Visitor
): Promise<Result<SignedInNow, SignUpFault>> {
	const made = await newAccountFrom(services, form, 'learner', visitor.address);
	if (!made.ok) return made;
	const { account, passwordHash } = made.value;

	const isNew = await services.db.transaction().execute(async (tx) => {
		const inserted = await accounts.insert(tx, account, passwordHash);
		await audit(services, tx, inserted ? account.id : null, inserted ? 'account_created' : 'sign_up_refused');
		return inserted;
	});
	if (!isNew) return refuse({ code: 'sign_up_refused' });
	return ok(await startSession(services, account, visitor));
}

/** One answer, after the same work, for an unknown address, a wrong password and a suspended account. */
export async function signIn(
	services: Services,
	form: { email: string; password: string },
	visitor: Visitor
): Promise<Result<SignedInNow, SignInFault>> {
	const { db, passwords } = services;
	const throttled = await throttleSignIn(services, form.email, visitor.address);
	if (!throttled.ok) return throttled;

	const found = await accounts.findByEmail(db, form.email);
	const verified = await passwords.verify(form.password, found?.passwordHash ?? null);
	if (!verified.ok) return verified;
	if (!found || !verified.value.isRight || found.isSuspended) {
		await audit(services, db, found?.account.id ?? null, 'sign_in_refused');
		return refuse({ code: 'sign_in_refused' });
	}

	if (verified.value.isOutdated) {
		const stronger = await passwords.hash(form.password);
		// When too many wait, the old hash serves until the next time.
		if (stronger.ok)
			await accounts.replacePasswordHash(db, found.account.id, found.passwordHash, stronger.value);
	}
	return ok(await startSession(services, found.account, visitor));
}

/** Ends the session a request came with. The cookie to set takes it out of the browser. */
export async function signOut(
	services: Services,
	account: Account,
	sessionId: string
): Promise<SessionCookie> {
	await sessions.deleteOwn(services.db, account.id, sessionId);
	return services.sessions.blankCookie();
}

/**
 * Replaces the password and the session it is done from: whoever copied the old cookie is out. The
 * other sessions end too, if that is asked for.
 */
export async function changePassword(
	services: Services,
	account: Account,
	form: { currentPassword: string; newPassword: string; endsOtherSessions: boolean },
	from: Visitor & { sessionId: string }
): Promise<Result<SignedInNow, ChangePasswordFault>> {
	const { db, clock, passwords } = services;
	const next = checkPassword(form.newPassword);
	if (!next.ok) return next;
	const confirmed = await confirmPassword(services, account, form.currentPassword);
	if (!confirmed.ok) return confirmed;
	const passwordHash = await passwords.hash(next.value);
	if (!passwordHash.ok) return passwordHash;

	await db.transaction().execute(async (tx) => {
		await accounts.setPasswordHash(tx, account.id, passwordHash.value, clock.now());
		if (form.endsOtherSessions) await sessions.deleteAllOf(tx, account.id);
		else await sessions.deleteOwn(tx, account.id, from.sessionId);
		await audit(services, tx, account.id, 'password_changed');
	});
	return ok(await startSession(services, account, from));
}

export async function changeProfile(
	{ db, clock }: Services,
	account: Account,
	form: { displayName: string }
): Promise<Result<Account, ChangeProfileFault>> {
	const displayName = parseDisplayName(form.displayName);
	if (!displayName.ok) return displayName;
	await accounts.setDisplayName(db, account.id, displayName.value, clock.now());
	return ok({ ...account, displayName: displayName.value });
}

/** Asks for the password again, before what a borrowed browser should not be able to do. */
export async function confirmPassword(
	services: Services,
	account: Account,
	password: string
): Promise<Result<null, ConfirmPasswordFault>> {
	const throttled = await throttlePasswordConfirm(services, account.id);
	if (!throttled.ok) return throttled;
	const found = await accounts.findById(services.db, account.id);
	const verified = await services.passwords.verify(password, found?.passwordHash ?? null);
	if (!verified.ok) return verified;
	return verified.value.isRight ? ok(null) : refuse({ code: 'password_wrong' });
}

export async function startSession(
	services: Services,
	account: Account,
	visitor: Visitor
): Promise<SignedInNow> {
	return { account, ...(await services.sessions.start(account.id, visitor.userAgent)) };
}
