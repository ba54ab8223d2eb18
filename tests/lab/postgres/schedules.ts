import type { Isolation } from '#lib/lab/services/postgres/sessions/transactions.ts';

export interface Step {
	session: number;
	text: string;
}

/** What the tables hold when a schedule begins. */
export const SETUP = [
	'drop table if exists t',
	'create table t (id int primary key, v int, u int unique)',
	'insert into t values (1, 10, 101), (2, 20, 102), (3, 30, 103)'
];

/** The same statements in the same order for the same seed: 2 to 4 sessions, most of it in transactions. */
export function scheduleFrom(seed: number, isolation: Isolation): Step[] {
	const below = randomFrom(seed);
	const sessions = 2 + below(3);
	const isOpen = new Array<boolean>(sessions).fill(false);
	const steps: Step[] = [];
	for (let i = 0; i < 20; i++) {
		const session = below(sessions);
		let text = statement(below);
		if (!isOpen[session] && below(3) > 0) {
			text = `begin isolation level ${isolation}`;
			isOpen[session] = true;
		} else if (isOpen[session] && below(5) === 0) {
			text = below(4) === 0 ? 'rollback' : 'commit';
			isOpen[session] = false;
		} else if (isOpen[session] && below(10) === 0) {
			text = ['savepoint a', 'rollback to a', 'release a'][below(3)] ?? 'savepoint a';
		}
		steps.push({ session, text });
	}
	for (let session = 0; session < sessions; session++) steps.push({ session, text: 'commit' });
	for (let session = 0; session < sessions; session++) steps.push({ session, text: 'commit' });
	steps.push({ session: 0, text: 'select ctid, * from t' });
	return steps;
}

function statement(below: (n: number) => number): string {
	const id = 1 + below(4);
	const d = 1 + below(9);
	const strength = ['update', 'update', 'no key update', 'share', 'key share'][below(5)];
	const choices = [
		'select id, v from t order by id',
		`select ctid, id, v from t where v > ${15 + below(3) * 10}`,
		'select count(*), sum(v), min(u), max(v), avg(v) from t',
		`update t set v = v + ${d} where id = ${id}`,
		`update t set v = v + ${d} where id = ${id}`,
		`update t set v = v - ${d} where v >= 20 returning id, v`,
		`update t set u = u + ${d} where id = ${id}`,
		`delete from t where id = ${id}`,
		`insert into t values (${id + below(3)}, ${d}, ${100 + below(9)})`,
		`insert into t values (${id}, ${d}, ${100 + below(9)}) on conflict (id) do update set v = t.v + excluded.v`,
		`insert into t values (${id}, ${d}, ${100 + below(9)}) on conflict do nothing returning id`,
		`select id, v from t where id = ${id} for ${strength}`,
		`select id, v from t where v < ${20 + d} for ${strength}`,
		'select id from t order by id limit 1 for update skip locked',
		`select id, v from t where id = ${id} for ${strength} nowait`,
		`update t set v = 0 where id = (select id from t order by v desc limit 1 for update skip locked) returning *`,
		`update t set v = (select max(v) from t) + 1 where id = ${id}`,
		`lock table t in ${['row share', 'share', 'share row exclusive', 'exclusive', 'access exclusive'][below(5)]} mode${below(2) ? ' nowait' : ''}`,
		`select pg_advisory_xact_lock(${below(2)})`,
		`select a.id, b.id from t a left join t b on a.v < b.v order by 1, 2`
	];
	return choices[below(choices.length)] ?? '';
}

function randomFrom(seed: number): (n: number) => number {
	let state = Math.imul(seed, 2_654_435_761) >>> 0;
	return (n) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 4_294_967_296) * n);
	};
}
