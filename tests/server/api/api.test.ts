import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account } from '../../../src/lib/domain/account.ts';
import { assert } from '../../../src/lib/domain/assert.ts';
import { REQUESTS } from '../../../src/lib/domain/limits.ts';
import { configFrom } from '../../../src/lib/server/config.ts';
import { createSandboxPool, type SandboxPool } from '../../../src/lib/server/sandbox-pool/sandbox-pool.ts';
import type { Services } from '../../../src/lib/server/services.ts';
import * as drafts from '../../../src/routes/api/drafts/+server.ts';
import * as learning from '../../../src/routes/api/learning/+server.ts';
import * as merge from '../../../src/routes/api/merge/+server.ts';
import * as predictions from '../../../src/routes/api/predictions/+server.ts';
import * as submissions from '../../../src/routes/api/submissions/+server.ts';
import * as submission from '../../../src/routes/api/submissions/[id]/+server.ts';
import * as visits from '../../../src/routes/api/visits/+server.ts';
import { smallCatalog } from '../../support/catalog.ts';
import { publishTemplate, sampleFiles } from '../../support/exercises.ts';
import { accountIn, databases, testServices } from '../../support/services.ts';

let pool: SandboxPool;

beforeAll(() => {
	pool = createSandboxPool({ machineFolder: configFrom({}).machineFolder, size: 1 });
});

afterAll(() => pool.close());

