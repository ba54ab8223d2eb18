import pg, { types } from 'pg';

const client = await new pg.Client().connect();
const shown = async (text: string, values?: unknown[]) =>
	console.log((await client.query(text, values)).rows);

await shown(`SELECT 1::int2 AS i2, 2::int4 AS i4, 9007199254740993::int8 AS i8, 1.50::numeric AS n,
	1.5::float4 AS f4, 'Infinity'::float8 AS f8, true AS yes, false AS no, NULL AS nothing`);
await shown(`SELECT 'text' AS t, 'v'::varchar(3) AS v, 'c'::char(3) AS c, '\\x68c3a9'::bytea AS b,
	'{"a": [1, null, "x"]}'::json AS j, '{"b":  2}'::jsonb AS jb,
	'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid AS u`);
await shown(`SELECT '2024-02-29'::date AS d, '2024-02-29 12:34:56.789'::timestamp AS ts,
	'2024-02-29 12:34:56.789+02'::timestamptz AS tz, '12:34:56'::time AS t, '1 year 2 days 03:04:05.6'::interval AS i,
	'-infinity'::timestamptz AS past, '0044-03-15 BC'::date AS ides`);
await shown(`SELECT '{1,2,NULL}'::int[] AS ints, '{{a,"b c"},{"q\\"q",NULL}}'::text[] AS texts, '{t,f}'::bool[] AS bools,
	'{1.5,NaN}'::float8[] AS floats, '{9007199254740993}'::int8[] AS bigs, '{2024-01-01}'::date[] AS dates,
	ARRAY['{"a":1}'::jsonb] AS jsons, '(1,2.5)'::point AS p, '<(1,2),3>'::circle AS c, '[1,5)'::int4range AS r`);
const { rows: intervals } = await client.query("SELECT '1 mon 01:00:00'::interval AS i");
console.log(intervals[0].i.toPostgres(), intervals[0].i.toISO(), intervals[0].i.months);

await shown(
	`SELECT $1::text AS a, $2::int AS b, $3::bool AS c, $4::numeric AS d, $5::int8 AS e, $6::jsonb AS f, $7::json AS g`,
	["it's", 42, true, 0.1, 9007199254740993n, { key: ['v'] }, '[1]']
);
await shown('SELECT $1::timestamptz AS a, $2::date AS b, $3::timestamp AS c', [
	new Date('2024-05-06T07:08:09.010Z'),
	new Date('2024-05-06T00:00:00Z'),
	new Date(-62_200_000_000_000)
]);
await shown('SELECT $1::int[] AS a, $2::text[] AS b, $3::text[][] AS c, $4::bytea AS d, $5::bytea[] AS e', [
	[1, null, 3],
	['a "quoted" \\ one', '', '{}'],
	[
		['x', 'y'],
		['z', null]
	],
	Buffer.from('héllo'),
	[Buffer.from([0, 255])]
]);
await shown('SELECT $1::bytea AS a, $2::jsonb AS b', [new Uint8Array([1, 2, 3]), JSON.stringify([1, 2])]);
class Point {
	x = 1;
	toPostgres(prepare: (value: unknown) => unknown) {
		return prepare([this.x, 2]);
	}
}
await shown('SELECT $1::int[] AS p', [new Point()]);
const loop = {
	toPostgres() {
		return loop;
	}
};
await client.query('SELECT $1::text', [loop]).catch((error: Error) => console.log(error.message));
await shown("SELECT 'still there' AS text");
// @ts-expect-error Values are a list.
await client.query('SELECT 1', { a: 1 }).catch((error: Error) => console.log(error.message));
// @ts-expect-error Nothing is asked.
await client.query({ values: [] }).catch((error: Error) => console.log(error.message));
try {
	// @ts-expect-error Nothing is asked.
	client.query(null);
} catch (error) {
	console.log(Object(error).name, Object(error).message);
}

console.log(types.builtins.INT8, types.builtins.TIMESTAMPTZ, types.builtins.JSONB);
console.log(types.getTypeParser(23)('17'), types.getTypeParser(types.builtins.TSQUERY)('as it is'));
types.setTypeParser(types.builtins.INT8, (text: string) => BigInt(text));
types.setTypeParser(1700, 'text', parseFloat);
await shown(
	'SELECT 9007199254740993::int8 AS big, 1.50::numeric AS number, count(*) FROM generate_series(1, 3)'
);
client.setTypeParser(25, (text: string) => text.toUpperCase());
await shown("SELECT 'loud'::text AS a, 5::int8 AS b");
const other = await new pg.Client({
	types: { getTypeParser: () => (text: string) => `<${text}>` }
}).connect();
console.log((await other.query('SELECT 1 AS a, true AS b')).rows);
await other.end();
const own = { text: 'SELECT 7 AS n', types: { getTypeParser: () => (text: string) => `own ${text}` } };
console.log((await client.query(own)).rows);
const overrides = new pg.TypeOverrides();
overrides.setTypeParser(23, (text: string) => Number(text) * 2);
console.log((await client.query({ text: 'SELECT 7 AS n, 8::int8 AS b', types: overrides })).rows);

console.log(pg.escapeLiteral("it's \\ here"), pg.escapeIdentifier('we"ird'));
console.log(client.escapeLiteral('plain'), client.escapeIdentifier('Plain'));
pg.defaults.parseInt8 = true;
await shown('SELECT 8::int8 AS n');
await client.end();
