import { beforeAll, expect, test } from 'vitest';
import { waitsAt, waitSentence } from '#lib/client/figures/lock-waits.ts';
import { transactionTimeline } from '#lib/client/figures/transactions.ts';
import { StateHistory } from '#lib/client/trace/reducers.ts';
import { runJob } from '#lib/sandbox/engine.ts';
import type { Machine } from '#lib/sandbox/machine.ts';
import { programJob } from '../../support/jobs.ts';
import { openMachine } from '../../support/machine.ts';

let machine: Machine;
beforeAll(async () => {
	machine = await openMachine();
});

/** Two transfers in opposite directions: each has locked the row that the other wants. */
const TRANSFERS = `import { Client } from 'pg';
import { lab } from 'lab';
lab.postgres({
	engine: 'sessions',
	setup: 'CREATE TABLE accounts (id int PRIMARY KEY, balance int); INSERT INTO accounts VALUES (1, 100), (2, 100)'
});
const transfer = (name: string, from: number, to: number) =>
	lab.process(name, async () => {
		const client = await new Client({ host: 'postgres', application_name: name }).connect();
		await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
		await client.query('UPDATE accounts SET balance = balance - 10 WHERE id = ' + from);
		await new Promise((resolve) => setTimeout(resolve, 50));
		await client.query('UPDATE accounts SET balance = balance + 10 WHERE id = ' + to).catch(() => {});
		await client.query('COMMIT');
	});
transfer('alice', 1, 2);
transfer('bob', 2, 1);
await lab.run({ forMs: 3000 });`;

test('what the model of a server shows is drawn: who waits, the deadlock, and how each transaction ends', async () => {
	const report = await runJob(machine, { ...programJob(TRANSFERS), isTraced: true });
	const trace = report.traces?.[0]?.trace;
	if (!trace) throw new Error('the run was traced');
	const history = new StateHistory(trace.events);
	const { lines } = transactionTimeline(trace, history);
	const waits = trace.events.map(({ index }) => waitsAt(history.stateAt(index)));
	const worst = waits.find((edges) => edges.some(({ isDeadlock }) => isDeadlock)) ?? [];

	expect(
		lines
			.map(({ name, transactions }) => [name, transactions.map(({ isolation, ended }) => [isolation, ended])])
			.toSorted()
	).toEqual([
		['alice', [['repeatable read', 'commit']]],
		['bob', [['repeatable read', 'rollback']]]
	]);
	expect(lines.map(({ statements }) => statements.map(({ label }) => label))).toEqual([
		['BEGIN ISOLATION LEVEL REPEATABLE READ', 'UPDATE accounts', 'UPDATE accounts', 'COMMIT'],
		['BEGIN ISOLATION LEVEL REPEATABLE READ', 'UPDATE accounts', 'UPDATE accounts', 'COMMIT']
	]);
	expect(lines.every(({ snapshots }) => snapshots.length > 0)).toBe(true);
	expect(worst.map(waitSentence).toSorted()).toEqual([
		'alice wants ShareLock on transaction 752; bob holds ExclusiveLock',
		'bob wants ShareLock on transaction 753; alice holds ExclusiveLock'
	]);
	expect(waits.at(-1)).toEqual([]);
});
