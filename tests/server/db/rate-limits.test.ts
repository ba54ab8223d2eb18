import { describe, expect, test } from 'vitest';
import { countAgainst, deletePassed } from '../../../src/lib/server/db/rate-limits.ts';
import { databases, testServices } from '../../support/services.ts';

const TEN_PER_QUARTER = { limitCount: 10, windowMs: 15 * 60_000 };

describe.each(databases)('a rate limit, on %s', (database) => {
	test('lets a burst through up to its limit, however concurrent', async () => {
		const { services, clock } = await testServices(database);

		const answers = await Promise.all(
			Array.from({ length: 100 }, () => countAgainst(services.db, 'door', TEN_PER_QUARTER, clock.now()))
		);

		expect(answers.filter(({ allowed }) => allowed)).toHaveLength(10);
	});

	test('says when the next one is allowed, and keeps its word', async () => {
		const { services, clock } = await testServices(database);
		const knock = () => countAgainst(services.db, 'door', TEN_PER_QUARTER, clock.now());
		for (let count = 0; count < 10; count++) await knock();

		const refused = await knock();

		expect(refused).toEqual({ allowed: false, retryAfterMs: 90_000 });
		clock.advance(89_999);
		expect(await knock()).toEqual({ allowed: false, retryAfterMs: 1 });
		clock.advance(1);
		expect(await knock()).toEqual({ allowed: true });
	});

	test('is whole again after a quiet window', async () => {
		const { services, clock } = await testServices(database);
		const knock = () => countAgainst(services.db, 'door', TEN_PER_QUARTER, clock.now());
		for (let count = 0; count < 12; count++) await knock();

		clock.advance(TEN_PER_QUARTER.windowMs);
		const answers = [];
		for (let count = 0; count < 12; count++) answers.push((await knock()).allowed);

		expect(answers.filter(Boolean)).toHaveLength(10);
	});

	test('counts each key alone, and forgets those that are whole', async () => {
		const { services, clock } = await testServices(database);
		const once = { limitCount: 1, windowMs: 1_000 };
		await countAgainst(services.db, 'front', once, clock.now());

		expect(await countAgainst(services.db, 'back', once, clock.now())).toEqual({ allowed: true });
		clock.advance(1_001);
		await deletePassed(services.db, clock.now());
		expect(await services.db.selectFrom('rate_limit').selectAll().execute()).toEqual([]);
	});
});
