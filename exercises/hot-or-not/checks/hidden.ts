import pg from 'pg';
import { lab } from 'lab';
import { beforeEach, describe, expect, test } from 'vitest';
import { writeMinute } from '../counters.ts';
import { drawMinute, openCounters, SILENT_EACH } from '../counting.ts';
import { REPORTS } from '../reports.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

let client: pg.Client;

beforeEach(async () => {
	lab.postgres();
	// Many short statements are no slower here than one: what counts is what they do to the pages.
	lab.network({ latency: 0 });
	client = new pg.Client({ host: 'postgres' });
	await client.connect();
});

async function ask(report: string, value: unknown): Promise<Record<string, unknown>[]> {
	const { rows } = await client.query(report, [value]);
	return rows;
}

describe('3. At a fair price', () => {
	test('the reports of a site and of a counter say what was counted', async () => {
		await openCounters(client, 200);
		const hits = new Map<number, number>();
		for (let minute = 0; minute < 4; minute += 1) {
			const counts = drawMinute(200);
			await writeMinute(client, counts);
			for (const count of counts) hits.set(count.id, (hits.get(count.id) ?? 0) + count.hits);
		}

		const site = 1 + Math.floor(Math.random() * 9);
		const ids = Array.from({ length: 200 }, (_, index) => index + 1).filter((id) => id % 11 === site);
		const expected = ids.map((id) => ({ name: `counter ${id}`, hits: hits.get(id) ?? 0 }));
		const rows = await ask(REPORTS.site, site);
		const numberOf = ({ name }: Record<string, unknown>) => Number(String(name).slice('counter '.length));
		expect(
			rows.toSorted((a, b) => numberOf(a) - numberOf(b)),
			`the report of site ${site} after four minutes`
		).toEqual(expected);
		expect(await ask(REPORTS.one, ids[0]), `the report of counter ${ids[0]}`).toEqual(expected.slice(0, 1));
	});

	test('who was hit today is not silent today, and who was hit yesterday is not silent since then', async () => {
		await openCounters(client, 40);
		const [first = 0, second = 0] = [2, 5].map((id) => id + Math.floor(Math.random() * 3));
		const today = await client.query('select current_date::text as day');
		await lab.run({ forMs: DAY_MS });
		await writeMinute(client, [{ id: first, hits: 1 }]);
		await lab.run({ forMs: DAY_MS });
		await writeMinute(client, [{ id: second, hits: 1 }]);
		const [day = '', next = '', last = ''] = [0, 1, 2].map((days) =>
			new Date(Date.parse(today.rows[0].day) + days * DAY_MS).toISOString().slice(0, 10)
		);

		const silent = async (since: string) => (await ask(REPORTS.silent, since)).map(({ id }) => Number(id));
		const others = Array.from({ length: 40 }, (_, index) => index + 1).filter(
			(id) => id % SILENT_EACH !== 0 && id !== first && id !== second
		);
		const ascending = (ids: number[]) => ids.toSorted((a, b) => a - b);
		const happened = `${first} was hit on ${next} and ${second} on ${last}, the others on ${day}`;
		expect(ascending(await silent(next)), `counters without a hit since ${next}; ${happened}`).toEqual(
			others
		);
		expect(ascending(await silent(last)), `counters without a hit since ${last}; ${happened}`).toEqual(
			ascending([...others, first])
		);
	});
});