describe.each(databases)('the API, on %s', (database) => {
	async function site() {
		const { services } = await testServices(database, {
			catalog: smallCatalog(),
			sandboxPool: () => lent(pool)
		});
		const ada = await accountIn(services);
		return { services, ada };
	}

	test('a submission is answered with its verdict, found again, and nobody else’s', async () => {
		const { services, ada } = await site();
		const files = sampleFiles(await publishTemplate(services, 'first'), 'loop');
		const body = { exerciseSlug: 'first', files, clientKey: 'key-00001' };

		const sent = await ask(submissions.POST, services, ada, { body });
		expect(sent).toMatchObject({ status: 200, json: { state: 'judged', verdict: 'accepted', files } });
		const id = String(sent.json['id']);
		expect(await ask(submissions.POST, services, ada, { body })).toMatchObject({ status: 200, json: { id } });

		expect(await ask(submission.GET, services, ada, { params: { id }, query: '?wait=1' })).toMatchObject({
			status: 200,
			json: { id }
		});
		const eve = await accountIn(services);
		expect(await ask(submission.GET, services, eve, { params: { id } })).toMatchObject({
			status: 404,
			json: { fault: { code: 'submission_unknown' } }
		});
		expect(await ask(submissions.GET, services, ada, { query: '?exercise=first' })).toMatchObject({
			json: { submissions: [{ id, verdict: 'accepted' }] }
		});
		expect(await ask(submissions.GET, services, eve, { query: '?exercise=first' })).toMatchObject({
			json: { submissions: [] }
		});
		await services.judge.stop();
	});

	test('a forged field is refused, and nothing of the request is kept', async () => {
		const { services, ada } = await site();
		const files = sampleFiles(await publishTemplate(services, 'first'), 'loop');
		const body = { exerciseSlug: 'first', files, clientKey: 'key-00001' };

		for (const forged of [
			{ verdict: 'accepted' },
			{ learnerId: 'acc_eve' },
			{ state: 'judged' },
			{ exerciseSlug: 7 },
			{ exerciseSlug: "x' or 1=1" },
			{ files: 'all of them' },
			{ files: { 'backoff.ts': 7 } },
			{ clientKey: 'short' }
		]) {
			expect(await ask(submissions.POST, services, ada, { body: { ...body, ...forged } })).toMatchObject({
				status: 400,
				json: { fault: { code: 'request_invalid' }, message: expect.stringMatching(/\.$/) }
			});
		}
		expect(await services.db.selectFrom('submission').selectAll().execute()).toEqual([]);
		await services.judge.stop();
	});

	test('a body that is no JSON, of another type, or too large is refused before it is read to its end', async () => {
		const { services, ada } = await site();
		const refused = async (raw: string, type: string) => {
			const { status, json } = await ask(visits.POST, services, ada, { raw, type });
			return [status, Object(json['fault']).code];
		};

		expect(await refused('{"lessonSlug":', 'application/json')).toEqual([400, 'request_invalid']);
		expect(await refused('{}', 'text/plain')).toEqual([400, 'request_invalid']);
		expect(await refused('x'.repeat(REQUESTS.bodyMaxBytes + 1), 'application/json')).toEqual([
			413,
			'request_too_large'
		]);
	});

	test('a draft is saved and read, and two devices that disagree are told', async () => {
		const { services, ada } = await site();
		const save = (text: string, baseVersion: number) =>
			ask(drafts.PUT, services, ada, {
				body: { workspaceKey: 'exercise/first', files: { 'backoff.ts': text }, baseVersion }
			});

		expect(await save('one', 0)).toMatchObject({ status: 200, json: { version: 1 } });
		expect(await save('other', 0)).toMatchObject({
			status: 409,
			json: { fault: { code: 'draft_conflict', theirs: { files: { 'backoff.ts': 'one' } } } }
		});
		expect(await ask(drafts.GET, services, ada, { query: '?key=exercise/first' })).toMatchObject({
			json: { draft: { version: 1 }, others: [] }
		});
		expect(await ask(drafts.DELETE, services, ada, { query: '?key=exercise/first' })).toMatchObject({
			status: 200
		});
	});

	test('a lesson’s page gets in one answer what the learner has of it', async () => {
		const { services, ada } = await site();
		const merged = await ask(merge.POST, services, ada, {
			body: {
				drafts: [
					{
						workspaceKey: 'exercise/first',
						files: { 'backoff.ts': 'mine' },
						updatedAt: '2026-02-01T09:00:00.000Z'
					}
				],
				predictions: [],
				visits: [
					{ lessonSlug: 'counting', sectionId: 'one-two--three', visitedAt: '2026-02-01T09:00:00.000Z' }
				]
			}
		});
		expect(merged).toMatchObject({ status: 200, json: { conflicts: [] } });
		const answer = { lessonSlug: 'counting', predictionId: 'guess', choiceId: 'a' };
		expect(await ask(predictions.POST, services, ada, { body: answer })).toMatchObject({ status: 200 });

		expect(await ask(learning.GET, services, ada, { query: '?lesson=counting' })).toMatchObject({
			json: {
				signedIn: true,
				drafts: [{ workspaceKey: 'exercise/first' }],
				predictions: [{ predictionId: 'guess', choiceId: 'a' }],
				sectionId: 'one-two--three'
			}
		});
		expect(await ask(learning.GET, services, null, { query: '?lesson=counting' })).toMatchObject({
			status: 200,
			json: { signedIn: false, drafts: [] }
		});
		expect(await ask(learning.GET, services, ada, { query: '?lesson=nothing' })).toMatchObject({
			status: 404
		});
	});

	test('says to everybody who is not signed in that they should', async () => {
		const { services } = await site();
		const visit = { lessonSlug: 'counting', sectionId: null };

		for (const answered of [
			await ask(submissions.GET, services, null, { query: '?exercise=first' }),
			await ask(submission.GET, services, null, { params: { id: 'sub_1' } }),
			await ask(drafts.GET, services, null, { query: '?key=exercise/first' }),
			await ask(visits.POST, services, null, { body: visit }),
			await ask(merge.POST, services, null, { body: { drafts: [], predictions: [], visits: [] } })
		]) {
			expect(answered).toMatchObject({ status: 401, json: { fault: { code: 'sign_in_required' } } });
		}
	});
});

interface Asking {
	body?: unknown;
	raw?: string;
	type?: string;
	query?: string;
	params?: Record<string, string>;
}

/** Calls a route as Kit does, past the hooks, whose part has tests of its own. */
async function ask(
	handler: unknown,
	services: Services,
	account: Account | null,
	{ body, raw, type = 'application/json', query = '', params = {} }: Asking
): Promise<{ status: number; json: Record<string, unknown> }> {
	assert(typeof handler === 'function', 'a route is a function');
	const url = new URL(`http://localhost/api${query}`);
	const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
	const sent = text === undefined ? {} : { method: 'POST', body: text, headers: { 'content-type': type } };
	const response: Response = await handler({
		request: new Request(url, sent),
		url,
		params,
		locals: { services, account }
	});
	return { status: response.status, json: await response.json() };
}

/** A pool that outlives the services of one test. */
function lent(all: SandboxPool): SandboxPool {
	return { ...all, close: async () => {} };
}
