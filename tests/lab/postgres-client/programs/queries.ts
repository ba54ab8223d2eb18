import pg from 'pg';

const client = new pg.Client();
console.log(client.port, typeof client.user, typeof client.host);
console.log((await client.connect()) === client);

const greeting = await client.query('SELECT $1::text AS message', ['Hello world!']);
console.log(greeting.rows, greeting.rowCount, greeting.command, greeting.oid);
console.log(greeting.fields.map(({ name, dataTypeID, format }) => [name, dataTypeID, format]));

await client.query('DROP TABLE IF EXISTS customers');
const made = await client.query(
	'CREATE TABLE customers (id serial PRIMARY KEY, name text NOT NULL, email text UNIQUE, age int)'
);
console.log(made.command, made.rowCount, made.rows, made.fields);
const inserted = await client.query({
	text: 'INSERT INTO customers (name, email, age) VALUES ($1, $2, $3), ($4, $5, $6) RETURNING *',
	values: ['Ada', 'ada@example.org', 36, 'Brian', null, undefined]
});
console.log(inserted.command, inserted.rowCount, inserted.oid, inserted.rows);
console.log((await client.query('UPDATE customers SET age = age + 1')).rowCount);
console.log((await client.query('DELETE FROM customers WHERE id = 77')).rowCount);

const asArrays = await client.query<[number, string]>({
	text: 'SELECT id, name FROM customers ORDER BY id',
	rowMode: 'array'
});
console.log(asArrays.rows, asArrays.fields.length);
console.log((await client.query('SELECT 1 AS a, 2 AS a')).rows, (await client.query('')).command);

const several = await client.query('SELECT 1 AS one; SELECT 2 AS two; UPDATE customers SET age = 1');
console.log(Array.isArray(several));
// @ts-expect-error The types know of one result only.
console.log(several.map(({ command, rowCount, rows }) => [command, rowCount, rows]));

const named = { name: 'by-id', text: 'SELECT name FROM customers WHERE id = $1' };
for (const id of [1, 2, 3]) console.log((await client.query({ ...named, values: [id] })).rows);
await client
	.query({ name: 'by-id', text: 'SELECT id FROM customers', values: [] })
	.catch((error: Error) => console.log(error.message));
console.log((await client.query({ name: 'by-id', text: '', values: [2] })).rows);

await new Promise<void>((resolve) => {
	client.query('SELECT $1::int AS n', [5], (error, result) => {
		console.log(error, result.rows);
		resolve();
	});
});
await new Promise<void>((resolve) => {
	client.query('SELECT nothing', (error, result) => {
		console.log(error.message, result);
		resolve();
	});
});

const rows: unknown[] = [];
const query = new pg.Query({ text: 'SELECT n FROM generate_series(1, 3) AS n' });
query.on('row', (row, result) => rows.push(row, result?.fields.length));
const ended = new Promise<void>((resolve) => {
	query.on('end', (result) => {
		console.log('end', result.rowCount, result.rows);
		resolve();
	});
});
console.log(client.query(query) === query);
await ended;
console.log(rows);
const failing = new pg.Query({ text: 'SELECT 1/0' });
const failed = new Promise<Error>((resolve) => failing.on('error', resolve));
client.query(failing);
console.log((await failed).message);

const all = [1, 2, 3].map(async (n) => (await client.query('SELECT $1::int AS n', [n])).rows[0].n);
console.log(await Promise.all(all));
client.once('drain', () => console.log('drain'));
await client.query('SELECT 1');
console.log(client.getTransactionStatus());
client.on('end', () => console.log('event end'));
await client.end();
await client.query('SELECT 1').catch((error: Error) => console.log(error.message));
await client.connect().catch((error: Error) => console.log(error.message));
console.log(await client.end());
