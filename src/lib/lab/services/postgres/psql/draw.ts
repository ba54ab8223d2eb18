import { btreeImage, heapPageImage, type Column } from '../images.ts';

type Rows = readonly (readonly (string | null)[])[];
/** Null when the server does not answer. */
type Query = (text: string) => Rows | null;
type Tell = (key: string, value: object) => void;

/** More pages than a reader looks at. */
const BLOCKS_MAX = 4;
const PAGES_MAX = 12;
const ITEMS_MAX = 24;

/** Looks at the pages of a table or an index by `pageinspect`, and tells what is there. Gives the transactions named in it. */
export function drawRelation(name: string, query: Query, tell: Tell): number[] {
	const quoted = `'${name.replaceAll("'", "''")}'`;
	const [relation] =
		query(
			`select c.relkind, pg_relation_size(c.oid) / current_setting('block_size')::int, t.relname
			from pg_class c left join pg_index i on i.indexrelid = c.oid left join pg_class t on t.oid = i.indrelid
			where c.oid = to_regclass(${quoted})`
		) ?? [];
	if (!relation) return [];
	const [kind, blocks, table] = relation;
	if (kind === 'i') {
		drawIndex(name, table ?? '', query, tell);
		return [];
	}
	const columns = columnsOf(quoted, query);
	return Array.from({ length: Math.min(Number(blocks), BLOCKS_MAX) }).flatMap((_, block) => {
		const page = `get_raw_page(${quoted}, ${block})`;
		const header = query(`select lower, upper, pagesize, flags & 4 from page_header(${page})`)?.[0];
		const items = query(
			`select lp, lp_off, lp_flags, lp_len, t_xmin, t_xmax, t_ctid,
				array_to_string((heap_tuple_infomask_flags(t_infomask, t_infomask2)).raw_flags, ','),
				array_to_string(t_attrs::text[], ',', 'NULL')
			from heap_page_item_attrs(${page}, ${quoted}::regclass)`
		);
		if (!header || !items) return [];
		const image = heapPageImage({ table: name, block, header, items, columns });
		tell(`heap/postgres/${name}/${block}`, image);
		return image.linePointers.flatMap(({ tuple }) => (tuple ? [tuple.xmin, tuple.xmax] : []));
	});
}

function columnsOf(quoted: string, query: Query): Column[] {
	const columns = query(
		`select attname, atttypid from pg_attribute
		where attrelid = ${quoted}::regclass and attnum > 0 and not attisdropped order by attnum`
	);
	return (columns ?? []).map(([name, typeId]) => ({ name: name ?? '', typeId: Number(typeId) }));
}

/** Of a large index the first pages, of a full page the first items. */
function drawIndex(name: string, table: string, query: Query, tell: Tell): void {
	const quoted = `'${name.replaceAll("'", "''")}'`;
	const meta = query(`select root, level from bt_metap(${quoted})`)?.[0];
	const [key] = columnsOf(quoted, query);
	const pages = query(
		`select s.blkno, s.btpo_level, s.btpo_next, i.itemoffset, i.ctid, i.dead, i.htid, i.tids, i.data,
			s.live_items + s.dead_items
		from generate_series(1, least(pg_relation_size(${quoted}) / current_setting('block_size')::int - 1, ${PAGES_MAX})::int) b
			cross join lateral bt_page_stats(${quoted}, b) s
			left join lateral bt_page_items(${quoted}, b) i on i.itemoffset <= ${ITEMS_MAX}
		where s.type in ('l', 'r', 'i')
		order by s.blkno, i.itemoffset`
	);
	if (!meta || !pages) return;
	tell(`index/postgres/${name}`, btreeImage({ index: name, table, meta, pages, keyType: key?.typeId ?? 0 }));
}

/**
 * What a statement that began now would see.
 *
 * @param transactions those that the tuples drawn name: of these it is asked which were rolled back.
 */
export function drawSnapshot(transactions: readonly number[], query: Query, tell: Tell): void {
	const named = [...new Set(transactions)].join(',');
	const row = query(
		`select pg_snapshot_xmin(s)::text, pg_snapshot_xmax(s)::text,
			(select string_agg(x::text, ',') from pg_snapshot_xip(s) x), pg_current_xact_id_if_assigned()::text,
			current_setting('transaction_isolation'),
			(select string_agg(x::text, ',') from unnest('{${named}}'::xid8[]) x
				where x::text::bigint > 2 and pg_xact_status(x) = 'aborted')
		from pg_current_snapshot() s`
	)?.[0];
	if (!row) return;
	const [xmin, xmax, running, own, isolation, aborted] = row;
	const numbers = (list: string | null | undefined) => (list ?? '').split(',').filter(Boolean).map(Number);
	tell('snapshot/postgres/psql', {
		xmin: Number(xmin),
		xmax: Number(xmax),
		running: numbers(running),
		aborted: numbers(aborted),
		own: own === null || own === undefined ? null : Number(own),
		scope: isolation === 'read committed' ? 'statement' : 'transaction'
	});
}
