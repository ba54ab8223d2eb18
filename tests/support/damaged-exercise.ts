import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { copyTemplate, exercisesFolder } from './exercises.ts';

/** A copy of the template that a test damages. */
export class DamagedExercise {
	readonly folder = copyTemplate(exercisesFolder(), 'backoff');

	read(file: string): string {
		return readFileSync(path.join(this.folder, file), 'utf8');
	}

	write(file: string, text: string): void {
		writeFileSync(path.join(this.folder, file), text);
	}

	append(file: string, text: string): void {
		appendFileSync(path.join(this.folder, file), text);
	}

	/** Fails when the template no longer says what a test wants to break. */
	replace(file: string, from: string, to: string): void {
		const text = this.read(file);
		if (!text.includes(from)) throw new Error(`${file} of the template no longer holds ${from}`);
		this.write(
			file,
			text.replace(from, () => to)
		);
	}

	remove(file: string): void {
		rmSync(path.join(this.folder, file), { recursive: true });
	}
}
