import type { RequestEvent } from '@sveltejs/kit';
import type { AccountFault } from '#lib/domain/account-fault.ts';
import type { SignedInNow, Visitor } from '#lib/server/auth/accounts.ts';

/** The only place where refusals about accounts become HTTP. */
export const STATUS: Record<AccountFault['code'], number> = {
	email_invalid: 422,
	display_name_invalid: 422,
	password_too_short: 422,
	password_too_long: 422,
	password_unreadable: 422,
	password_common: 422,
	password_wrong: 422,
	sign_up_refused: 422,
	sign_in_refused: 401,
	too_many_tries: 429,
	server_busy: 503,
	session_unknown: 404,
	account_unknown: 404,
	last_admin: 409,
	setup_link_invalid: 410
};

/** What was typed into a field; nothing for a field that was not sent, or was sent as a file. */
export function textIn(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}

export function visitorOf(event: RequestEvent): Visitor {
	return { address: event.getClientAddress(), userAgent: event.request.headers.get('user-agent') };
}

/** Says in the header, too, when to try again. */
export function statusOf(event: RequestEvent, fault: AccountFault): number {
	if ('retryAfterMs' in fault)
		event.setHeaders({ 'retry-after': String(Math.ceil(fault.retryAfterMs / 1000)) });
	return STATUS[fault.code];
}

/** From here on the browser, and the rest of this request, are signed in. */
export function signInHere(
	{ cookies, locals }: RequestEvent,
	{ account, sessionId, cookie }: SignedInNow
): void {
	cookies.set(cookie.name, cookie.value, cookie.attributes);
	locals.account = account;
	locals.sessionId = sessionId;
}
