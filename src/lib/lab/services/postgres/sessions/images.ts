import type {
	HeapPageImage,
	LockImage,
	SessionImage,
	SnapshotImage,
	TupleImage
} from '../../../../domain/postgres-images.ts';
import type { StateOperation } from '../../../../domain/trace.ts';
import type { Column } from './catalog.ts';
import { blockersOf } from './deadlock.ts';
import { PAGE_BYTES, type LinePointer, type Page, type Tuple } from './heap.ts';
import type { Lock, LockHolder } from './lock-manager.ts';
import type { ServerSession } from './session.ts';
import { numberOf } from './transaction-control.ts';
import type { TransactionLog } from './transactions.ts';
import { valueText } from './values.ts';

export type OnState = (
	key: string,
	operation: StateOperation,
	value: HeapPageImage | LockImage | SessionImage | SnapshotImage | null
) => void;

const HEADER_BYTES = 24;
const LINE_BYTES = 4;

/** Writes what figures draw, in the shapes of domain/postgres-images.ts. */
export class Images {
	readonly #name: string;
	readonly #log: TransactionLog;
	readonly #onState: OnState;
	readonly #shownLocks = new Set<string>();

	constructor(name: string, log: TransactionLog, onState: OnState) {
		this.#name = name;
		this.#log = log;
		this.#onState = onState;
	}

	pageChanged(table: string, page: Page, columns: readonly Column[]): void {
		let upper = PAGE_BYTES;
		const linePointers = page.lines.map((line, i) => {
			if (line.state === 'normal') {
				upper -= line.tuple.bytes;
				line.tuple.offset = upper;
			}
			return this.#lineImage(line, i + 1, columns);
		});
		const lower = HEADER_BYTES + page.lines.length * LINE_BYTES;
		const { block, isAllVisible } = page;
		this.#onState(`heap/${this.#name}/${table}/${block}`, 'set', {
			...{ table, block, lower, upper, pageBytes: PAGE_BYTES, isAllVisible, linePointers }
		});
	}

	#lineImage(
		line: LinePointer,
		number: number,
		columns: readonly Column[]
	): HeapPageImage['linePointers'][number] {
		return {
			number,
			state: line.state,
			redirectsTo: line.state === 'redirect' ? line.to : null,
			tuple: line.state === 'normal' ? this.#tupleImage(line.tuple, columns) : null
		};
	}

	#tupleImage(tuple: Tuple, columns: readonly Column[]): TupleImage {
		const { offset, bytes, xmin, xmax, next, values } = tuple;
		const end = next ?? tuple;
		return {
			...{ offset, bytes, xmin, xmax, flags: flagsOf(tuple, this.#log) },
			ctid: { block: end.block, number: end.number },
			values: Object.fromEntries(
				columns.map((column, i) => [column.name, valueText(values[i] ?? null, column.type.name)])
			)
		};
	}

	lockChanged(lock: Lock, sessions: ReadonlyMap<number, ServerSession>): void {
		const { image: what } = lock.tag;
		const key = `lock/${this.#name}/${what}`;
		const shown = ({ holder, mode }: { holder: LockHolder; mode: string }) => ({
			session: nameOf(holder, sessions),
			mode
		});
		const image = { what, holders: lock.grants.map(shown), waiters: lock.queue.map(shown) };
		if (image.holders.length > 0 || image.waiters.length > 0) {
			this.#shownLocks.add(key);
			this.#onState(key, 'set', image);
		} else if (this.#shownLocks.delete(key)) this.#onState(key, 'delete', null);
	}

	sessionChanged(session: ServerSession, sessions: ReadonlyMap<number, ServerSession>): void {
		const { control, waiter } = session;
		const { current, ended } = control;
		control.ended = null;
		const blockers = waiter ? blockersOf(waiter).map((edge) => nameOf(edge.blocker, sessions)) : [];
		this.#onState(`session/${this.#name}/${session.name}`, 'set', {
			state: stateOf(session),
			isolation: current?.isolation ?? null,
			transaction: numberOf(current),
			statement: session.statement,
			waitsFor: waiter ? { sessions: [...new Set(blockers)], lock: waiter.lock.tag.image } : null,
			ended
		});
		this.#snapshotChanged(session);
	}

	#snapshotChanged({ control: { current }, name, isIdle }: ServerSession): void {
		const key = `snapshot/${this.#name}/${name}`;
		const snapshot = current?.snapshot;
		if (!current || !snapshot || (isIdle && current.isolation === 'read committed')) {
			this.#onState(key, 'delete', null);
			return;
		}
		this.#onState(key, 'set', {
			...{ xmin: snapshot.xmin, xmax: snapshot.xmax, running: [...snapshot.running] },
			aborted: this.#log.aborted(),
			own: numberOf(current),
			scope: current.isolation === 'read committed' ? 'statement' : 'transaction'
		});
	}

	sessionEnded(session: ServerSession): void {
		this.#onState(`session/${this.#name}/${session.name}`, 'delete', null);
		this.#onState(`snapshot/${this.#name}/${session.name}`, 'delete', null);
	}
}

function nameOf(holder: LockHolder, sessions: ReadonlyMap<number, ServerSession>): string {
	return sessions.get(holder.processId)?.name ?? String(holder.processId);
}

function stateOf(session: ServerSession): SessionImage['state'] {
	if (session.waiter) return 'waiting';
	if (!session.isIdle) return 'active';
	if (session.control.block === 'open') return 'idle in transaction';
	return session.control.block === 'failed' ? 'idle in transaction (aborted)' : 'idle';
}

/** As `heap_tuple_infomask_flags` names them; hints are shown as if a reader had just set them. */
function flagsOf(tuple: Tuple, log: TransactionLog): string[] {
	const flags: string[] = [];
	const xmin = log.stateOf(tuple.xmin);
	if (xmin === 'committed') flags.push('HEAP_XMIN_COMMITTED');
	if (xmin === 'aborted') flags.push('HEAP_XMIN_INVALID');
	const change = tuple.marks.find((mark) => mark.change !== 'none');
	if (tuple.isMulti) flags.push('HEAP_XMAX_IS_MULTI');
	else if (tuple.xmax === 0 || log.stateOf(tuple.xmax) === 'aborted') flags.push('HEAP_XMAX_INVALID');
	else if (change && log.stateOf(tuple.xmax) === 'committed') flags.push('HEAP_XMAX_COMMITTED');
	if (tuple.marks.length > 0 && !change) flags.push('HEAP_XMAX_LOCK_ONLY');
	const strongest = tuple.marks.map((mark) => mark.mode);
	if (strongest.includes('key share')) flags.push('HEAP_XMAX_KEYSHR_LOCK');
	if (!change && strongest.some((mode) => mode === 'update' || mode === 'no key update')) {
		flags.push('HEAP_XMAX_EXCL_LOCK');
	}
	if (strongest.includes('share')) flags.push('HEAP_XMAX_SHR_LOCK');
	if (change?.mode === 'update') flags.push('HEAP_KEYS_UPDATED');
	if (tuple.isHotUpdated) flags.push('HEAP_HOT_UPDATED');
	if (tuple.isHeapOnly) flags.push('HEAP_ONLY_TUPLE');
	return flags;
}
