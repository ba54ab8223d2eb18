import { hexText } from '../encoding.ts';
import { randomBytes } from '../random.ts';

/** From the dice of the run, so that the same run sends the same bytes. */
export function newBoundary(): string {
	return `----formdata-${hexText(randomBytes(8))}`;
}
