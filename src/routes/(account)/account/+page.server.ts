import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Account } from '#lib/domain/account.ts';
import type { AccountFault } from '#lib/domain/account-fault.ts';
import { deleteAccount } from '#lib/server/auth/account-data.ts';
import { changePassword, changeProfile } from '#lib/server/auth/accounts.ts';
import { endOtherSessions, endSession, listSessions } from '#lib/server/auth/own-sessions.ts';
import { signInHere, statusOf, textIn, visitorOf } from '../form-fields.ts';
import type { Actions, PageServerLoad } from './$types';

/** Which of the forms on the page an answer belongs to. */
type At = 'profile' | 'password' | 'sessions' | 'delete';

export const load: PageServerLoad = async ({ locals }) => {
	const { account } = signedIn(locals);
	const sessions = await listSessions(locals.services, account);
	return {
		displayName: account.displayName,
		email: account.email,
		role: account.role,
		createdAt: account.createdAt,
		sessions: sessions.map(({ id, userAgent, createdAt, lastSeenAt }) => ({
			id,
			userAgent,
			createdAt,
			lastSeenAt,
			isCurrent: id === locals.sessionId
		}))
	};
};

export const actions: Actions = {
	profile: async (event) => {
		const { account } = signedIn(event.locals);
		const displayName = textIn(await event.request.formData(), 'displayName');
		const changed = await changeProfile(event.locals.services, account, { displayName });
		if (!changed.ok) return refused(event, 'profile', changed.fault, displayName);
		event.locals.account = changed.value;
		return done('profile', 'Your name is saved.');
	},

	password: async (event) => {
		const { account, sessionId } = signedIn(event.locals);
		const form = await event.request.formData();
		const endsOtherSessions = textIn(form, 'endsOtherSessions') === 'yes';
		const changed = await changePassword(
			event.locals.services,
			account,
			{
				currentPassword: textIn(form, 'currentPassword'),
				newPassword: textIn(form, 'newPassword'),
				endsOtherSessions
			},
			{ ...visitorOf(event), sessionId }
		);
		if (!changed.ok) return refused(event, 'password', changed.fault);
		signInHere(event, changed.value);
		return done(
			'password',
			endsOtherSessions
				? 'Your password is changed, and you are signed in here only.'
				: 'Your password is changed.'
		);
	},

	endSession: async (event) => {
		const { account } = signedIn(event.locals);
		const ended = await endSession(
			event.locals.services,
			account,
			textIn(await event.request.formData(), 'sessionId')
		);
		return ended.ok ? done('sessions', 'The session has ended.') : refused(event, 'sessions', ended.fault);
	},

	endOtherSessions: async ({ locals }) => {
		const { account, sessionId } = signedIn(locals);
		await endOtherSessions(locals.services, account, sessionId);
		return done('sessions', 'You are signed in here only.');
	},

	delete: async (event) => {
		const { account } = signedIn(event.locals);
		const password = textIn(await event.request.formData(), 'currentPassword');
		const deleted = await deleteAccount(event.locals.services, account, password);
		if (!deleted.ok) return refused(event, 'delete', deleted.fault);
		const blank = event.locals.services.sessions.blankCookie();
		event.cookies.set(blank.name, blank.value, blank.attributes);
		redirect(303, '/');
	}
};

/** The policy of this route lets nobody else in. */
function signedIn({ account, sessionId }: App.Locals): { account: Account; sessionId: string } {
	if (!account || !sessionId) error(401, 'Sign in first.');
	return { account, sessionId };
}

function refused(event: RequestEvent, at: At, fault: AccountFault, displayName: string | null = null) {
	return fail(statusOf(event, fault), { at, fault, done: null, displayName });
}

function done(at: At, text: string) {
	return { at, fault: null, done: text, displayName: null };
}
