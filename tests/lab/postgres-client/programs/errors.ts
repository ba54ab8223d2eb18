import pg, { Client, DatabaseError } from 'pg';

const client = await new Client().connect();
await client.query(`DROP TABLE IF EXISTS orders, customers;
	CREATE TABLE customers (id int PRIMARY KEY, email text CONSTRAINT one_account UNIQUE);
	CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers, total numeric CHECK (total > 0), note text NOT NULL)`);

const failing = async (text: string, values?: unknown[]) => {
	try {
		await client.query(text, values);
		console.log('no error', text);
	} catch (error) {
		if (!(error instanceof DatabaseError)) throw error;
		const {
			name,
			message,
			severity,
			code,
			detail,
			hint,
			position,
			where,
			schema,
			table,
			column,
			dataType,
			constraint
		} = error;
		console.log(name, error instanceof Error, `${message}`);
		console.log([severity, code, detail, hint, position, where, schema, table, column, dataType, constraint]);
	}
};
await client.query("INSERT INTO customers VALUES (1, 'ada@example.org')");
await failing("INSERT INTO customers VALUES (1, 'other')");
await failing('INSERT INTO customers VALUES ($1, $2)', [2, 'ada@example.org']);
await failing("INSERT INTO orders VALUES (1, 99, 5, 'x')");
await failing("INSERT INTO orders VALUES (1, 1, -5, 'x')");
await failing('INSERT INTO orders VALUES (1, 1, 5, NULL)');
await failing('SELECT * FROM missing');
await failing('SELECT nme FROM customers');
await failing('SELEC 1');
await failing('SELECT $1::int', ['abc']);
await failing('SELECT $1', []);
await failing('SELECT 1; SELECT 2', ['two statements']);
await failing('SELECT 1/$1::int', [0]);
await failing("SELECT 'x'::customers");
await failing('INSERT INTO customers SELECT 99999999999');
await failing(
	"DO $$ BEGIN RAISE EXCEPTION 'no stock' USING ERRCODE = 'P0042', DETAIL = 'none left', HINT = 'order more'; END $$"
);
await failing('CREATE TABLE customers ()');
await failing('DROP TABLE nobody');

await client.query('BEGIN');
console.log(client.getTransactionStatus());
const ready = new Promise<void>((resolve) => client.once('drain', resolve));
await failing('SELECT oops');
await ready;
console.log(client.getTransactionStatus());
await failing('SELECT 1');
console.log((await client.query('COMMIT')).command, client.getTransactionStatus());

await client.query('BEGIN');
await client.query("INSERT INTO customers VALUES (7, 'seven')");
await client.query('SAVEPOINT here');
await failing("INSERT INTO customers VALUES (7, 'again')");
await client.query('ROLLBACK TO SAVEPOINT here');
console.log((await client.query('COMMIT')).command);
console.log((await client.query('SELECT id FROM customers ORDER BY id')).rows);

await failing(
	"INSERT INTO customers VALUES (8, 'eight'); INSERT INTO customers VALUES (8, 'again'); SELECT 1"
);
console.log((await client.query('SELECT count(*)::int AS n FROM customers WHERE id = 8')).rows);

client.on('notice', (notice) =>
	console.log('notice', notice.severity, notice.code, notice.message, notice.name)
);
await client.query('DROP TABLE IF EXISTS nobody');
await client.query("DO $$ BEGIN RAISE WARNING 'careful %', 42; RAISE INFO 'for you'; END $$");
await client.query('COMMIT');

const bad = await client
	.query({ name: 'bad', text: 'SELECT * FROM nowhere' })
	.catch((error: Error) => error.message);
console.log(bad);
console.log((await client.query({ name: 'bad', text: 'SELECT 1 AS fine' })).rows);
await client
	.query({ name: 'divide', text: 'SELECT 1 / $1::int AS r', values: [0] })
	.catch((error: Error) => console.log(error.message));
console.log((await client.query({ name: 'divide', text: 'SELECT 1 / $1::int AS r', values: [1] })).rows);
console.log(pg.DatabaseError === DatabaseError);
await client.end();
