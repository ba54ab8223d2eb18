import type { Snapshot, StatusOf, Version } from './page.ts';

/** Whether a look with this snapshot sees this version of a row. */
export function isVisible(version: Version, snapshot: Snapshot, statusOf: StatusOf): boolean {
	return version.xmax === 0;
}
