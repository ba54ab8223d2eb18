import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { Lucia, TimeSpan, type Adapter, type Cookie, type DatabaseSession, type DatabaseUser } from 'lucia';
import type { Account } from '../../domain/account.ts';
import { assert } from '../../domain/assert.ts';
import { SESSION } from '../../domain/limits.ts';
import * as sessions from '../db/sessions.ts';
import type { Session } from '../db/sessions.ts';
import type { Tables } from '../db/tables.ts';
import type { Clock, NewId } from '../services.ts';

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<{ session: Session }, { account: Account }>;
		DatabaseSessionAttributes: { session: Session };
		DatabaseUserAttributes: { account: Account };
	}
}

/** What a response sets. */
export interface SessionCookie {
	name: string;
	value: string;
	attributes: { path: '/'; httpOnly: true; secure: boolean; sameSite: 'lax'; maxAge: number };
}

export interface SignedIn {
	account: Account;
	sessionId: string;
	/** Not null when the browser should keep the cookie longer. */
	cookie: SessionCookie | null;
}

export type Sessions = ReturnType<typeof createSessions>;

/** 200 random bits in base 32, as Lucia makes them. Anything else is not looked up. */
const TOKEN = /^[a-z2-7]{40}$/;

/** How exact *last seen* is; finer would be a write with every request. */
const SEEN_EVERY_MS = 15 * 60_000;

/**
 * Who is signed in. A session ends when it is idle for too long, when it is too old however busy,
 * when its owner ends it, and when the account is suspended or deleted; each at the next request.
 *
 * This is the only file that knows Lucia, which is no longer developed: another implementation of
 * these functions over the same table would replace it.
 */
export function createSessions(
	db: Kysely<Tables>,
	clock: Clock,
	newId: NewId,
	{ isSecure }: { isSecure: boolean }
) {
	const cookieName = isSecure ? '__Host-session' : 'session';
	const lucia = new Lucia(adapterFor(db, clock), {
		sessionExpiresIn: new TimeSpan(SESSION.idleMs, 'ms'),
		sessionCookie: { name: cookieName, attributes: { secure: isSecure, sameSite: 'lax', path: '/' } },
		getSessionAttributes: ({ session }) => ({ session }),
		getUserAttributes: ({ account }) => ({ account })
	});

	function cookieFrom({ value, attributes }: Cookie): SessionCookie {
		return {
			name: cookieName,
			value,
			attributes: {
				path: '/',
				httpOnly: true,
				secure: isSecure,
				sameSite: 'lax',
				maxAge: attributes.maxAge ?? 0
			}
		};
	}

	return {
		cookieName,

		/** Always a new token: one from before signing in never becomes a credential. */
		async start(
			accountId: string,
			userAgent: string | null
		): Promise<{ sessionId: string; cookie: SessionCookie }> {
			const now = clock.now();
			const session: Session = {
				id: newId('ses'),
				accountId,
				createdAt: now,
				expiresAt: new Date(now.getTime() + SESSION.idleMs),
				absoluteExpiresAt: new Date(now.getTime() + SESSION.absoluteMs),
				lastSeenAt: now,
				userAgent: userAgent?.toWellFormed().replaceAll('\0', '').slice(0, SESSION.userAgentMaxLength) ?? null
			};
			const { id: token } = await lucia.createSession(accountId, { session });
			return { sessionId: session.id, cookie: cookieFrom(lucia.createSessionCookie(token)) };
		},

		/** Null for a token that is malformed, unknown, ended or run out. */
		async find(token: string): Promise<SignedIn | null> {
			if (!TOKEN.test(token)) return null;
			const { session, user } = await lucia.validateSession(token);
			if (!session) return null;
			const { lastSeenAt } = session.session;
			if (clock.now().getTime() - lastSeenAt.getTime() > SEEN_EVERY_MS) {
				await sessions.markSeen(db, tokenHashOf(token), clock.now());
			}
			return {
				account: user.account,
				sessionId: session.session.id,
				cookie: session.fresh ? cookieFrom(lucia.createSessionCookie(token)) : null
			};
		},

		/** Takes the cookie out of a browser. */
		blankCookie(): SessionCookie {
			return cookieFrom(lucia.createBlankSessionCookie());
		}
	};
}

/** What is stored. The token has 200 random bits, so a fast hash is enough. */
export function tokenHashOf(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

/**
 * Lucia's view of our table. To Lucia the id of a session is its token; the table has only the hash.
 * Lucia reads the clock of the process, so moments are shifted between that clock and ours on the way.
 */
function adapterFor(db: Kysely<Tables>, clock: Clock): Adapter {
	const aheadMs = () => clock.now().getTime() - Date.now();
	const toLucia = (moment: Date) => new Date(moment.getTime() - aheadMs());
	const fromLucia = (moment: Date) => new Date(moment.getTime() + aheadMs());

	return {
		async getSessionAndUser(token): Promise<[DatabaseSession | null, DatabaseUser | null]> {
			const found = await sessions.findByTokenHash(db, tokenHashOf(token));
			if (!found) return [null, null];

			const { session, account, isSuspended } = found;
			const isTooOld = session.absoluteExpiresAt <= clock.now();
			const endsAt = isTooOld ? session.absoluteExpiresAt : session.expiresAt;
			const ours: DatabaseSession = {
				id: token,
				userId: account.id,
				expiresAt: toLucia(endsAt),
				attributes: { session }
			};
			// Lucia deletes a session that has no owner.
			return [ours, isSuspended ? null : { id: account.id, attributes: { account } }];
		},
		async setSession({ id: token, attributes }) {
			await sessions.insert(db, tokenHashOf(token), attributes.session);
		},
		async updateSessionExpiration(token, expiresAt) {
			await sessions.extend(db, tokenHashOf(token), fromLucia(expiresAt), clock.now());
		},
		async deleteSession(token) {
			await sessions.deleteByTokenHash(db, tokenHashOf(token));
		},
		async deleteUserSessions(accountId) {
			await sessions.deleteAllOf(db, accountId);
		},
		async deleteExpiredSessions() {
			await sessions.deletePassed(db, clock.now());
		},
		async getUserSessions() {
			assert(
				false,
				'sessions are listed by db/sessions.ts, because Lucia would list tokens and we have none'
			);
		}
	};
}
