import type { SampleSubmission } from '../../domain/exercise.ts';
import type { FileTree } from '../../domain/files.ts';
import { filesFrom } from '../../domain/files.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { isVerdict, VERDICTS, type Verdict } from '../../domain/verdict.ts';
import type { SourceFault } from '../source-fault.ts';

/** The sample submissions: `submissions/<verdict>/<name>/<path>`. */
export function parseSamples(texts: FileTree): Result<SampleSubmission[], SourceFault[]> {
	const faults: SourceFault[] = [];
	const samples: SampleSubmission[] = [];

	for (const [folder, files] of filesByFolder(texts)) {
		const [, verdict = '', name = ''] = folder.split('/');
		const tree = filesFrom(files);
		if (!isVerdict(verdict) || verdict === 'internal_error') {
			faults.push(
				fault(
					folder,
					null,
					`${verdict} is no verdict a submission can get: use one of ${VERDICTS.slice(1).join(', ')}`
				)
			);
		} else if (!tree.ok) {
			faults.push(fault(folder, null, `its files cannot be submitted (${tree.fault.code})`));
		} else if (verdict === 'accepted') {
			samples.push({ name, verdict, files: tree.value, misconception: null });
		} else {
			const sample = wrongSample(folder, name, verdict, tree.value);
			if (sample.ok) samples.push(sample.value);
			else faults.push(sample.fault);
		}
	}
	return faults.length > 0 ? refuse(faults) : ok(samples);
}

export function sampleFolder({ verdict, name }: Pick<SampleSubmission, 'verdict' | 'name'>): string {
	return `submissions/${verdict}/${name}`;
}

function filesByFolder(texts: FileTree): Map<string, Record<string, string>> {
	const byFolder = new Map<string, Record<string, string>>();
	for (const [file, text] of Object.entries(texts)) {
		const match = /^(submissions\/[^/]+\/[^/]+)\/(.+)$/.exec(file);
		if (!match?.[1] || !match[2]) continue;
		const files = byFolder.get(match[1]) ?? {};
		files[match[2]] = text;
		byFolder.set(match[1], files);
	}
	return byFolder;
}

function wrongSample(
	folder: string,
	name: string,
	verdict: Verdict,
	files: FileTree
): Result<SampleSubmission, SourceFault> {
	for (const [path, text] of Object.entries(files)) {
		const header = /\/\*(?:(?!\*\/)[\s\S])*@misconception\b(?:(?!\*\/)[\s\S])*\*\//.exec(text);
		if (!header) continue;

		const line = text.slice(0, header.index).split('\n').length;
		const tags = tagsOf(header[0]);
		const lacking = ['misconception', 'fails', 'message'].filter((tag) => !tags.get(tag));
		if (lacking.length > 0)
			return refuse(fault(`${folder}/${path}`, line, `its header comment lacks @${lacking.join(' and @')}`));
		return ok({
			name,
			verdict,
			files,
			misconception: {
				text: tags.get('misconception') ?? '',
				failsCheckTitle: unquoted(tags.get('fails') ?? ''),
				message: tags.get('message') ?? ''
			}
		});
	}
	return refuse(
		fault(
			folder,
			null,
			'a wrong sample begins with a comment /* @misconception … @fails "title of a check" @message … */'
		)
	);
}

/** The tags of a block comment. A value goes on until the next tag; its lines are joined. */
function tagsOf(comment: string): Map<string, string> {
	const text = comment
		.replace(/^\/\*+|\*+\/$/g, '')
		.split('\n')
		.map((line) => line.replace(/^\s*\*?\s?/, ''))
		.join('\n');
	return new Map(
		[
			...text.matchAll(
				/^\s*@(misconception|fails|message)\b([\s\S]*?)(?=^\s*@(?:misconception|fails|message)\b|$(?![\s\S]))/gm
			)
		].map(([, tag = '', value = '']) => [tag, value.replace(/\s+/g, ' ').trim()])
	);
}

function unquoted(text: string): string {
	return /^(["'`])(.*)\1$/.exec(text)?.[2] ?? text;
}

function fault(file: string, line: number | null, message: string): SourceFault {
	return { gate: 1, file, line, message };
}
