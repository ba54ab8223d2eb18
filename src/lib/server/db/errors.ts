/** Whether a statement broke a unique constraint, on either database. */
export function isUniqueViolation(error: unknown): boolean {
	const SQLITE_UNIQUE = [2067, 1555];
	return codeOf(error) === '23505' || SQLITE_UNIQUE.some((errcode) => errcode === sqliteErrcodeOf(error));
}

/**
 * Whether the database itself is in trouble (unreachable, full, read-only, out of connections),
 * so that the same request may well succeed later.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
	const errcode = sqliteErrcodeOf(error);
	// The low byte is the primary code: BUSY, READONLY, IOERR, CORRUPT, FULL, CANTOPEN.
	if (errcode !== null) return [5, 8, 10, 11, 13, 14].includes(errcode & 0xff);

	const code = codeOf(error) ?? '';
	// Classes of PostgreSQL: connection, resources, operator intervention, system; then the sockets of Node.
	if (/^(08|53|57P|58)/.test(code)) return true;
	if (/^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ENOENT|ETIMEDOUT|EPIPE|ENETUNREACH|EHOSTUNREACH)$/.test(code))
		return isFromPg(error);
	return (
		error instanceof Error &&
		/^(Connection terminated|timeout exceeded when trying to connect|database is not open)/.test(
			error.message
		)
	);
}

/** A refused socket means the database only when `pg` opened it; others open sockets and files, too. */
function isFromPg(error: unknown): boolean {
	return error instanceof Error && /[\\/]pg(-pool)?[\\/]/.test(error.stack ?? '');
}

function codeOf(error: unknown): string | null {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

function sqliteErrcodeOf(error: unknown): number | null {
	if (codeOf(error) !== 'ERR_SQLITE_ERROR') return null;
	return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
		? error.errcode
		: null;
}
