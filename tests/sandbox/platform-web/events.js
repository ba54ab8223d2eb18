const t = new EventTarget(); const log = [];
t.addEventListener('x', (e) => { log.push('a', e.type, e.target === t, e.eventPhase, e.cancelable); e.preventDefault(); }, { once: true });
t.addEventListener('x', { handleEvent(e) { log.push('b', this !== undefined, e.defaultPrevented); } });
t.addEventListener('x', (e) => { e.stopImmediatePropagation(); log.push('c'); }, { passive: true });
t.addEventListener('x', () => log.push('never'));
console.log(t.dispatchEvent(new Event('x', { cancelable: true })), t.dispatchEvent(new Event('x')), log.join());
const c = new AbortController(); c.signal.onabort = () => console.log('onabort'); c.signal.addEventListener('abort', () => console.log('listener')); c.abort(); c.abort();
console.log(c.signal.aborted, c.signal.reason.name, c.signal.reason.code, c.signal.reason instanceof DOMException, c.signal.reason instanceof Error);
console.log(AbortSignal.any([AbortSignal.abort('r'), new AbortController().signal]).reason, String(c.signal));
try { AbortSignal.abort().throwIfAborted() } catch (e) { console.log(e.name, e.message) }
const d = new CustomEvent('d', { detail: 5 }); console.log(d.detail, d.type, d instanceof Event, DOMException.ABORT_ERR, new DOMException('m', 'DataCloneError').code);
const s = new AbortController(); let n = 0; t.addEventListener('y', () => n++, { signal: s.signal }); t.dispatchEvent(new Event('y')); s.abort(); t.dispatchEvent(new Event('y')); console.log(n);
console.log(new MessageEvent('m', { data: 1 }).data);
class Clock extends EventTarget { tick() { this.dispatchEvent(new CustomEvent('tick', { detail: { a: 1 } })); } }
const k = new Clock(); k.addEventListener('tick', (e) => console.log(e.detail)); k.tick();
