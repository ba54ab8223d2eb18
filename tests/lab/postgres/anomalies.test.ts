import { describe, expect, test } from 'vitest';
import { Model, type ModelSession } from './model.ts';

function accounts(): { model: Model; ada: ModelSession; bob: ModelSession } {
	const model = new Model();
	const ada = model.connect();
	ada.say('create table account (id int primary key, balance int not null check (balance >= 0))');
	ada.say('insert into account values (1, 100), (2, 100)');
	return { model, ada, bob: model.connect() };
}

describe('what two transactions may do to each other', () => {
	test('a value that was read and then written loses an update at READ COMMITTED', () => {
		const { ada, bob } = accounts();
		for (const one of [ada, bob]) one.say('begin');
		for (const one of [ada, bob]) expect(one.say('select balance from account where id = 1')).toBe('100');

		expect(ada.say('update account set balance = 110 where id = 1')).toBe('UPDATE 1');
		expect(bob.say('update account set balance = 120 where id = 1')).toBe('waits');
		ada.say('commit');

		expect(bob.said()).toBe('UPDATE 1');
		bob.say('commit');
		expect(ada.say('select balance from account where id = 1')).toBe('120');
	});

	test('REPEATABLE READ refuses the second update instead', () => {
		const { ada, bob } = accounts();
		for (const one of [ada, bob]) one.say('begin isolation level repeatable read');
		for (const one of [ada, bob]) one.say('select balance from account where id = 1');

		ada.say('update account set balance = 110 where id = 1');
		expect(bob.say('update account set balance = 120 where id = 1')).toBe('waits');
		ada.say('commit');

		expect(bob.said()).toBe('40001 could not serialize access due to concurrent update');
		expect(bob.say('select 1')).toMatch(/^25P02/);
		expect(bob.say('commit')).toBe('ROLLBACK');
	});

	test.each([
		['read committed', '90', '3'],
		['repeatable read', '100', '2']
	])('at %s the second look shows a balance of %s and %s rows', (isolation, balance, count) => {
		const { ada, bob } = accounts();
		bob.say(`begin isolation level ${isolation}`);
		expect(bob.say('select balance from account where id = 1')).toBe('100');
		expect(bob.say('select count(*) from account')).toBe('2');

		ada.say('update account set balance = 90 where id = 1');
		ada.say('insert into account values (3, 5)');

		expect(bob.say('select balance from account where id = 1')).toBe(balance);
		expect(bob.say('select count(*) from account')).toBe(count);
	});

	test.each([
		['repeatable read', 'COMMIT', '-100'],
		['serializable', '40001', '0']
	])('at %s two withdrawals that each looked at both accounts end in %s', (isolation, end, sum) => {
		const model = new Model();
		const [ada, bob] = [model.connect(), model.connect()];
		ada.say('create table account (id int primary key, balance int)');
		ada.say('insert into account values (1, 50), (2, 50)');
		for (const one of [ada, bob]) one.say(`begin isolation level ${isolation}`);
		for (const one of [ada, bob]) expect(one.say('select sum(balance) from account')).toBe('100');

		ada.say('update account set balance = balance - 100 where id = 1');
		bob.say('update account set balance = balance - 100 where id = 2');

		expect(ada.say('commit')).toBe('COMMIT');
		expect(bob.say('commit')).toContain(end);
		expect(ada.say('select sum(balance) from account')).toBe(sum);
	});

	test('workers that skip locked rows each take a job of their own', () => {
		const model = new Model();
		const workers = [model.connect(), model.connect(), model.connect()];
		workers[0]?.say("create table job (id serial primary key, state text default 'new')");
		workers[0]?.say("insert into job (state) select 'new' from generate_series(1, 5)");
		const take =
			"update job set state = 'taken' where id = (select id from job where state = 'new' order by id limit 1 for update skip locked) returning id";

		for (const worker of workers) worker.say('begin');

		expect(workers.map((worker) => worker.say(take))).toEqual(['1', '2', '3']);
		workers[1]?.say('rollback');
		expect(workers[0]?.say(take)).toBe('2');
	});

	test('of two transfers that cross, the one that has waited for a second first is ended', () => {
		const { model, ada, bob } = accounts();
		for (const one of [ada, bob]) one.say('begin');
		ada.say('update account set balance = balance - 10 where id = 1');
		bob.say('update account set balance = balance - 20 where id = 2');
		expect(ada.say('update account set balance = balance + 10 where id = 2')).toBe('waits');
		model.pass(500);
		expect(bob.say('update account set balance = balance + 20 where id = 1')).toBe('waits');

		model.pass(499);
		expect(ada.said()).toBe('waits');
		model.pass(1);

		expect(ada.outcome?.error).toMatchObject({
			code: '40P01',
			message: 'deadlock detected',
			detail:
				'Process 1 waits for ShareLock on transaction 753; blocked by process 2.\n' +
				'Process 2 waits for ShareLock on transaction 752; blocked by process 1.',
			where: 'while updating tuple (0,2) in relation "account"'
		});
		expect(bob.said()).toBe('UPDATE 1');
	});

	test('an old snapshot holds back VACUUM until its transaction ends', () => {
		const { ada, bob } = accounts();
		bob.say('begin isolation level repeatable read');
		bob.say('select * from account');
		ada.say('update account set balance = 1 where id = 1');

		const removed = () => {
			ada.say('vacuum verbose account');
			return /tuples: .*/.exec(ada.outcome?.notices.at(-1)?.message ?? '')?.[0];
		};

		expect(removed()).toBe('tuples: 0 removed, 3 remain, 1 are dead but not yet removable');
		bob.say('commit');
		expect(removed()).toBe('tuples: 1 removed, 2 remain, 0 are dead but not yet removable');
	});
});

