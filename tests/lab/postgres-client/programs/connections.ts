import pg, { Client } from 'pg';

const nowhere = new Client({ host: 'localhost', port: 1 });
nowhere.on('error', (error) => console.log('event', error.message));
nowhere.on('end', () => console.log('end'));
await nowhere.connect().catch((error) => console.log(error.code));
await new Promise((resolve) => setTimeout(resolve, 20));

const client = new Client({
	statement_timeout: 60_000,
	application_name: 'shop',
	options: '-c search_path=pg_catalog'
});
client.connect((error?: Error | null) => console.log('connected', error));
console.log((await client.query('SELECT 1 AS queued')).rows);
await client.connect().catch((error: Error) => console.log(error.message));
console.log(
	(await client.query('SHOW statement_timeout')).rows,
	(await client.query('SHOW search_path')).rows
);
console.log((await client.query("SELECT current_setting('application_name') AS name")).rows);
// @ts-expect-error The types do not say it.
console.log(typeof client.processID, typeof client.secretKey);
await new Promise<void>((resolve) => client.end(() => resolve()));

const slow = await new Client({ query_timeout: 10_000 }).connect();
console.log((await slow.query('SELECT 2 AS n')).rows);
// @ts-expect-error The types know the option for a client only.
console.log((await slow.query({ text: 'SELECT 3 AS n', query_timeout: 5_000 })).rows);
await slow.end();

const wrong = new Client({ statement_timeout: 1, options: '-c no_such_setting=1' });
await wrong.connect().catch((error) => console.log(error.severity, error.code, error.message));

const piped = new Client({ pipeline: true });
await piped.connect();
const answers = await Promise.allSettled([
	piped.query('SELECT 1 AS n'),
	piped.query('SELECT oops'),
	piped.query('SELECT $1::int AS n', [3])
]);
console.log(
	answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.rows : answer.reason.message))
);
await piped.end();

const query = { text: 'SELECT 1', values: [] };
const unused = new Client();
await unused.end();
console.log(unused instanceof pg.Client, query);
