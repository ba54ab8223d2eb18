import { Client } from 'pg';

const listener = await new Client().connect();
const sender = await new Client().connect();
const heard: string[] = [];
let arrived = () => {};
listener.on('notification', (message) => {
	const { channel, payload, processId } = message;
	heard.push(`${channel}: ${payload} ${typeof processId} ${Object.keys(message).toSorted().join(' ')}`);
	arrived();
});
const next = () => new Promise<void>((resolve) => (arrived = resolve));

await listener.query('LISTEN jobs');
await listener.query('LISTEN "Mixed Case"');
let waiting = next();
console.log((await sender.query("NOTIFY jobs, 'first'")).command);
await waiting;
waiting = next();
await sender.query('SELECT pg_notify($1, $2)', ['Mixed Case', 'second']);
await waiting;
await sender.query("NOTIFY nobody, 'unheard'");

await sender.query('BEGIN');
await sender.query("NOTIFY jobs, 'rolled back'");
await sender.query('ROLLBACK');
waiting = next();
await sender.query("BEGIN; NOTIFY jobs, 'committed'; NOTIFY jobs, 'committed'; COMMIT");
await waiting;
waiting = next();
await listener.query('NOTIFY jobs');
await waiting;
await listener.query('UNLISTEN jobs');
await sender.query("NOTIFY jobs, 'too late'");
await listener.query('SELECT 1');
console.log(heard);
await listener.end();
await sender.end();