describe('who waits', () => {
	test('gives up after lock_timeout or statement_timeout, and when it is cancelled', () => {
		const { model, ada, bob } = accounts();
		ada.say('begin');
		ada.say('delete from account where id = 1');
		const change = 'update account set balance = 0 where id = 1';

		bob.say("set lock_timeout = '200ms'");
		bob.start(change);
		model.pass(200);
		expect(bob.said()).toBe('55P03 canceling statement due to lock timeout');

		bob.say('set lock_timeout = 0');
		bob.say("set statement_timeout = '300ms'");
		bob.start(change);
		model.pass(300);
		expect(bob.said()).toBe('57014 canceling statement due to statement timeout');

		bob.start(change);
		bob.session.cancel();
		expect(bob.said()).toBe('57014 canceling statement due to user request');
	});

	test('goes on when the client of the other has gone', () => {
		const { ada, bob } = accounts();
		ada.say('begin');
		ada.say('update account set balance = 0 where id = 1');
		expect(bob.say('update account set balance = balance + 1 where id = 1')).toBe('waits');

		ada.session.end();

		expect(bob.said()).toBe('UPDATE 1');
		expect(bob.say('select balance from account where id = 1')).toBe('101');
	});

	test('does not hold up readers, unless a table lock of the strongest mode is ahead in the queue', () => {
		const { model, ada, bob } = accounts();
		const eve = model.connect();
		ada.say('begin');
		ada.say('select * from account');
		bob.say('begin');
		expect(bob.say('lock table account in access exclusive mode')).toBe('waits');

		expect(eve.say('select count(*) from account')).toBe('waits');
		ada.say('commit');
		bob.say('rollback');

		expect(eve.said()).toBe('2');
	});
});

describe('a session', () => {
	test('hears a notification when the transaction that sent it commits', () => {
		const { model, ada, bob } = accounts();
		bob.say('listen orders');
		ada.say('begin');
		ada.say("notify orders, 'paid 7'");
		expect(model.sent).toEqual([]);

		ada.say('commit');

		expect(model.sent).toEqual(['2: orders paid 7']);
	});

	test('is refused by name what the model does not have', () => {
		const { ada } = accounts();

		expect(ada.say('select row_number() over () from account')).toBe(
			"0A000 a window function is not in this lab's model of many sessions"
		);
		expect(ada.say('alter table account add column note text')).toMatch(/^0A000 ALTER TABLE/);
	});

	test('refers to rows that can then not be deleted', () => {
		const { ada } = accounts();
		ada.say('create table transfer (id int primary key, account_id int references account (id))');
		ada.say('insert into transfer values (1, 2)');

		expect(ada.say('insert into transfer values (2, 9)')).toContain(
			'23503 insert or update on table "transfer"'
		);
		expect(ada.say('delete from account where id = 2')).toContain(
			'violates foreign key constraint "transfer_account_id_fkey"'
		);
		expect(ada.say('delete from account where id = 1')).toBe('DELETE 1');
	});
});
