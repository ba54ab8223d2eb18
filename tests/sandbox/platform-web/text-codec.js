const d = new TextDecoder('utf-8'); console.log(d.decode(new Uint8Array([0xe2, 0x82]), { stream: true }) + '|' + d.decode(new Uint8Array([0xac, 65]), { stream: true }) + '|' + d.decode());
console.log(new TextDecoder('latin1').decode(new Uint8Array([0x80, 0xe9])), new TextDecoder('utf-16le').decode(new Uint8Array([65, 0, 0xac, 0x20])), new TextDecoder().encoding);
console.log(new TextEncoder().encodeInto('aü€x', new Uint8Array(5)));
try { new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([255])) } catch (e) { console.log(e.name) }
try { new TextDecoder('nope') } catch (e) { console.log(e.name, e.code) }
try { btoa('€') } catch (e) { console.log(e.name) }
const out = []; for await (const t of ReadableStream.from([new Uint8Array([0xe2, 0x82]), new Uint8Array([0xac])]).pipeThrough(new TextDecoderStream())) out.push(t); console.log(out);
