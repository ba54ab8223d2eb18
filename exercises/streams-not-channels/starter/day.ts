// read-only
import { lab, type When } from 'lab';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'redis';

const USERS = ['ada', 'bob', 'cyd', 'dan', 'eve'];

/** What is known of a day when it is over. */
export interface Day {
	/** How many mails each user got. */
	mails: Record<string, string>;
	/** Entries that were given to a consumer and not acknowledged. */
	pending: number;
}

export interface Plan {
	/** The mailer crashes then, and comes back 200 ms later. */
	crash?: When;
	/** When the mailer starts: with the site, when nothing is said. */
	startMs?: number;
	/** Whether sign-ups are also published on the channel; they are, when nothing is said. */
	hasChannel?: boolean;
	/** When the run ends, everybody must have a mail and nothing may be pending. */
	isJudged?: true;
}

/** Five people sign up within 200 ms, and the mailer of `worker.ts` writes to them. */
export async function runDay({ crash, startMs, hasChannel = true, isJudged }: Plan): Promise<Day> {
	const redis = lab.redis();
	lab.network({ latency: { uniform: [1, 4] } });
	const url = 'redis://redis:6379';
	const setup = await createClient({ url }).connect();
	await setup.xGroupCreate('signups:log', 'mailer', '0', { MKSTREAM: true });

	lab.process('site', async () => {
		const site = await createClient({ url }).connect();
		for (const user of USERS) {
			await sleep(30);
			await site.xAdd('signups:log', '*', { user });
			if (hasChannel) await site.publish('signups', user);
		}
	});
	const mailer = lab.process('mailer', './worker.ts', { restartAfterMs: 200 });
	if (startMs) {
		mailer.stop();
		lab.at(startMs, () => mailer.start());
	}
	if (crash) lab.crash('mailer', crash);

	const mails = (): Record<string, string> => Object(redis.read('HGETALL', 'mails'));
	const pending = () => Number(Object(redis.read('XPENDING', 'signups:log', 'mailer'))[0]);
	if (isJudged) {
		lab.eventually('everybody gets a mail', () => {
			const missing = USERS.filter((user) => mails()[user] === undefined);
			return missing.length === 0 || `${missing.join(', ')} signed up and got no mail.`;
		});
		lab.eventually('nothing is pending', () => {
			return pending() === 0 || `Not acknowledged: ${pending()} of 5 entries.`;
		});
	}
	await lab.run({ forMs: 1_500 });
	return { mails: mails(), pending: pending() };
}
