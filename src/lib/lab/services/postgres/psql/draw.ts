import { btreeImage, heapPageImage, type Column } from '../images.ts';

type Rows = readonly (readonly (string | null)[])[];
type Query = (text: string) => Promise<Rows>;
type Tell = (key: string, value: object) => void;

/** More pages than a reader looks at. */
const BLOCKS_MAX = 4;
const PAGES_MAX = 12;
const ITEMS_MAX = 24;

/** Looks at the pages of a table or an index by `pageinspect`, and tells what is there. Gives the transactions named in it. */
export async function drawRelation(name: string, query: Query, tell: Tell): Promise<Set<number>> {
	const quoted = `'${name.replaceAll("'", "''")}'`;
	const [relation] = await query(
		`select c.relkind, c.oid::regclass::text, pg_relation_size(c.oid) / current_setting('block_size')::int, t.relname
		from pg_class c left join pg_index i on i.indexrelid = c.oid left join pg_class t on t.oid = i.indrelid
		where c.oid = to_regclass(${quoted})`
	);
	const transactions = new Set<number>();
	if (!relation) return transactions;
	const [kind, fullName, blocks, table] = relation;
	if (kind === 'i') {
		await drawIndex(fullName ?? name, table ?? '', query, tell);
		return transactions;
	}
	const columns = await columnsOf(quoted, query);
	for (let block = 0; block < Math.min(Number(blocks), BLOCKS_MAX); block++) {
		const page = `get_raw_page(${quoted}, ${block})`;
		const [header = []] = await query(`select lower, upper, pagesize, flags & 4 from page_header(${page})`);
		const items = await query(
			`select lp, lp_off, lp_flags, lp_len, t_xmin, t_xmax, t_ctid,
				array_to_string((heap_tuple_infomask_flags(t_infomask, t_infomask2)).raw_flags, ','),
				array_to_string(t_attrs::text[], ',', 'NULL')
			from heap_page_item_attrs(${page}, ${quoted}::regclass)`
		);
		const image = heapPageImage({ table: name, block, header, items, columns });
		tell(`heap/postgres/${name}/${block}`, image);
		for (const { tuple } of image.linePointers) {
			if (tuple) transactions.add(tuple.xmin).add(tuple.xmax);
		}
	}
	return transactions;
}

async function columnsOf(quoted: string, query: Query): Promise<Column[]> {
	const columns = await query(
		`select attname, atttypid from pg_attribute
		where attrelid = ${quoted}::regclass and attnum > 0 and not attisdropped order by attnum`
	);
	return columns.map(([name, typeId]) => ({ name: name ?? '', typeId: Number(typeId) }));
}

/** Of a large index the first pages, of a full page the first items. */
async function drawIndex(name: string, table: string, query: Query, tell: Tell): Promise<void> {
	const quoted = `'${name.replaceAll("'", "''")}'`;
	const [meta = []] = await query(`select root, level from bt_metap(${quoted})`);
	const [key] = await columnsOf(quoted, query);
	const pages = await query(
		`select s.blkno, s.btpo_level, s.btpo_next, i.itemoffset, i.ctid, i.dead, i.htid, i.tids, i.data,
			s.live_items + s.dead_items
		from generate_series(1, least(pg_relation_size(${quoted}) / current_setting('block_size')::int - 1, ${PAGES_MAX})::int) b
			cross join lateral bt_page_stats(${quoted}, b) s
			left join lateral bt_page_items(${quoted}, b) i on i.itemoffset <= ${ITEMS_MAX}
		where s.type in ('l', 'r', 'i')
		order by s.blkno, i.itemoffset`
	);
	const image = btreeImage({ index: name, table, meta, pages, keyType: key?.typeId ?? 0 });
	tell(`index/postgres/${name}`, image);
}

/**
 * What a statement that began now would see.
 *
 * @param transactions those that the tuples drawn name: of these it is asked which were rolled back.
 */
export async function drawSnapshot(
	transactions: ReadonlySet<number>,
	query: Query,
	tell: Tell
): Promise<void> {
	const [row = []] = await query(
		`select pg_snapshot_xmin(s)::text, pg_snapshot_xmax(s)::text,
			(select string_agg(x::text, ',') from pg_snapshot_xip(s) x), pg_current_xact_id_if_assigned()::text,
			current_setting('transaction_isolation'),
			(select string_agg(x::text, ',') from unnest('{${[...transactions].join(',')}}'::xid8[]) x
				where x::text::bigint > 2 and pg_xact_status(x) = 'aborted')
		from pg_current_snapshot() s`
	);
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
