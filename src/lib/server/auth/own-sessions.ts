import type { Account } from '../../domain/account.ts';
import type { EndSessionFault } from '../../domain/account-fault.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import * as sessions from '../db/sessions.ts';
import type { Session } from '../db/sessions.ts';
import type { Services } from '../services.ts';

/** Where an account is signed in, the latest used first. */
export function listSessions({ db, clock }: Services, account: Account): Promise<Session[]> {
	return sessions.listOf(db, account.id, clock.now());
}

/** Another account's session is as unknown as one that never was. */
export async function endSession(
	{ db }: Services,
	account: Account,
	sessionId: string
): Promise<Result<null, EndSessionFault>> {
	const ended = await sessions.deleteOwn(db, account.id, sessionId);
	return ended ? ok(null) : refuse({ code: 'session_unknown' });
}

/** Signs out everywhere else; answers how many sessions that ended. */
export function endOtherSessions(
	{ db }: Services,
	account: Account,
	currentSessionId: string
): Promise<number> {
	return sessions.deleteAllOf(db, account.id, currentSessionId);
}
