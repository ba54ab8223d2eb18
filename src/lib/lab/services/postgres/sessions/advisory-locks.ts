import type { LockTag } from './lock-manager.ts';
import type { Value } from './values.ts';

/** One number of 64 bits or two of 32 are different locks (`pg_locks` shows which in `objsubid`). */
export function advisoryTag(values: readonly Value[]): LockTag {
	if (values.length === 1) {
		const key = BigInt.asUintN(64, toBigInt(values[0]));
		const place = `${key >> 32n},${key & 0xffffffffn},1`;
		return { key: `advisory ${place}`, spoken: `advisory lock [5,${place}]`, image: `advisory ${key}` };
	}
	const place = `${values.map((value) => BigInt.asUintN(32, BigInt(Number(value)))).join(',')},2`;
	return { key: `advisory ${place}`, spoken: `advisory lock [5,${place}]`, image: `advisory ${place}` };
}

function toBigInt(value: Value | undefined): bigint {
	return typeof value === 'bigint' ? value : BigInt(Number(value));
}
