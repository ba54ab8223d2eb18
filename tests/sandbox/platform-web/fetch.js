const h = new Headers({ 'Content-Type': 'text/html', 'X-B': '1' }); h.append('x-b', '2'); h.append('Set-Cookie', 'a=1'); h.append('set-cookie', 'b=2');
console.log([...h], h.get('X-B'), h.getSetCookie());
const r = Response.json({ a: 1 }, { status: 201 }); console.log(r.status, r.ok, r.headers.get('content-type'), await r.clone().json(), r.bodyUsed, await r.text(), r.bodyUsed);
try { await r.text() } catch (e) { console.log(e.name, e.message.replace(/\.$/, '')) }
const q = new Request('https://a.b/c?d', { method: 'post', body: new URLSearchParams({ x: 'y z' }) }); console.log(q.method, q.url, q.headers.get('content-type'), [...(await q.clone().formData())], await q.text());
const f = new FormData(); f.append('a', 'ü\n1'); f.append('f', new Blob(['hey'], { type: 'text/x' }), 'n.txt');
const g = await new Response(f).formData(); console.log([...g.keys()], g.get('a'), await g.get('f').text(), g.get('f').name, g.get('f').type);
try { await fetch('https://nowhere.example/x') } catch (e) { console.log(e.name, e.message, e.cause.code) }
console.log(await (await fetch('data:text/plain;base64,aGV5')).text());
const s = new Response(ReadableStream.from([new TextEncoder().encode('ab'), new TextEncoder().encode('cd')])); console.log(await s.text());
const c = new AbortController(); const p = fetch('https://x.y', { signal: c.signal }); c.abort(); try { await p } catch (e) { console.log(e.name) }
for await (const chunk of new Response('stream me').body) console.log(chunk.length);
const rr = new Response('x'); const reader = rr.body.getReader(); await reader.read(); console.log(rr.bodyUsed);
console.log(q.signal.aborted, new Response(null, { status: 204 }).body, Response.error().status, Response.redirect('http://a/b', 301).headers.get('location'));
