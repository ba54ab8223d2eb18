import { spawn, type ChildProcess } from 'node:child_process';
import { connect, createServer, type Socket } from 'node:net';
import type { Reply } from '#lib/lab/services/redis/reply.ts';
import { encodeCommand, RespDecoder } from '#lib/lab/services/redis/resp.ts';

/** A real redis-server on a free port of the loopback, keeping nothing on disk. */
export class RealRedis {
	readonly #process: ChildProcess;
	readonly #port: number;
	readonly #connections: RealConnection[] = [];

	private constructor(child: ChildProcess, port: number) {
		this.#process = child;
		this.#port = port;
	}

	static async start(): Promise<RealRedis> {
		const port = await freePort();
		const program = process.env['REDIS_SERVER_PATH'] ?? 'redis-server';
		const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
		const child = spawn(program, settings, { stdio: ['ignore', 'pipe', 'inherit'] });
		await new Promise<void>((resolve, reject) => {
			child.once('error', () =>
				reject(new Error('redis-server is not installed: run npm test once as root, or install it'))
			);
			child.stdout.on('data', (text: Buffer) => {
				if (text.toString().includes('Ready to accept connections')) resolve();
			});
		});
		return new RealRedis(child, port);
	}

	get url(): string {
		return `redis://127.0.0.1:${this.#port}`;
	}

	async connect(): Promise<RealConnection> {
		const connection = await RealConnection.open(this.#port);
		this.#connections.push(connection);
		return connection;
	}

	stop(): void {
		for (const connection of this.#connections) connection.close();
		this.#process.kill();
	}
}

export class RealConnection {
	readonly #socket: Socket;
	readonly #decoder = new RespDecoder();
	readonly #replies: Reply[] = [];
	readonly #readers: ((reply: Reply) => void)[] = [];

	private constructor(socket: Socket) {
		this.#socket = socket;
		socket.on('data', (bytes) => {
			this.#decoder.feed(bytes.toString('latin1'));
			for (let reply = this.#decoder.next(); reply; reply = this.#decoder.next()) {
				const reader = this.#readers.shift();
				if (reader) reader(reply);
				else this.#replies.push(reply);
			}
		});
	}

	static open(port: number): Promise<RealConnection> {
		return new Promise((resolve, reject) => {
			const socket = connect(port, '127.0.0.1', () => resolve(new RealConnection(socket)));
			socket.once('error', reject);
			socket.setNoDelay(true);
		});
	}

	write(words: readonly string[]): void {
		this.#socket.write(Buffer.from(encodeCommand(words), 'latin1'));
	}

	read(): Promise<Reply> {
		const waiting = this.#replies.shift();
		return waiting ? Promise.resolve(waiting) : new Promise((resolve) => this.#readers.push(resolve));
	}

	call(words: readonly string[]): Promise<Reply> {
		this.write(words);
		return this.read();
	}

	close(): void {
		this.#socket.destroy();
	}
}

function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const address = server.address();
			const port = typeof address === 'object' && address ? address.port : 0;
			server.close(() => resolve(port));
		});
	});
}
